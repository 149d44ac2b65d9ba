// Discarded drafts. Discarding marks a draft, with all its versions and files, so that one press brings it back; a minute later it is removed,
// by the window that discarded it or, where that is closed, by the next that opens the mailbox. Another device, whose clock may differ, leaves
// it an hour. A mark goes with the next save of the draft on any device: whoever writes on has not discarded it.
import type { Id } from '#crypto';
import type { Draft } from '../vault-api/drafts.ts';
import { VaultError } from '../vault-error.ts';
import { heldByDrafts, removeUpload } from './attachments.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import { draftName, isDraftName, uploadsName, type StoredDraft } from './documents.ts';
import { asideOf, isBasedOn, newEdition, saysTheSame, versionOf } from './draft-editions.ts';
import { editState, readDocuments } from './state.ts';
import type { Edits } from './state-change.ts';
import { adoptUploads } from './upload-journal.ts';

/** Much longer than it is offered to be brought back: a first try may fail. */
const KEPT_MS = 60_000;
const KEPT_ELSEWHERE_MS = 3_600_000;
/** Timers may be early by a little. */
const MARGIN_MS = 1_000;

type Discarding = {
  now: StoredDraft | null;
  /** As it stands in the fields. */
  mine: StoredDraft;
  edition: Draft['edition'];
};

/** The draft with its mark, and with what was written here and not saved yet. What another device has written meanwhile stays its text. */
export function markedDiscarded(context: VaultContext, { now, mine, edition }: Discarding): StoredDraft {
  const discarded = { at: context.now(), device: requireUnlocked(context).session.device as Id };
  if (now !== null && saysTheSame(now, mine)) return { ...now, discarded };
  const next = { ...mine, edition: newEdition(context) };
  if (now === null || isBasedOn(context, { now, edition })) return { ...next, discarded };
  return { ...now, aside: [versionOf(next), ...asideOf(now)], discarded };
}

/** Takes `discardDraft` back. Throws `not_found` when it is too late, or the draft was sent on another device. */
export async function restoreDraft(context: VaultContext, typed: string): Promise<void> {
  const id = requireId(typed);
  const edits: Edits = {};
  edits[draftName(id)] = (now) => {
    if (now === null) throw new VaultError('not_found');
    const { discarded, ...draft } = now;
    return discarded === undefined ? now : draft;
  };
  await editState(context, edits);
  requireUnlocked(context).discarded.delete(id);
}

/** Removes what was discarded and not brought back. To be called when the mailbox has opened. */
export async function tidyDrafts(context: VaultContext): Promise<void> {
  const drafts = (await readDocuments(context, (names) => names.filter(isDraftName))) as StoredDraft[];
  for (const draft of drafts) {
    if (draft.discarded === undefined) continue;
    if (isDue(context, draft)) await remove(context, draft.id);
    else if (draft.discarded.device === requireUnlocked(context).session.device) removeLater(context, draft.id);
  }
}

/** Where it cannot be, it is left to the next window. */
export function removeLater(context: VaultContext, id: Id): void {
  const { account } = requireUnlocked(context);
  setTimeout(() => {
    if (context.unlocked?.account === account) void remove(context, id).catch(() => undefined);
  }, KEPT_MS + MARGIN_MS);
}

function isDue(context: VaultContext, { discarded }: StoredDraft): boolean {
  if (discarded === undefined) return false;
  const here = discarded.device === requireUnlocked(context).session.device;
  return context.now() - discarded.at >= (here ? KEPT_MS : KEPT_ELSEWHERE_MS);
}

/** With its files, unless somebody has brought it back or written on. */
async function remove(context: VaultContext, id: Id): Promise<void> {
  await adoptUploads(context);
  const done: { removed?: StoredDraft } = {};
  const edits: Edits = {};
  edits[draftName(id)] = (now) => {
    if (now !== null && isDue(context, now)) done.removed = now;
    else delete done.removed;
    return done.removed === undefined ? now : null;
  };
  edits[uploadsName(id)] = (document) => (done.removed === undefined ? document : null);
  await editState(context, edits);
  if (done.removed === undefined) return;
  // A journal that comes late must not bring its files back.
  const { discarded, gone } = requireUnlocked(context);
  if (discarded.has(id)) gone.add(id);
  await removeFiles(context, done.removed);
}

async function removeFiles(context: VaultContext, draft: StoredDraft): Promise<void> {
  const { files } = requireUnlocked(context);
  const own = [...files.values()].filter((file) => file.draft === draft.id);
  for (const file of own) files.delete(file.id);
  // An upload that had just begun stands in no journal, but in the order.
  const listed = [draft, ...asideOf(draft)].flatMap(({ attachments, order = [] }) => [...attachments.map(({ id }) => id), ...order]);
  const held = await heldByDrafts(context);
  // A forwarded file is refused by the server and stays: it belongs to a message.
  for (const attachment of new Set([...own.map(({ id }) => id), ...listed])) {
    if (!held.has(attachment)) await removeUpload(context, attachment);
  }
}
