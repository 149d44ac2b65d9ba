// Contacts from vCards (3.0, 4.0, and the old 2.1), one after another in a file. Each is read by itself, so that what is wrong has a line.
import ICAL from 'ical.js';
import type { ContactCard } from '../../../session/vault-api/contacts.ts';
import { plainCard } from './plain-card.ts';
import type { LineProblem, ProblemKind, ReadContacts } from './read-contacts.ts';

/** RFC 7095: name, parameters, type, values. */
type Property = [name: string, parameters: Record<string, unknown>, type: string, ...values: unknown[]];

export function readVcards(text: string): ReadContacts {
  const read: ReadContacts = { cards: [], problems: [], withoutAddress: [] };
  let begun: number | null = null;
  const lines = text.split('\n');
  const say = (at: number, kind: ProblemKind, shown = '') => read.problems.push({ line: at + 1, kind, shown } satisfies LineProblem);
  lines.forEach((line, index) => {
    const mark = line.trim().toLowerCase();
    if (mark === 'begin:vcard') {
      if (begun !== null) say(begun, 'open-card');
      begun = index;
    } else if (mark === 'end:vcard' && begun !== null) {
      readOne(lines.slice(begun, index + 1), begun);
      begun = null;
    } else if (begun === null && mark !== '') say(index, 'not-a-card', line.slice(0, 40));
  });
  if (begun !== null) say(begun, 'open-card');
  return read;

  function readOne(card: readonly string[], at: number): void {
    const properties = parse(plainCard(card));
    if (properties === null) return void say(at, 'not-a-card', card.find((line) => /^fn[:;]/i.test(line))?.slice(0, 40) ?? '');
    const found = cardsOf(properties);
    if (found.length === 0) read.withoutAddress.push(at + 1);
    read.cards.push(...found.map((each) => ({ line: at + 1, card: each })));
  }
}

function parse(lines: readonly string[] | null): Property[] | null {
  if (lines === null) return null;
  try {
    const [, properties] = ICAL.parse(lines.join('\r\n')) as [string, Property[]];
    return properties;
  } catch {
    return null;
  }
}

function cardsOf(properties: readonly Property[]): ContactCard[] {
  const all = (name: string) => properties.filter(([own]) => own === name).map(([, , , ...values]) => values);
  const first = (name: string) => all(name).map((values) => textOf(values[0])).find((text) => text !== '') ?? '';
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = partsOf(all('n')[0]?.[0]);
  const name = first('fn') || [prefix, given, middle, family, suffix].filter((part) => part !== '').join(' ') || first('nickname');
  const practice = partsOf(all('org')[0]?.[0])[0] ?? '';
  const notes = all('note').map((values) => textOf(values[0])).join('\n');
  const groups = all('categories').flat().map(textOf);
  const addresses = all('email').map((values) => textOf(values[0]).trim().replace(/^mailto:/i, '')).filter((address) => address !== '');
  // Cards need a name; the address in its place is none.
  return addresses.map((address) => ({ address, name: name === address ? '' : name, practice, notes, groups }));
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(textOf).join(' ').trim() : typeof value === 'string' ? value : '';
}

/** A structured value: its parts, or the one text it is. */
function partsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(textOf);
}
