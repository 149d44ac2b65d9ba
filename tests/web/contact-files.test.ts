// Files of contacts: what other programs write is understood, what is wrong is told by its line, and what we write comes back whole.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitToBook, groupName, manyLines, oneLine } from '../../web/features/contacts/transfer/card-limits.ts';
import { decodeText } from '../../web/features/contacts/transfer/decode-text.ts';
import { readContacts, type ReadContacts } from '../../web/features/contacts/transfer/read-contacts.ts';
import { bareCell, guardCell } from '../../web/features/contacts/transfer/safe-cell.ts';
import { writeContacts } from '../../web/features/contacts/transfer/write-contacts.ts';
import type { ContactCard } from '../../web/session/vault-api/contacts.ts';

const read = (content: string | Uint8Array<ArrayBuffer>, name = 'contacts.csv'): Promise<ReadContacts> => readContacts(new File([content], name));
const cardsIn = async (content: string | Uint8Array<ArrayBuffer>) => (await read(content)).cards.map(({ card }) => card);
const problemsIn = async (content: string) => (await read(content)).problems.map(({ line, kind }) => [line, kind]);

const card = (given: Partial<ContactCard>): ContactCard => ({ address: 'ana@northside.example', name: '', practice: '', notes: '', groups: [], ...given });

describe('tables', () => {
  test('of Outlook, with parts of names, several addresses and categories', async () => {
    const csv = [
      '"Title","First Name","Middle Name","Last Name","Company","E-mail Address","E-mail 2 Address","Notes","Categories"',
      '"Dr.","Ana","","Ruiz","Northside Dental","ana@northside.example","desk@northside.example","Closed on Fridays","Orthodontists;Labs"',
    ].join('\r\n');
    const rest = { name: 'Dr. Ana Ruiz', practice: 'Northside Dental', notes: 'Closed on Fridays', groups: ['Orthodontists', 'Labs'] };
    expect(await cardsIn(csv)).toEqual([card(rest), card({ address: 'desk@northside.example', ...rest })]);
  });

  test('of Google, whose own groups are left out', async () => {
    const csv = 'First Name,Last Name,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value\nLee,Park,Fine Lab,Labs ::: * myContacts,Work,lee@finelab.example ::: orders@finelab.example\n';
    const rest = { name: 'Lee Park', practice: 'Fine Lab', groups: ['Labs'] };
    expect(await cardsIn(csv)).toEqual([card({ address: 'lee@finelab.example', ...rest }), card({ address: 'orders@finelab.example', ...rest })]);
  });

  test('in German, with semicolons, from Excel, which writes Windows-1252', async () => {
    const csv = 'Vorname;Nachname;Firma;E-Mail-Adresse;Notizen\r\nJürgen;Müller;Praxis Groß;j.mueller@praxis.example;"Nur vormittags; bitte anrufen"\r\n';
    const bytes = Uint8Array.from(csv, (letter) => letter.charCodeAt(0));
    expect(await cardsIn(bytes)).toEqual([card({ address: 'j.mueller@praxis.example', name: 'Jürgen Müller', practice: 'Praxis Groß', notes: 'Nur vormittags; bitte anrufen' })]);
    expect(await cardsIn(`sep=;\n${csv}`)).toHaveLength(1);
  });

  test('are told apart by their encoding', () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...'Zoë'].flatMap((letter) => [letter.charCodeAt(0), 0])]);
    expect(decodeText(utf16)).toBe('Zoë');
    expect(decodeText(new TextEncoder().encode('\uFEFFZoë\r\nx'))).toBe('Zoë\nx');
    expect(decodeText(new TextEncoder().encode('Zoë'))).toBe('Zoë');
    expect(decodeText(new Uint8Array([0x5a, 0x6f, 0xeb]))).toBe('Zoë');
  });

  test.each([
    ['no column for the address', 'Name,Phone\nAna,1', [[1, 'no-address-column']]],
    ['a row that is longer than the head, behind one with a line feed in quotes', 'Name,E-mail\n"Ana\nRuiz",a@x.example\n\nLee,l@x.example,more', [[5, 'too-many-fields']]],
    ['a quotation mark without its end', 'Name,E-mail\nAna,a@x.example\n"Lee,l@x.example\nKim,k@x.example', [[3, 'open-quote']]],
    ['a name that is too long', `Name,E-mail\nAna,a@x.example\n${'x'.repeat(201)},l@x.example`, [[3, 'too-long']]],
    ['nothing', ' \n', [[null, 'empty']]],
  ])('that have %s are refused with the line', async (_, csv, problems) => {
    expect(await problemsIn(csv)).toEqual(problems);
  });

  test('entries without an address are counted, not refused', async () => {
    expect(await read('Name,E-mail\nAna,\nLee,lee@x.example\n')).toMatchObject({ problems: [], withoutAddress: [2], cards: [{ line: 3 }] });
  });
});

