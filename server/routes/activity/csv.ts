// The activity log as comma-separated values (RFC 4180), for programs and for spreadsheets: no cell begins a formula.
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
  return line([at.toISOString(), event, account?.name ?? null, account?.id ?? null, doneBy, actor?.name ?? null, actor?.id ?? null, clientAddress, subject, subjectId, told]);
}

function line(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
