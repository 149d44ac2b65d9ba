// How typed words are compared, what conditions mean, and which words of a text are marked.
import { describe, expect, test } from 'vitest';
import { asCondition, hasCondition, labelCondition, onlyLabel, plainWords, toggleCondition } from '../../web/features/search/conditions.ts';
import { markWords } from '../../web/session/search/marks.ts';
import { holds, isEmptyQuery, misreadDates, parseQuery, searchFolders, termsToMark } from '../../web/session/search/query.ts';
import { foldText } from '../../web/session/search/words.ts';
import { search as german } from '../../web/text/de/search.ts';
import { search as english } from '../../web/text/en/search.ts';

const finds = (text: string, query: string) => holds(foldText(text), parseQuery(query).words);
const marked = (text: string, query: string) => markWords(text, termsToMark(parseQuery(query))).map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join('');

describe('words', () => {
  test('are compared without case and accents', () => {
    for (const [text, query] of [['Élan', 'elan'], ['CROWN', 'crown'], ['naïve', 'NAIVE'], ['Łódź', 'lodz'], ['Ærø', 'aero']]) expect(finds(text ?? '', query ?? ''), query).toBe(true);
  });

  test('with umlauts and ß are found in each way people type them', () => {
    for (const query of ['Müller', 'muller', 'mueller', 'MUELLER']) expect(finds('Frau Müller', query), query).toBe(true);
    for (const query of ['größe', 'grosse', 'groesse', 'grö']) expect(finds('die Größe', query), query).toBe(true);
    expect(finds('Herr Mueller', 'müller')).toBe(true);
    // Written in two signs, as some systems keep names of files.
    expect(finds('Mu\u0308ller', 'müller')).toBe(true);
    expect(finds('Frau Müller', 'miller')).toBe(false);
  });

  test('are found by how they begin, each of them, wherever it stands', () => {
    expect(finds('Lee Müller, crown 26', 'cro lee')).toBe(true);
    expect(finds('Lee Müller, crown 26', 'crown 27')).toBe(false);
    expect(finds('Lee Müller, crown 26', 'rown')).toBe(false);
  });

  test.each(['"crown 26"', '“crown 26”', '„crown 26“', '«crown 26»', '»crown 26«', '„crown 26'])('%s is one piece, whichever marks a keyboard sets', (typed) => {
    expect(parseQuery(`${typed} fits`).words).toEqual(typed.endsWith('6') ? [['crown 26 fits']] : [['crown 26'], ['fits']]);
  });

  test('in one piece or in quotation marks follow each other', () => {
    expect(finds('write to lee@lab.example today', 'lee@lab.ex')).toBe(true);
    expect(finds('lee of the lab', 'lee@lab')).toBe(false);
    expect(finds('shade A2 of crown', '"a2 of"')).toBe(true);
    expect(finds('shade A2, crown of', '"a2 of"')).toBe(false);
  });

  test('of scripts that do not part them are found inside a sentence', () => {
    expect(finds('患者的牙冠已经完成', '牙冠')).toBe(true);
    expect(finds('患者的牙冠已经完成', '冠牙')).toBe(false);
  });
});

describe.each([['English', english], ['German', german]])('conditions as they are called in %s', (_language, { typed }) => {
  test('are understood, each of them', () => {
    const { from, to, subject, label, has, after, before, values } = typed;
    expect(parseQuery(`${from}:lee ${to}:ana ${subject}:shade ${label}:urgent ${has}:${values.attachment} ${after}:2026-03-01 ${before}:2026-04-01`)).toEqual({
      words: [], from: [['lee']], to: [['ana']], subject: [['shade']], labels: ['urgent'], attachment: true, folders: [],
      after: new Date(2026, 2, 1).getTime(), before: new Date(2026, 3, 1).getTime(),
    });
    for (const folder of searchFolders) expect(parseQuery(`${typed.in}:${values[folder].toUpperCase()}`)).toMatchObject({ words: [], folders: [folder] });
  });
});

