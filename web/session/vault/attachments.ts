// Attachments of drafts on their way out. The bytes are sealed and sent by others (segment-sealer.ts); here are the keys and
// the hashes that come back, which together become part of the signed manifest. Both are kept as they come (upload-journal.ts).
import { createAttachmentKey, fileNameOf, folderPathOf, isId, mediaTypeOf, newId, segmentLayout, wipe, type Id } from '#crypto';
import { answer, settled } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { AttachmentPlan, KnownSegment, NewAttachment, SealerKey, SentSegment } from '../transfer-api.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import { draftName, isDraftName, type StoredDraft } from './documents.ts';
import { SEGMENTS_WITH_SALT, storedFile, type DraftFile } from './draft-file.ts';
import { serverSettings } from './server-settings.ts';
import { editState, readDocuments } from './state.ts';
import type { Edits } from './state-change.ts';
import { adoptUploads, noteJournal, saveJournal } from './upload-journal.ts';

export function reserveAttachment(context: VaultContext, attachment: NewAttachment & { id?: string }): Id {
  const { files } = requireUnlocked(context);
  const { size, name, path, mediaType, draft, lastModified } = attachment;
  const { segmentSize, count } = segmentLayout(size);
  const id = attachment.id === undefined ? newId() : requireId(attachment.id);
  files.set(id, {
    id,
    draft: requireId(draft),
    name: fileNameOf(name),
    path: path === null ? null : folderPathOf(path),
    mediaType: mediaTypeOf(mediaType),
    size,
    lastModified,
    segmentSize,
    key: createAttachmentKey(),
    segments: Array.from({ length: count }, () => null),
    typeClass: null,
    complete: false,
    thumbnail: null,
  });
  noteJournal(context, requireId(draft));
  return id;
}

export async function beginAttachment(context: VaultContext, attachment: string): Promise<AttachmentPlan> {
  const { id, size, segmentSize, segments } = await findFile(context, attachment);
  const announce = async () => (await answer(context.api.attachments.$post({ json: { id, size, segmentSize } }))).received;
  const announceAnew = async () => {
    await removeUpload(context, id);
    return announce();
  };
  // A conflict: under this id the server has a file of another size, which this one takes the place of.
  let received = await announce().catch((error: unknown) => (isVaultError(error, 'conflict') ? announceAnew() : Promise.reject(error)));
  // Only what this key sealed counts, and of that only what is known by its hash.
  const usable = () => received.filter((index) => Array.isArray(segments[index]));
  // Complete, so closed, with a part that nobody knows: it has to begin anew.
  if (received.length === segments.length && usable().length < segments.length) received = await announceAnew();
  return { segmentSize, count: segments.length, received: usable() };
}

export async function keyOf(context: VaultContext, attachment: string): Promise<SealerKey | null> {
  const { directTransfers: direct } = await serverSettings(context);
  const file = isId(attachment) ? context.unlocked?.files.get(attachment) : undefined;
  return file ? { key: file.key.slice(), name: file.name, size: file.size, segmentSize: file.segmentSize, direct } : null;
}

export function noteSent(context: VaultContext, { attachment, index, hash, salt, typeClass }: SentSegment): void {
  const file = requireFile(context, attachment);
  file.segments[index] = [hash, file.segments.length <= SEGMENTS_WITH_SALT ? salt : null];
  if (typeClass !== null) file.typeClass = typeClass;
  noteJournal(context, file.draft);
}

/** What the server has of it by now. */
export async function knownSegments(context: VaultContext, attachment: string): Promise<KnownSegment[]> {
  const { segments } = await findFile(context, attachment);
  return segments.flatMap((segment, index) => (segment === null ? [] : [{ index, hash: segment[0], salt: segment[1] }]));
}

export async function finishAttachment(context: VaultContext, attachment: string): Promise<void> {
  const file = requireFile(context, attachment);
  if (!storedFile(file)) throw new VaultError('attachment_incomplete', { ids: [file.id] });
  // A complete upload is closed: were the last hashes lost now, all of it would have to be sent again. One segment may be.
  if (file.segments.length > 1) await saveJournal(context, file.draft);
  await settled(context.api.attachments[':id'].complete.$post({ param: { id: file.id } }));
  file.complete = true;
  // Kept before it counts as done: closing the page then loses nothing.
  await saveJournal(context, file.draft);
}

export async function dropAttachment(context: VaultContext, source: { draft: string; id: string }): Promise<void> {
  const { files, dropped } = requireUnlocked(context);
  const [draft, id] = [requireId(source.draft), requireId(source.id)];
  const file = files.get(id);
  if (file) wipe(file.key);
  files.delete(id);
  dropped.add(id);
  noteJournal(context, draft);
  const edits: Edits = {};
  edits[draftName(draft)] = (current) =>
    current?.attachments.some((each) => each.id === id) ? { ...current, attachments: current.attachments.filter((each) => each.id !== id) } : current;
  await editState(context, edits);
  // A second draft may have it, or a version that was put aside.
  if (!(await heldByDrafts(context)).has(id)) await removeUpload(context, id);
}

/** The files of all drafts, and of the versions that are kept with them. */
export async function heldByDrafts(context: VaultContext): Promise<ReadonlySet<Id>> {
  const drafts = (await readDocuments(context, (names) => names.filter(isDraftName))) as StoredDraft[];
  return new Set(drafts.flatMap((draft) => [draft, ...(draft.aside ?? [])]).flatMap(({ attachments }) => attachments.map(({ id }) => id)));
}

/** Takes it off the server. What stays there by a failure, or belongs to a sent message, is the server's to clean up. */
export async function removeUpload(context: VaultContext, id: Id): Promise<void> {
  await settled(context.api.attachments[':id'].$delete({ param: { id } })).catch((error: unknown) => {
    if (!isVaultError(error)) throw error;
  });
}

function requireFile(context: VaultContext, attachment: string): DraftFile {
  const file = requireUnlocked(context).files.get(requireId(attachment));
  if (!file) throw new VaultError('attachment_unknown');
  return file;
}

/** In memory, or in the journal: an upload from before a log-off goes on under its key. */
async function findFile(context: VaultContext, attachment: string): Promise<DraftFile> {
  if (!requireUnlocked(context).files.has(requireId(attachment))) await adoptUploads(context);
  return requireFile(context, attachment);
}
