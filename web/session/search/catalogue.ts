// Where every message is now: asked of the server as a whole from time to time, and noted from whatever is listed, marked or moved
// in between. It names every message, so it says nothing about what is searched for.
import type { Id } from '#crypto';
import { answer } from '../api.ts';
import type { Folder, ListedMessage, Marks } from '../vault-api/mailbox.ts';
import { requireId, requireUnlocked, type VaultContext } from '../vault/context.ts';
import type { MessageRow } from '../wire.ts';
import { removeEntry, type Place, type Placement, type SearchIndex } from './search-index.ts';

const FOLDERS = ['inbox', 'sent', 'archive', 'trash'] as const;
/** It may be this old before it is asked for again, and older where it is long: some 90 bytes of each message come with it. */
const FRESH_MS = 60_000;
const FRESH_MS_EACH = 30;

/** Asks where every message is, unless that is known and fresh. `news`: it is not, whenever it was asked. */
export async function readCatalogue(context: VaultContext, { news }: { news: boolean }): Promise<void> {
  const { search: index } = requireUnlocked(context);
  if (!news && index.placements !== null && context.now() - index.askedAt < Math.max(FRESH_MS, FRESH_MS_EACH * index.placements.size)) return;
  const begun = context.now();
  const { changes } = index;
  const placements = new Map<Id, Placement>();
  for (const folder of FOLDERS) await readFolder(context, { folder, placements });
  forgetAbsent(index, placements);
  const changed = index.changes !== changes;
  index.placements = placements;
  // What was noted meanwhile is noted in what is replaced here: then it is asked for again soon.
  index.askedAt = changed ? Number.NEGATIVE_INFINITY : begun;
}

async function readFolder(context: VaultContext, { folder, placements }: { folder: Folder; placements: Map<Id, Placement> }): Promise<void> {
  let before: string | null = null;
  do {
    const page: CataloguePage = await answer(context.api.messages.catalogue.$get({ query: { folder, ...(before === null ? {} : { before }) } }));
    for (const { id, role, sentAt, read } of page.messages) notePlace(placements, { id: requireId(id), role, sentAt, place: { folder, read } });
    before = page.next;
  } while (before !== null);
}

type CataloguePage = { messages: { id: string; role: 'sender' | 'recipient'; sentAt: number; read: boolean }[]; next: string | null };
type Noted = { id: Id; role: 'sender' | 'recipient'; sentAt: number; place: Place };

function notePlace(placements: Map<Id, Placement>, { id, role, sentAt, place }: Noted): void {
  placements.set(id, { sender: null, recipient: null, ...placements.get(id), sentAt, [role]: place });
}

/**
 * Twice in a row: what was moved while the folders were read one after the other may be missing once, and would have to be opened
 * again.
 */
function forgetAbsent(index: SearchIndex, placements: ReadonlyMap<Id, Placement>): void {
  const absent = [...index.entries.keys()].filter((id) => !placements.has(id));
  for (const id of absent) if (index.absent.has(id)) removeEntry(index, id);
  index.absent.clear();
  for (const id of absent) index.absent.add(id);
}

/** Rows as the server has just listed them. */
export function noteRows(context: VaultContext, rows: readonly MessageRow[]): void {
  const placements = context.unlocked?.search.placements;
  if (!placements) return;
  for (const { id, folder, role, sentAt, readAt } of rows) {
    notePlace(placements, { id: requireId(id), role, sentAt, place: { folder, read: readAt !== null } });
  }
}

/** As above, of what a list names without its row. */
export function noteListed(context: VaultContext, messages: readonly ListedMessage[]): void {
  const placements = context.unlocked?.search.placements;
  if (!placements) return;
  for (const { id, folder, role, sentAt, read } of messages) notePlace(placements, { id: requireId(id), role, sentAt, place: { folder, read } });
}

type Row = { id: Id; role: 'sender' | 'recipient' };

/** What this device has just changed. */
export function noteMarks(context: VaultContext, { messages, marks }: { messages: readonly Row[]; marks: Marks }): void {
  changePlaces(context, messages, (place) => ({ folder: marks.folder ?? place.folder, read: marks.read ?? place.read }));
}

/** What this device has just deleted for good. */
export function noteRemoved(context: VaultContext, messages: readonly Row[]): void {
  changePlaces(context, messages, () => null);
}

export function noteTrashEmptied(context: VaultContext): void {
  const placements = [...(context.unlocked?.search.placements ?? [])];
  const roles = ['recipient', 'sender'] as const;
  noteRemoved(context, placements.flatMap(([id, known]) => roles.filter((role) => known[role]?.folder === 'trash').map((role) => ({ id, role }))));
}

function changePlaces(context: VaultContext, messages: readonly Row[], change: (place: Place) => Place | null): void {
  const index = context.unlocked?.search;
  if (!index?.placements) return;
  index.changes += 1;
  for (const { id, role } of messages) {
    const known = index.placements.get(id);
    const place = known?.[role];
    if (!known || !place) continue;
    const next = { ...known, [role]: change(place) };
    if (next.recipient !== null || next.sender !== null) index.placements.set(id, next);
    else {
      index.placements.delete(id);
      removeEntry(index, id);
    }
  }
}
