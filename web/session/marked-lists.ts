// What marks change in the lists that are loaded: messages leave one and come to another at their place, in the row of their
// conversation where there is one, without asking the server.
import { rowKey } from './conversation-rows.ts';
import type { Id } from './vault-api/id.ts';
import type { ListedMessage, Marks, MailView, MessageList, MessagePlace, MessageSummary } from './vault-api/mailbox.ts';

/** One message of a row. `summary`: all that a row shows of it, where that is known; the older ones of a conversation are not opened. */
export type Part = { thread: Id; message: ListedMessage; summary: MessageSummary | null };

export function partsOf(row: MessageSummary): Part[] {
  const alone = { ...row, others: null };
  return [{ thread: row.thread, message: listed(row), summary: alone }, ...(row.others ?? []).map((message) => ({ thread: row.thread, message, summary: null }))];
}

function listed({ id, role, folder, sentAt, read, starred, attachments }: MessageSummary): ListedMessage {
  return { id, role, folder, sentAt, read, starred, attachments };
}

export function marked(part: Part, marks: Marks): Part {
  return { ...part, message: { ...part.message, ...marks } };
}

/** What is shown of a message, as it is marked now. When the trash lets go of it only the server knows. */
export function shownAs(summary: MessageSummary, { read, starred, folder }: ListedMessage): MessageSummary {
  return { ...summary, read, starred, folder, removal: folder === summary.folder ? summary.removal : null };
}

function belongs(view: MailView, { folder, starred }: ListedMessage): boolean {
  return view === 'starred' ? starred && folder !== 'trash' : folder === view;
}

/** How many more unread messages the inbox has when `before` has become `after`. */
export function unreadChange(before: readonly Part[], after: readonly Part[]): number {
  const unread = (parts: readonly Part[]) => parts.filter(({ message }) => message.folder === 'inbox' && !message.read).length;
  return unread(after) - unread(before);
}

export type Placing = {
  view: MailView;
  /** Those that have changed, as they are now. */
  parts: readonly Part[];
  /** What else is known of messages that were opened, by their keys. */
  known?: ReadonlyMap<string, MessageSummary>;
};

/** The pages of a view with these messages as they are now. What is older than all that is loaded comes with its own page. */
export function placeParts(pages: readonly MessageList[], { view, parts, known = new Map() }: Placing): MessageList[] {
  const grouped = pages[0]?.grouping === 'conversations';
  const arriving = new Map(parts.filter(({ message }) => belongs(view, message)).map((part) => [rowKey(part.message), part]));
  const changed = new Map(parts.map((part) => [rowKey(part.message), part]));
  const threads = new Set(parts.map(({ thread }) => thread));
  const moved: MessageSummary[] = [];
  const placed = pages.map((page) => ({
    ...page,
    rows: page.rows.flatMap((row) => {
      const had = partsOf(row);
      const touched = grouped ? threads.has(row.thread) : changed.has(rowKey(row));
      if (!touched) return [row];
      const now = had.map((part) => merge(part, changed.get(rowKey(part.message)))).filter(({ message }) => belongs(view, message));
      const joining = grouped ? [...arriving.values()].filter(({ thread, message }) => thread === row.thread && !had.some((part) => rowKey(part.message) === rowKey(message))) : [];
      for (const { message } of [...now, ...joining]) arriving.delete(rowKey(message));
      const next = asRow([...now, ...joining], { grouped, known });
      if (next === null || rowKey(next) === rowKey(row)) return next === null ? [] : [next];
      moved.push(next);
      return [];
    }),
  }));
  const rest = [...arriving.values()];
  const fresh = grouped ? byThread(rest) : rest.map((part) => [part]);
  insertAll(placed, [...moved, ...fresh.flatMap((of) => asRow(of, { grouped, known }) ?? [])]);
  return placed;
}

function byThread(parts: readonly Part[]): Part[][] {
  const threads = new Map<Id, Part[]>();
  for (const part of parts) threads.set(part.thread, [...(threads.get(part.thread) ?? []), part]);
  return [...threads.values()];
}

/** Null where what its newest message says is not known here: it comes back with the next answer of the server. */
function asRow(parts: readonly Part[], { grouped, known }: { grouped: boolean; known: ReadonlyMap<string, MessageSummary> }): MessageSummary | null {
  const [newest, ...others] = parts.toSorted((a, b) => b.message.sentAt - a.message.sentAt);
  if (newest === undefined) return null;
  const summary = newest.summary ?? known.get(rowKey(newest.message)) ?? null;
  return summary && { ...shownAs(summary, newest.message), others: grouped ? others.map(({ message }) => message) : null };
}

function merge(part: Part, now: Part | undefined): Part {
  return now === undefined ? part : { ...now, summary: now.summary ?? part.summary };
}

/** Each before the first that is older. Ten thousand may come back at once, so the pages are gone through once for all of them. */
function insertAll(pages: MessageList[], rows: readonly MessageSummary[]): void {
  // The newest last; of one moment the first last, as they are taken off the end.
  const waiting = rows.toReversed().sort((a, b) => a.sentAt - b.sentAt);
  for (const page of pages) {
    if (waiting.length === 0) return;
    page.rows = page.rows.flatMap((row) => [...takeNewer(waiting, row.sentAt), row]);
  }
  const last = pages.at(-1);
  if (last !== undefined && last.next === null) last.rows = [...last.rows, ...takeNewer(waiting, Number.NEGATIVE_INFINITY)];
}

/** Takes what is newer off the end, the newest first. */
function takeNewer(waiting: MessageSummary[], sentAt: number): MessageSummary[] {
  const newer: MessageSummary[] = [];
  for (let row = waiting.at(-1); row !== undefined && row.sentAt > sentAt; row = waiting.at(-1)) {
    newer.push(row);
    waiting.pop();
  }
  return newer;
}

/** The pages without these messages, which are gone for good. */
export function dropParts(pages: readonly MessageList[], gone: ReadonlySet<string>): MessageList[] {
  return pages.map((page) => ({
    ...page,
    rows: page.rows.flatMap((row) => {
      const parts = partsOf(row);
      const left = parts.filter(({ message }) => !gone.has(rowKey(message)));
      if (left.length === parts.length) return [row];
      const next = asRow(left, { grouped: row.others !== null, known: new Map() });
      return next === null ? [] : [next];
    }),
  }));
}

/** What takes the marks back: each message as it was, those that were alike together. */
export function reversal(parts: readonly Part[], marks: Marks): { messages: MessagePlace[]; marks: Marks }[] {
  const groups = new Map<string, { messages: MessagePlace[]; marks: Marks }>();
  for (const { message } of parts) {
    const before: Marks = {
      ...(marks.read === undefined ? {} : { read: message.read }),
      ...(marks.folder === undefined ? {} : { folder: message.folder }),
      ...(marks.starred === undefined ? {} : { starred: message.starred }),
    };
    const key = JSON.stringify(before);
    const group = groups.get(key) ?? { messages: [], marks: before };
    group.messages.push({ id: message.id, role: message.role });
    groups.set(key, group);
  }
  return [...groups.values()];
}