describe('vCards', () => {
  const apple = ['BEGIN:VCARD', 'VERSION:3.0', 'N:Ruiz;Ana;;Dr.;', 'FN:Dr. Ana Ruiz', 'ORG:Northside\\; Dental;Front desk', 'item1.EMAIL;type=INTERNET;type=pref:ana@northside.example', 'EMAIL;type=HOME:a', ' na@home.example', 'NOTE:Closed\\nFridays\\, mostly\\; ring', 'CATEGORIES:Labs,Near by', 'PHOTO;ENCODING=b;TYPE=JPEG:AAAA', 'END:VCARD'];

  test.each(['3.0', '4.0'])('of version %s are read, with folded lines, grouped properties and escapes', async (version) => {
    const rest = { name: 'Dr. Ana Ruiz', practice: 'Northside; Dental', notes: 'Closed\nFridays, mostly; ring', groups: ['Labs', 'Near by'] };
    const text = apple.join('\r\n').replace('3.0', version).replace(version === '4.0' ? /^PHOTO.*\r\n/m : /^$/, '');
    expect(await cardsIn(text)).toEqual([card(rest), card({ address: 'ana@home.example', ...rest })]);
  });

  test('of the old version 2.1, as Outlook saves them, are read with their own encodings', async () => {
    const old = ['BEGIN:VCARD', 'VERSION:2.1', 'X-MS-OL-DEFAULT-POSTAL-ADDRESS:2', 'N;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=FCrgen;;Dr.', 'FN;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:Dr. J=C3=BCrgen M=C3=BC=', 'ller, Kiel', 'ORG:Praxis Nord;Empfang', 'EMAIL;PREF;INTERNET:j.mueller@praxis.example', 'NOTE;ENCODING=QUOTED-PRINTABLE:one; two=0D=0A=', 'three', 'PHOTO;TYPE=JPEG;ENCODING=BASE64:', ' AAAA:BBBB', '', 'END:VCARD'];
    expect(await cardsIn(old.join('\r\n'))).toEqual([card({ address: 'j.mueller@praxis.example', name: 'Dr. Jürgen Müller, Kiel', practice: 'Praxis Nord', notes: 'one; two\nthree' })]);
  });

  test('of version 3.0, as phones and web services write them, are read with what belongs to the old version', async () => {
    const phone = ['BEGIN:VCARD', 'VERSION:3.0', 'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;', 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen M=C3=BC=', 'ller', 'TEL;CELL:030 1', 'EMAIL;INTERNET;X-LABEL="a:b":j.mueller@praxis.example', 'ORG:Praxis Nord\\, Kiel', 'BDAY:', 'REV:', 'NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo', 'END:VCARD'];
    expect(await read(phone.join('\r\n'))).toMatchObject({ problems: [], cards: [{ line: 1, card: card({ address: 'j.mueller@praxis.example', name: 'Jürgen Müller', practice: 'Praxis Nord, Kiel', notes: 'one\ntwo' }) }] });
  });

  test.each([
    ['is no vCard', [...apple, 'BEGIN:VCARD', 'VERSION:3.0', 'FN Lee', 'END:VCARD'], [[13, 'not-a-card']]],
    ['has no end', [...apple, 'BEGIN:VCARD', 'VERSION:3.0', 'FN:Lee'], [[13, 'open-card']]],
    ['stands between them', [...apple, 'hello'], [[13, 'not-a-card']]],
  ])('are refused with the line where one %s', async (_, lines, problems) => {
    expect(await problemsIn(lines.join('\n'))).toEqual(problems);
  });
});

describe('what is exported', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'Ü', '漢', '😀', ' ', ',', ';', '"', "'", '=', '+', '-', '@', '\\', ':', '\n', '\t', '\r', '|', '^', '＝'), maxLength: 30 });
  const anyCard = fc.record({
    address: fc.integer({ min: 0, max: 1e9 }).map((number) => `person${number}@x.example`),
    name: words.map(oneLine),
    practice: words.map(oneLine),
    notes: words.map(manyLines),
    groups: fc.uniqueArray(words.map(groupName).filter((name) => name !== '' && !name.startsWith('* ') && !name.includes(':::')), { maxLength: 3 }),
  });

  test.each(['csv', 'vcard'] as const)('comes back from a file of kind %s as it was', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCard, { minLength: 1, maxLength: 5 }), async (cards) => {
        const back = await read(writeContacts(cards, format));
        expect(back.problems).toEqual([]);
        expect(back.cards.map((each) => each.card)).toEqual(cards);
      }),
      { numRuns: 500 },
    );
  });

  test('is no formula to a spreadsheet, whatever stands in it', () => {
    const hostile = ['=1+1', '+49 30 1', '-1', '@SUM(A1)', '\tx', '\rx', "'=1", '＝1'];
    for (const text of hostile) {
      expect(guardCell(text)).toBe(`'${text}`);
      expect(bareCell(guardCell(text))).toBe(text);
    }
    fc.assert(fc.property(fc.string(), (text) => !/^[=+\-@\t\r\n]/.test(guardCell(text)) && bareCell(guardCell(text)) === text));
    const csv = writeContacts([card({ name: '=cmd|calc', notes: 'a","=1+1' })], 'csv');
    expect(csv).toContain(`"'=cmd|calc"`);
    expect(csv).toContain(`"a"",""=1+1"`);
  });

  test('is marked as UTF-8 for Excel, and its head is what Outlook calls it', () => {
    expect(writeContacts([], 'csv')).toBe('\uFEFF"Name","E-mail Address","Company","Notes","Categories"\r\n');
  });
});

test('what is too long is told, never cut', () => {
  const cards = [{ line: 7, card: card({ notes: 'n'.repeat(4001), groups: ['g'.repeat(101)] }) }];
  expect(fitToBook({ cards, problems: [], withoutAddress: [] }).problems.map(({ line, kind }) => [line, kind])).toEqual([[7, 'too-long'], [7, 'too-long']]);
});
