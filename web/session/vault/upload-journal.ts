// The upload journal: key, and hash of every segment sent, of files that are not wholly with the server. It is sealed state, so
// that an upload goes on after a crash, on another day, wherever the same file is at hand. Many changes are one save.
import { isVaultError } from '../vault-error.ts';
import { requireUnlocked, type Unlocked, type VaultContext } from './context.ts';
import { draftFileOf, storedFile, storedUpload, type DraftFile } from './draft-file.ts';
import { draftName, isUploadsName, uploadsName, type StoredDraft, type UploadsDocument } from './documents.ts';
import type { Id } from '#crypto';
import { editState, readDocuments } from './state.ts';
import type { Edits } from './state-change.ts';

/** Changes that come this close together are saved together. */
const TOGETHER_MS = 100;
/** What nobody waits for is saved this seldom. */
const SELDOM_MS = 1_500;
/** Saving never takes more than a fifth of the time. */
const SHARE = 5;

/** Settles when everything that is known of the draft's files now is kept. */
export function saveJournal(context: VaultContext, draft: Id): Promise<void> {
  const unlocked = requireUnlocked(context);
  const journal = unlocked.journals.get(draft) ?? { waiting: null, notBefore: 0 };
  unlocked.journals.set(draft, journal);
  journal.waiting ??= (async () => {
    await pause(Math.max(TOGETHER_MS, journal.notBefore - Date.now()));
    // From here on changes belong to the next save.
    journal.waiting = null;
    const begun = Date.now();
    if (context.unlocked === unlocked) await save(context, draft);
    journal.notBefore = begun + SHARE * (Date.now() - begun);
  })();
  return journal.waiting;
}

/** As `saveJournal`, for whoever does not wait: a little later, and again and again until it is kept. */
export function noteJournal(context: VaultContext, draft: Id): void {
  const { unlocked } = context;
  if (unlocked === null || unlocked.noted.has(draft)) return;
  unlocked.noted.add(draft);
  const keep = async (after: number): Promise<void> => {
    await pause(after);
    unlocked.noted.delete(draft);
    if (context.unlocked !== unlocked) return;
    await saveJournal(context, draft).catch((error: unknown) => {
      // Anything else is told by whoever saves next.
      if (!isVaultError(error, 'offline') && !isVaultError(error, 'unavailable')) return;
      if (unlocked.noted.has(draft)) return;
      unlocked.noted.add(draft);
      return keep(SELDOM_MS);
    });
  };
  // The first of a draft at once: its key is what everything else hangs on.
  void keep(unlocked.journals.has(draft) ? SELDOM_MS : 0);
}

/** Takes the kept uploads into memory, those that are not there yet. */
export async function adoptUploads(context: VaultContext): Promise<void> {
  const { files, dropped } = requireUnlocked(context);
  const names: string[] = [];
  const documents = (await readDocuments(context, (all) => {
    names.push(...all.filter(isUploadsName));
    return names.filter(isUploadsName);
  })) as UploadsDocument[];
  for (const [index, document] of documents.entries()) {
    const draft = (names[index] ?? '').slice('uploads/'.length) as Id;
    for (const upload of document.files) if (!files.has(upload.id) && !dropped.has(upload.id)) files.set(upload.id, draftFileOf(upload, draft));
  }
}

async function save(context: VaultContext, draft: Id): Promise<void> {
  const unlocked = requireUnlocked(context);
  if (unlocked.gone.has(draft)) return;
  const own = [...unlocked.files.values()].filter((file) => file.draft === draft);
  const complete = own.filter((file) => file.complete);
  const edits: Edits = {};
  // While a version of it is aside, that version holds what is written here (draft-versions.ts), and the journal its files.
  const parted = unlocked.asides.has(draft);
  if (!parted) edits[draftName(draft)] = (stored) => stored && withComplete(stored, complete);
  edits[uploadsName(draft)] = (document) => journalOf(unlocked, { document, own, draft, parted });
  await editState(context, edits);
}

/** The draft with every file that is complete by now. */
function withComplete(stored: StoredDraft, complete: readonly DraftFile[]): StoredDraft {
  const listed = new Set<string>(stored.attachments.map(({ id }) => id));
  const added = complete.flatMap((file) => (listed.has(file.id) ? [] : (storedFile(file) ?? [])));
  return added.length === 0 ? stored : { ...stored, attachments: [...stored.attachments, ...added] };
}

type Journal = { document: UploadsDocument | null; own: readonly DraftFile[]; draft: Id; parted: boolean };

/**
 * A complete file leaves the journal once its draft is there to hold it. What another tab or device keeps here is left alone,
 * unless it was removed here.
 */
function journalOf({ files, state, dropped }: Unlocked, { document, own, draft, parted }: Journal): UploadsDocument | null {
  const kept = !parted && Object.hasOwn(state.root.blobs, draftName(draft));
  const ours = own.filter((file) => !(file.complete && kept)).map(storedUpload);
  const foreign = (document?.files ?? []).filter(({ id }) => !files.has(id) && !dropped.has(id));
  const next = [...foreign, ...ours];
  if (next.length === 0) return null;
  return JSON.stringify(next) === JSON.stringify(document?.files) ? document : { version: 1, files: next };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
