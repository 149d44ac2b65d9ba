// The address book as a file for other programs: a table that spreadsheets and Outlook read, or vCards 3.0, which everybody reads.
import ICAL from 'ical.js';
import Papa from 'papaparse';
import type { ContactCard } from '../../../session/vault-api/contacts.ts';
import { guardCell } from './safe-cell.ts';

export type ExportFormat = 'csv' | 'vcard';

export function writeContacts(cards: readonly ContactCard[], format: ExportFormat): string {
  return format === 'csv' ? writeCsv(cards) : writeVcards(cards);
}

/** By this mark Excel knows that the file is UTF-8. */
const MARK = '\uFEFF';
/** The names under which Outlook takes them, too. */
const COLUMNS = ['Name', 'E-mail Address', 'Company', 'Notes', 'Categories'];

function writeCsv(cards: readonly ContactCard[]): string {
  const rows = cards.map(({ address, name, practice, notes, groups }) => [name, address, practice, notes, groups.join(';')].map(guardCell));
  return MARK + Papa.unparse([COLUMNS, ...rows], { quotes: true, newline: '\r\n' }) + '\r\n';
}

function writeVcards(cards: readonly ContactCard[]): string {
  return cards.map((card) => `${ICAL.stringify(vcardOf(card))}\r\n`).join('');
}

/** As jCard (RFC 7095). Version 3.0 wants both names: the whole name stands as the family's, since nobody knows its parts. */
function vcardOf({ address, name, practice, notes, groups }: ContactCard): unknown[] {
  const shown = name || address;
  const properties: unknown[][] = [
    ['version', {}, 'text', '3.0'],
    ['fn', {}, 'text', shown],
    ['n', {}, 'text', [shown, '', '', '', '']],
    ['email', { type: 'INTERNET' }, 'text', address],
  ];
  if (practice !== '') properties.push(['org', {}, 'text', [practice]]);
  if (notes !== '') properties.push(['note', {}, 'text', notes]);
  // Readers, ical.js among them, take a separator behind a backslash for an escaped one: such names stand apart.
  if (groups.some((group) => group.includes('\\'))) properties.push(...groups.map((group) => ['categories', {}, 'text', group]));
  else if (groups.length > 0) properties.push(['categories', {}, 'text', ...groups]);
  return ['vcard', properties, []];
}
