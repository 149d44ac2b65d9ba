// The check of the e-mail part: what it marks, what it leaves alone, and what moves along.
import { describe, expect, test } from 'vitest';
import { checkNotice, type CheckedNotice, type CheckOptions } from '../../web/features/compose/notice-check/check-notice.ts';
import { moveSentences } from '../../web/features/compose/notice-check/move-sentences.ts';
import { sentenceOf } from '../../web/features/compose/notice-check/sentence-of.ts';

const british: CheckOptions = { now: Date.UTC(2026, 10, 25), locale: 'en-GB' };

type Case = Partial<CheckedNotice> & { options?: Partial<CheckOptions> };

/** What is marked in the text, with its kind. */
async function marked(text: string, { options, ...notice }: Case = {}): Promise<string[]> {
  const findings = await checkNotice(
    { subject: '', text, secure: '', fileNames: [], known: [], ownNumbers: [], ...notice },
    { ...british, ...options },
  );
  return findings.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
}

describe('a date of birth', () => {
  test.each([
    ['He was born on 3.4.1985.', '3.4.1985'],
    ['03/04/1985', '03/04/1985'],
    ['1985-04-03', '1985-04-03'],
    ['3-4-85', '3-4-85'],
    ['on 3 April 1985 in Bern', '3 April 1985'],
    ['3rd of April 1985', '3rd of April 1985'],
    ['April 3, 1985', 'April 3, 1985'],
    ['geb. am 3. März 1985', '3. März 1985'],
    ['3. Dez. 1985', '3. Dez. 1985'],
    ['DOB 12.10.2026', '12.10.2026'],
    ['geboren am 1.11.2026', '1.11.2026'],
    ['Geburtsdatum vom 3.4.1985', '3.4.1985'],
  ])('is seen in %j', async (text, date) => {
    expect(await marked(text)).toEqual([`birth-date: ${date}`]);
  });

  test.each([
    'Your appointment is on 3.4.2027.',
    'We saw you on 12 October 2026.',
    'Call us on 24.12. or 31.12.',
    'Version 1.2.3 of 2026',
    '31.2.1985',
    '45.13.1985',
    'Order 1985-99-03',
    '10.0.0.1985',
    'Rechnung vom 12.03.2025',
    'Ihr Auftrag vom 12. März 2025',
    'we have offered it since April 3, 2019',
  ])('is not seen in %j', async (text) => {
    expect(await marked(text)).toEqual([]);
  });

  test('is read month first where people write so', async () => {
    expect(await marked('12/31/1985', { options: { locale: 'en-US' } })).toEqual(['birth-date: 12/31/1985']);
  });
});

describe('a number with a right check digit', () => {
  test.each([
    ['Germany, health', 'A123456780', 'A123456789'],
    ['Germany, pension', '65170839J003', '65170839J004'],
    ['Austria', '1237 010180', '1238 010180'],
    ['Switzerland', '756.9217.0769.85', '756.9217.0769.84'],
    ['United Kingdom, NHS', '943 476 5919', '943 476 5918'],
    ['United Kingdom, National Insurance', 'AB 12 34 56 C', 'BG 12 34 56 C'],
    ['United States, Social Security', '078-05-1120', '000-05-1120'],
    ['United States, Medicare', '1EG4-TE5-MK73', '1SG4-TE5-MK73'],
    ['France', '2 55 08 14 168 025 38', '2 55 08 14 168 025 39'],
    ['Italy', 'RSSMRA80A01H501U', 'RSSMRA80A01H501V'],
    ['Netherlands', 'BSN 111222333', 'BSN 111222334'],
    ['Sweden', '811228-9874', '819928-9874'],
    ['Finland', '131052-308T', '131052-308U'],
  ])('%s: %s is marked, %s is not', async (_, right, wrong) => {
    const only = async (number: string) => (await marked(`It is ${number} today`)).filter((found) => found.startsWith('insurance-number'));
    expect(await only(right)).toEqual([`insurance-number: ${right.replace('BSN ', '')}`]);
    expect(await only(wrong)).toEqual([]);
  });
});

