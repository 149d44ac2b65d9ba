// What marks change in the lists that are loaded: rows leave one and come to another at their place, without asking the server.
import type { Marks, MailView, MessageList, MessagePlace, MessageSummary } from './vault-api.ts';

/** Names a row: a message to oneself has two. */
export function rowKey({ id, role }: MessagePlace): string {
  return `${id}/${role}`;
}

export function marked(row: MessageSummary, marks: Marks): MessageSummary {
  return { ...row, ...marks, ...(marks.folder === undefined ? {} : { removal: null }) };
}

function belongs(view: MailView, { folder, starred }: MessageSummary): boolean {
  return view === 'starred' ? starred && folder !== 'trash' : folder === view;
}

/** How many more unread messages the inbox has when `before` has become `after`. */
export function unreadChange(before: readonly MessageSummary[], after: readonly MessageSummary[]): number {
  const unread = (rows: readonly MessageSummary[]) => rows.filter(({ folder, read }) => folder === 'inbox' && !read).length;
  return unread(after) - unread(before);
}

/** The pages of a view with these rows as they are now. What is older than all that is loaded comes with its own page. */
export function placeRows(pages: readonly MessageList[], { view, rows }: { view: MailView; rows: readonly MessageSummary[] }): MessageList[] {
  const changed = new Map(rows.map((row) => [rowKey(row), row]));
  const waiting = new Map(changed);
  const placed = pages.map((page) => ({
    ...page,
    rows: page.rows.flatMap((row) => {
      const now = changed.get(rowKey(row));
      if (now === undefined) return [row];
      waiting.delete(rowKey(row));
      return belongs(view, now) ? [now] : [];
    }),
  }));
  for (const row of waiting.values()) if (belongs(view, row)) insert(placed, row);
  return placed;
}

function insert(pages: MessageList[], row: MessageSummary): void {
  for (const page of pages) {
    const index = page.rows.findIndex(({ sentAt }) => sentAt < row.sentAt);
    if (index === -1) continue;
    page.rows = page.rows.toSpliced(index, 0, row);
    return;
  }
  const last = pages.at(-1);
  if (last !== undefined && last.next === null) last.rows = [...last.rows, row];
}

/** What takes the marks back: the rows as they were, those that were alike together. */
export function reversal(rows: readonly MessageSummary[], marks: Marks): { rows: MessageSummary[]; marks: Marks }[] {
  const groups = new Map<string, { rows: MessageSummary[]; marks: Marks }>();
  for (const row of rows) {
    const before: Marks = {
      ...(marks.read === undefined ? {} : { read: row.read }),
      ...(marks.folder === undefined ? {} : { folder: row.folder }),
      ...(marks.starred === undefined ? {} : { starred: row.starred }),
    };
    const key = JSON.stringify(before);
    const group = groups.get(key) ?? { rows: [], marks: before };
    group.rows.push(marked(row, marks));
    groups.set(key, group);
  }
  return [...groups.values()];
}
