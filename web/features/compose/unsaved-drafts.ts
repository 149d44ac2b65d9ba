// Drafts whose panel was closed before they could be saved, most likely without a connection. Each goes on being saved, the page is not
// left without a question meanwhile, and whoever opens it again writes on where it was left.
import type { Draft } from '../../session/vault-api/drafts.ts';
import type { Session } from '../../session/session-provider.tsx';
import { isLeaving } from '../../ui/use-leave-question.ts';
import type { DraftSaver } from './draft-saver.ts';

type Writing = { saver: DraftSaver; latest: () => Draft };

const left = new Map<Draft['id'], Writing & { stopKeeping: () => void }>();

/** Resolves when saving was tried once more: to the draft, if it waits on. */
export async function leaveDraft(writing: Writing, { keepText }: Pick<Session, 'keepText'>): Promise<Draft | null> {
  const { saver, latest } = writing;
  // Held: it is being sent or discarded, or another version has taken its place.
  if (saver.isSaved() || saver.isHeld()) return null;
  const { id } = latest();
  const stopKeeping = keepText(async () => {
    await saver.flush();
    return !saver.isSaved();
  });
  if (left.size === 0) window.addEventListener('beforeunload', ask);
  left.set(id, { ...writing, stopKeeping });
  const isLeft = () => left.get(id)?.saver === saver;
  void saver.whenSaved().then(() => isLeft() && forget(id));
  await saver.flush();
  return isLeft() && !saver.isSaved() ? latest() : null;
}

/** As it was left, if it is not saved yet; nothing saves it until whoever opens it goes on with it (`takeUp`) or does not (`letGo`). */
export async function leftDraft(id: Draft['id']): Promise<Draft | null> {
  const found = left.get(id);
  if (found === undefined) return null;
  await found.saver.hold();
  if (!found.saver.isSaved()) return found.latest();
  forget(id);
  return null;
}

/** True: it is to be saved, by the one who asks. */
export function takeUp(id: Draft['id']): boolean {
  return forget(id);
}

/** It was not gone on with. */
export function letGo(id: Draft['id']): void {
  left.get(id)?.saver.release();
}

function forget(id: Draft['id']): boolean {
  const found = left.get(id);
  if (found === undefined) return false;
  left.delete(id);
  found.stopKeeping();
  if (left.size === 0) window.removeEventListener('beforeunload', ask);
  return true;
}

function ask(event: BeforeUnloadEvent): void {
  if (isLeaving()) return;
  for (const { saver } of left.values()) void saver.flush();
  event.preventDefault();
}