describe('conditions', () => {
  const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).getTime();

  test('are taken from what is typed', () => {
    expect(parseQuery('crown from:lee to:"Ana Ruiz" subject:shade has:attachment in:archive in:sent')).toMatchObject({
      words: [['crown']], from: [['lee']], to: [['ana ruiz']], subject: [['shade']], attachment: true, folders: ['archive', 'sent'],
    });
    expect(parseQuery('after:2026-03-01 before:2026-04')).toMatchObject({ words: [], after: day(2026, 3, 1), before: day(2026, 4, 1) });
    expect(parseQuery('label:Urgent label:"X-Ray lab"')).toMatchObject({ words: [], labels: ['urgent', 'x-ray lab'] });
    expect(parseQuery('after:1.3.2026')).toMatchObject({ after: day(2026, 3, 1) });
    expect(parseQuery('after:1.3.26')).toMatchObject({ words: [], after: day(2026, 3, 1) });
  });

  test('that are still being typed narrow nothing, and those that are none are words', () => {
    for (const typed of ['from:', 'in:', 'label:', 'after:', 'after:20', 'after:2026-13', 'has:', 'to:"']) expect(isEmptyQuery(parseQuery(typed)), typed).toBe(true);
    expect(parseQuery('in:nowhere').words).toEqual([['in nowhere']]);
    expect(parseQuery('note:26').words).toEqual([['note 26']]);
    expect(parseQuery('constructor:x has:teeth').words).toEqual([['constructor x'], ['has teeth']]);
  });

  const typing = { typing: true };

  test('name what is no date, in every way to write one, and not while it is being typed', () => {
    for (const typed of ['31.2.2026', '30.2.26', '29.2.2026', '0.1.2026', '1.13.2026', '2026-02-31', '2026-13', '2026-00-01', '31.2.', '20260301', '1-3-2026', '31.4.20']) {
      for (const condition of ['before', 'after', 'vor', 'nach', 'ab']) {
        expect(misreadDates(`crown ${condition}:${typed}`, typing), typed).toEqual([typed]);
        expect(parseQuery(`crown ${condition}:${typed}`), typed).toMatchObject({ words: [['crown']], before: null, after: null });
      }
    }
    for (const whole of ['31.12.2026', '29.2.2024', '2026-02-28', '1.3.26']) {
      for (let end = 1; end <= whole.length; end += 1) expect(misreadDates(`before:${whole.slice(0, end)}`, typing), whole.slice(0, end)).toEqual([]);
    }
    // What stands before something else is not being typed any more.
    expect(misreadDates('before:1.3. crown after:2026-0 has:attachment before:2026-02-3', typing)).toEqual(['1.3.', '2026-0']);
    expect(misreadDates('before:"31.2.2026" crown:31.2.2026 before: 26.3', typing)).toEqual(['31.2.2026']);
    expect(misreadDates('before:yesterday', typing)).toEqual([]);
    // Nor is the end, where nobody goes on.
    expect(misreadDates('before:1.3.', typing)).toEqual([]);
    for (const typed of ['1.3.', '31.2', '2026-0']) expect(misreadDates(`before:${typed}`, { typing: false }), typed).toEqual([typed]);
    for (const typed of ['', '1.3.26', '2026']) expect(misreadDates(`before:${typed}`, { typing: false }), typed).toEqual([]);
  });

  test('say the day that was typed, and no other', () => {
    expect(parseQuery('before:2024-02-29')).toMatchObject({ before: day(2024, 2, 29) });
    expect(parseQuery('nach:31.12.2026')).toMatchObject({ words: [], after: day(2026, 12, 31) });
  });

  test('show a label alone by its whole name', () => {
    for (const name of ['Urgent', 'X-Ray lab', 'in:box']) {
      expect(onlyLabel(labelCondition(name))).toBe(name);
      expect(parseQuery(labelCondition(name))).toMatchObject({ words: [], labels: [name.toLowerCase()] });
    }
    expect(onlyLabel('label:Urgent crown')).toBeNull();
    expect(onlyLabel('crown')).toBeNull();
  });

  test('are set and taken back by a press, and the rest stays as it was typed', () => {
    const attachments = { key: 'has', value: 'attachment' } as const;
    expect(toggleCondition('crown "two words"', attachments)).toBe('crown "two words" has:attachment');
    expect(toggleCondition('crown has:attachment 26', attachments)).toBe('crown 26');
    expect(hasCondition('crown has:Attachment', attachments)).toBe(true);
    expect(toggleCondition('crown after:2026-01-01', { key: 'after', value: '2026-02-01' })).toBe('crown after:2026-02-01');
    expect(toggleCondition('in:inbox', { key: 'in', value: 'sent' })).toBe('in:inbox in:sent');
  });

  test('take the typed words where these shall be a name or a subject', () => {
    expect(plainWords('lee park has:attachment')).toBe('lee park');
    expect(asCondition('lee park has:attachment', 'from')).toBe('from:"lee park" has:attachment');
    expect(asCondition('lee', 'subject')).toBe('subject:lee');
  });
});

describe('marks', () => {
  test('stand where the words do, however they are written', () => {
    expect(marked('Shade of Müller, Müllers crown', 'muller')).toBe('Shade of [Müller], [Müller]s crown');
    expect(marked('Mueller', 'müll')).toBe('[Muell]er');
    expect(marked('die Größe', 'groesse')).toBe('die [Größe]');
    expect(marked('Crown 26', 'cro 2')).toBe('[Cro]wn [2]6');
    expect(marked('nothing here', 'crown')).toBe('nothing here');
    expect(marked('lee@lab.example', 'from:lee@lab')).toBe('[lee]@[lab].example');
  });
});