describe('a record number', () => {
  test.each([
    ['Patient no. 20431 is fine', '20431'],
    ['MRN: 88-1204', '88-1204'],
    ['case #4711', '4711'],
    ['Patient number is 20431', '20431'],
    ['Patienten-Nr. 4711/26', '4711/26'],
    ['Akte 20431', '20431'],
    ['Fallnummer lautet 20431', '20431'],
    ['Aktenzeichen 2026', '2026'],
    ['Patient no. 1998', '1998'],
    ['case #2026', '2026'],
    ['Case number is 2026', '2026'],
    ['Akte 2026/114', '2026/114'],
  ])('is seen in %j', async (text, number) => {
    expect(await marked(text)).toEqual([`record-number: ${number}`]);
  });

  test.each(['In case of 3 questions', 'The patient is well', 'Order 20431', 'in any case, 26 looks good', 'Akte 2026', 'your policy 2026', 'Versicherung 2027: was sich ändert'])('is not seen in %j', async (text) => {
    expect(await marked(text)).toEqual([]);
  });
});

describe('a telephone number', () => {
  test('is seen with and without its country', async () => {
    expect(await marked('Call 020 7946 0958 or +41 44 668 18 00.')).toEqual(['phone-number: 020 7946 0958', 'phone-number: +41 44 668 18 00']);
    expect(await marked('Ruf an: 030 23125 123', { options: { locale: 'de-DE' } })).toEqual(['phone-number: 030 23125 123']);
  });

  test.each([
    ['de-DE', 'Ihr Termin ist am Montag, 14.12.2026 um 10:30 Uhr.'],
    ['de-DE', 'Ihr nächster Termin: 05.01.2027, 8.15 Uhr'],
    ['de-DE', 'Wir haben vom 24.12.2026 bis 6.1.2027 geschlossen.'],
    ['de-DE', 'Sprechzeiten: Mo-Fr 8-12 und 14-18 Uhr, Sa 08.00-12.00, So 09:00 – 10:30'],
    ['de-DE', 'Hauptstraße 12, 10115 Berlin'],
    ['de-DE', 'Praxisinhaber seit 1998, nach DIN EN ISO 13485'],
    ['de-DE', 'Kostenvoranschlag über 1.234,56 €, Auftragsnummer 2026-004711, Charge 20231105'],
    ['de-DE', 'BSNR 123456789, Steuernummer 12/345/67890'],
    ['de-AT', 'Termin am 14.12.2026, 1010 Wien'],
    ['de-CH', 'Termin am 14.12.2026, 8001 Zürich, 2026-12-14'],
    ['en-US', 'Your appointment is on 12/14/2026 at 10:30 am, ZIP 94107-1234'],
    ['fr-FR', 'Rendez-vous le 14.12.2026, 75001 Paris'],
  ])('is not seen, %s, in %j', async (locale, text) => {
    expect(await marked(text, { options: { locale } })).toEqual([]);
  });

  test.each([
    ['de-DE', '030 / 231 25 123'],
    ['de-DE', '(030) 23125-123'],
    ['de-DE', '0170 1234567'],
    ['de-AT', '0664 1234567'],
    ['de-CH', '044 668 18 00'],
    ['en-US', '212-456-7802'],
    ['fr-FR', '01 23 45 67 89'],
    ['de-DE', '0041 44 668 18 00'],
  ])('is seen, %s, as %j after a date', async (locale, number) => {
    expect((await marked(`On 14.12.2026 call ${number} please`, { options: { locale } })).map((found) => found.split(': ')[1])).toEqual([number]);
  });

  test('of the practice itself may be told, in whatever way it is written', async () => {
    expect(await marked('Call 020 7946 0958.', { ownNumbers: ['+442079460958'] })).toEqual([]);
    expect(await marked('Call 020 7946 0958.', { ownNumbers: ['Northside Dental\nPhone 020 7946 0958'] })).toEqual([]);
    expect(await marked('Call 020 7946 0958 or 020 7946 0959.', { ownNumbers: ['+442079460958'] })).toEqual(['phone-number: 020 7946 0959']);
  });

  test('of the practice itself may be told as people there dial it, in a browser that is set to another country', async () => {
    const ownNumbers = ['+49 30 23125123'];
    expect(await marked('Tel. 030 23125 123', { ownNumbers })).toEqual([]);
    expect(await marked('Tel. 030 23125 124', { ownNumbers })).toEqual(['phone-number: 030 23125 124']);
  });

  test('of the practice itself is told, too, where it could be another kind of number', async () => {
    const call = (ownNumbers: string[]) => marked('Call 212 456 7802.', { options: { locale: 'en-US' }, ownNumbers });
    expect(await call([])).toEqual(['insurance-number: 212 456 7802']);
    expect(await call(['+1 212 456 7802'])).toEqual([]);
  });
});

