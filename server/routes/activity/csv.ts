// The activity log as comma-separated values (RFC 4180), for programs and for spreadsheets: no cell begins a formula, and names stand as they
// are shown, also those that were kept before they were made plain (record 095).
import { plainName } from '#crypto/server';
import type { ActivityRow } from '../../database/activity.ts';

const COLUMNS = ['time', 'event', 'account', 'account_id', 'by', 'actor', 'actor_id', 'from', 'on', 'on_id', 'details'] as const;

/** What spreadsheets take for the beginning of a formula, in all their widths, or skip on their way to one. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** Always quoted. An apostrophe in front makes text of what would be run: names are what people have typed. */
export function csvCell(value: string | null): string {
  const text = value ?? '';
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

export const csvHead = line(COLUMNS);

export function csvLine({ at, event, account, doneBy, actor, clientAddress, subject, subjectId, details }: ActivityRow): string {
  const told = Object.keys(details).length === 0 ? null : JSON.stringify(details);
  return line([at.toISOString(), event, nameOf(account), account?.id ?? null, doneBy, nameOf(actor), actor?.id ?? null, clientAddress, subject, subjectId, told]);
}

/** Null where the account is gone. */
function nameOf(person: ActivityRow['account']): string | null {
  const name = person?.name ?? null;
  return name === null ? null : plainName(name);
}

function line(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
