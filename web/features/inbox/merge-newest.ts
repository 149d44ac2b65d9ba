// Puts a freshly fetched first page together with the pages already loaded, so that polling never reloads the rest.
import { listKey } from '../../session/conversation-rows.ts';
import type { MessageList } from '../../session/vault-api/mailbox.ts';

/**
 * The first page is taken as it is now; of the loaded rows those stay that are older than its last row. Where nothing
 * overlaps, more has arrived than one page holds: the list starts anew rather than showing a gap as if nothing were missing.
 */
export function mergeNewest(pages: readonly MessageList[], newest: MessageList): MessageList[] {
  const last = newest.rows.at(-1);
  if (newest.next === null || last === undefined || pages.length === 0) return [newest];
  const fresh = new Set(newest.rows.map(listKey));
  const overlaps = pages.some((page) => page.rows.some((row) => fresh.has(listKey(row))));
  if (!overlaps) return [newest];

  const older = pages.map((page) => page.rows.filter((row) => !fresh.has(listKey(row)) && isAfter(row, last)));
  const [first = [], ...rest] = older;
  const end = pages.length === 1 && first.length === 0 ? newest.next : (pages[0]?.next ?? null);
  const head: MessageList = { ...newest, rows: [...newest.rows, ...first], next: end };
  return [head, ...rest.map((rows, index) => ({ ...(pages[index + 1] ?? newest), rows }))];
}

/** Lists run from new to old; rows of one moment are kept, since their order is the server's. */
function isAfter(row: { sentAt: number }, last: { sentAt: number }): boolean {
  return row.sentAt <= last.sentAt;
}