describe('the name of an attached file', () => {
  const fileNames = ['Meyer_Anna_OPG_26.jpg', 'IMG_20431.jpg', 'scan upper jaw.stl'];

  test('is seen whole, and each part that says who', async () => {
    expect(await marked('See Meyer_Anna_OPG_26.jpg please', { fileNames })).toEqual(['file-name: Meyer_Anna_OPG_26.jpg']);
    expect(await marked('Here is what Anna asked for', { fileNames })).toEqual(['file-name: Anna']);
    expect(await marked('about 20431', { fileNames })).toEqual(['file-name: 20431']);
  });

  test('is not seen in what files are called anyway', async () => {
    expect(await marked('The scan of the upper jaw is attached as img', { fileNames })).toEqual([]);
  });
});

describe('the secure part', () => {
  const secure = 'Crown 26 for Zoltán Kovács\nHello Lee, the crown for Kovács should be in shade A3, please hurry up. Ref. 20431.';

  test('is recognised by its names and numbers, without case and accents', async () => {
    expect(await marked('News about Kovacs.', { secure })).toEqual(['secure-words: Kovacs']);
    expect(await marked('ZOLTÁN KOVÁCS is here', { secure })).toEqual(['secure-words: ZOLTÁN KOVÁCS']);
    expect(await marked('it is about 20431', { secure })).toEqual(['secure-words: 20431']);
  });

  test('is recognised where five of its words were copied', async () => {
    expect(await marked('Note: crown for someone should be in shade a3, please', { secure })).toEqual(['secure-words: should be in shade a3, please']);
  });

  test.each(['\n', ' '])('is recognised wherever it stands in a long text with %j between its sentences, in little time', async (between) => {
    const filling = Array.from({ length: 2500 }, (_, at) => `sentence ${at % 90} of a report that goes on and on, without a name in it.`).join(between);
    const begun = performance.now();
    expect(await marked('News about Kovacs.', { secure: [filling, 'it is about Kovács', filling].join(between) })).toEqual(['secure-words: Kovacs']);
    // With every word looked at behind all before it, this took half a minute.
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  test('does not make ordinary words, a sentence’s first word, or known names suspicious', async () => {
    expect(await marked('Hello Lee, please open the message.', { secure, known: ['Lee Park'] })).toEqual([]);
    expect(await marked('Crown work is done', { secure })).toEqual([]);
  });
});

test('each place is marked once, by what says most about it', async () => {
  expect(await marked('Patient no. 943 476 5919 born 3.4.1985')).toEqual(['insurance-number: 943 476 5919', 'birth-date: 3.4.1985']);
});

test('an empty e-mail part and the one that we write ourselves are left alone', async () => {
  expect(await marked('')).toEqual([]);
  const text = 'You have received a secure message from Dr. Ana Ruiz, Northside Dental. Please open it with the link below.';
  expect(await marked(text, { secure: 'Northside Dental sends you a Crown', known: ['Dr. Ana Ruiz, Northside Dental'] })).toEqual([]);
});

describe('what moves', () => {
  test.each([
    ['One. Two is here. Three.', 'is', 'Two is here. '],
    ['Dr. Ruiz saw you. Bye.', 'Ruiz', 'Dr. Ruiz saw you. '],
    ['First line\nborn 3.4.1985\nlast line', '1985', 'born 3.4.1985\n'],
    ['The patient, geb. 3.4.1985, came! Yes.', '3.4.1985', 'The patient, geb. 3.4.1985, came! '],
    ['no end', 'end', 'no end'],
  ])('from %j with %j is %j', (text, part, sentence) => {
    const start = text.indexOf(part);
    const place = sentenceOf(text, { start, end: start + part.length });
    expect(text.slice(place.start, place.end)).toBe(sentence);
  });
});

test('sentences that move leave the others as they were, each once', () => {
  const text = 'Dear Lee. Anna Meyer was born on 3.4.1985. See you.\n\nMRN 20431\n\nBest wishes';
  const places = ['Meyer', '3.4.1985', '20431'].map((part) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length }));
  expect(moveSentences(text, places)).toEqual({
    left: 'Dear Lee. See you.\n\nBest wishes',
    moved: ['Anna Meyer was born on 3.4.1985.', 'MRN 20431'],
  });
});
