// What a sender takes back: sending, while the server still holds the message, and later the message from those who have not opened it.
import { newId, type Id } from '#crypto';
import { answer } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import { noteRemoved } from '../search/catalogue.ts';
import type { Recall } from '../vault-api/sending.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import { draftName, type StoredDraft } from './documents.ts';
import { editState } from './state.ts';
import type { Edits } from './state-change.ts';

/** A draft that was sent a moment ago, as it was, until the server lets go of the message. */
export type Undoable = { stored: StoredDraft; until: number };

/** Noted when it is sent; what can no longer be undone is forgotten by and by. */
export function noteUndoable(context: VaultContext, { stored, undoMs }: { stored: StoredDraft; undoMs: number }): void {
  const { undoable } = requireUnlocked(context);
  const now = context.now();
  for (const [id, { until }] of undoable) if (until <= now) undoable.delete(id);
  if (undoMs > 0) undoable.set(stored.id, { stored, until: now + undoMs });
}

/**
 * Makes a draft of it again and returns its id. The draft is kept before the server is asked: whatever breaks in between, nothing of
 * it is lost. It has another id than the message: under that one this device may have seen what was sealed.
 */
export async function undoSend(context: VaultContext, message: string): Promise<Id> {
  const id = requireId(message);
  const { undoable } = requireUnlocked(context);
  const known = undoable.get(id);
  if (!known) throw new VaultError('message_released');
  const draft: StoredDraft = { ...known.stored, id: newId(), updatedAt: context.now() };
  await editState(context, keeping(draft, draft));
  const invitations = await takenBack(context, id).catch(async (error: unknown) => {
    // Without an answer nobody knows: both are left to look at.
    if (!isVaultError(error, 'offline') && !isVaultError(error, 'unavailable')) await editState(context, keeping(draft, null));
    throw error;
  });
  undoable.delete(id);
  await forgetSent(context, { id, draft, invitations });
  return draft.id;
}

function keeping({ id }: StoredDraft, content: StoredDraft | null): Edits {
  const edits: Edits = {};
  edits[draftName(id)] = () => content;
  return edits;
}

/** The invitations that ended with it. */
async function takenBack(context: VaultContext, id: Id): Promise<string[]> {
  try {
    return (await answer(context.api.messages[':id'].undo.$post({ param: { id } }))).invitations;
  } catch (error) {
    // It was there a moment ago and is not: this was asked before, and the answer was lost.
    if (isVaultError(error, 'not_found')) return [];
    throw error;
  }
}

type Forgetting = { id: Id; draft: StoredDraft; invitations: readonly string[] };

async function forgetSent(context: VaultContext, { id, draft, invitations }: Forgetting): Promise<void> {
  const { files, messages } = requireUnlocked(context);
  messages.delete(id);
  noteRemoved(context, [{ id, role: 'sender' }, { id, role: 'recipient' }]);
  for (const file of files.values()) if (file.draft === id) file.draft = draft.id;
  if (invitations.length === 0) return;
  const ended = new Set<string>(invitations);
  await editState(context, {
    invitations: (document) => document && { ...document, invitations: document.invitations.filter((each) => !ended.has(each.id)) },
  }).catch(() => undefined);
}

export async function recall(context: VaultContext, { message, addresses }: { message: string; addresses: readonly string[] }): Promise<Recall> {
  return await answer(context.api.messages[':id'].recall.$post({ param: { id: requireId(message) }, json: { addresses: [...addresses] } }));
}
