// The index in memory: the records of everything that can be found, and where each message is now. Looking through all of it takes
// less time than a key press, so there is no other structure to be kept right (docs/decisions/053).
import type { Id } from '#crypto';
import type { Folder } from '../vault-api/mailbox.ts';
import type { Narrowed } from './narrow.ts';
import type { SearchEntry } from './record.ts';

export type Place = { folder: Folder; read: boolean };
/** Where the server says a message is now: as its recipient has it, as its sender has it, and both for one to oneself. */
export type Placement = { recipient: Place | null; sender: Place | null; sentAt: number };

/** A sealed part on this device: its newest version, and the messages in it. */
export type DevicePart = { version: number; ids: Set<Id>; bytes: number };

export type SearchIndex = {
  readonly entries: Map<Id, SearchEntry>;
  /** Newest first; null after a change. */
  order: SearchEntry[] | null;
  /** What was found last. */
  narrowed: Narrowed | null;
  /** Every message there is; null until the server has been asked. */
  placements: Map<Id, Placement> | null;
  askedAt: number;
  /** How often this device has noted a change of a place. */
  changes: number;
  /** Not there when the server was asked last: twice in a row, and they are forgotten. */
  readonly absent: Set<Id>;
  /** Did not open this time. */
  readonly closed: Set<Id>;
  /** What this device keeps has been read. */
  loaded: Promise<void> | null;
  readonly parts: Map<string, DevicePart>;
  readonly partOf: Map<Id, string>;
  readonly changedParts: Set<string>;
  /** What the server keeps has been read, or need not be. */
  shardsRead: boolean;
  /** The server gave something else than what this account keeps there. */
  refused: boolean;
  building: Promise<unknown>;
};

export function newSearchIndex(): SearchIndex {
  return {
    entries: new Map(), order: null, narrowed: null, placements: null, askedAt: Number.NEGATIVE_INFINITY, changes: 0, absent: new Set(), closed: new Set(), loaded: null,
    parts: new Map(), partOf: new Map(), changedParts: new Set(), shardsRead: false, refused: false, building: Promise.resolve(),
  };
}

export function addEntry(index: SearchIndex, entry: SearchEntry): void {
  index.entries.set(entry.record.id, entry);
  index.order = null;
}

export function removeEntry(index: SearchIndex, id: Id): void {
  if (index.entries.delete(id)) index.order = null;
  const part = index.partOf.get(id);
  if (part === undefined) return;
  index.partOf.delete(id);
  index.parts.get(part)?.ids.delete(id);
  index.changedParts.add(part);
}

/** Everything that can be found, newest first. */
export function entriesInOrder(index: SearchIndex): SearchEntry[] {
  return (index.order ??= [...index.entries.values()].sort((one, other) => other.record.sentAt - one.record.sentAt));
}

/** Those that are to be opened still, newest first. */
export function missingMessages({ placements, entries, closed }: SearchIndex): Id[] {
  if (placements === null) return [];
  return [...placements]
    .filter(([id]) => !entries.has(id) && !closed.has(id))
    .sort(([, one], [, other]) => other.sentAt - one.sentAt)
    .map(([id]) => id);
}

export function countMissing({ placements, entries, closed }: SearchIndex): number {
  let missing = 0;
  for (const id of placements?.keys() ?? []) if (!entries.has(id) && !closed.has(id)) missing += 1;
  return missing;
}

/** At log-off. */
export function forgetIndex(index: SearchIndex): void {
  const { entries, parts, partOf } = index;
  index.order = index.placements = index.narrowed = null;
  for (const each of [entries, parts, partOf, index.absent, index.closed, index.changedParts]) each.clear();
}
