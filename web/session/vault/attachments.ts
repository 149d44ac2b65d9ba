// Attachments of drafts on their way out. The bytes are sealed and sent by others (segment-sealer.ts); here are the keys and
// the hashes that come back, which together become part of the signed manifest.
import {
  createAttachmentKey, fileNameOf, folderPathOf, isId, mediaTypeOf, newId, segmentLayout, toBase64Url, wipe, type AttachmentKey, type Id,
} from '#crypto';
import { answer, settled } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { AttachmentPlan, NewAttachment, SealerKey, SentSegment } from '../transfer-api.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import { draftName, type StoredAttachment } from './documents.ts';
import { serverSettings } from './server-settings.ts';
import { editState } from './state.ts';

/** A file of a draft. Its segments' hashes come in as they are sent. */
export type DraftFile = {
  id: Id;
  draft: Id;
  name: string;
  path: string | null;
  mediaType: string;
  size: number;
  segmentSize: number;
  key: AttachmentKey;
  segments: (string | null)[];
  typeClass: 'standard' | 'advanced' | null;
  complete: boolean;
  /** What the server keeps of it, or null. */
  thumbnail: StoredAttachment['thumbnail'];
};

export function reserveAttachment(context: VaultContext, attachment: NewAttachment & { id?: string }): Id {
  const { files } = requireUnlocked(context);
  const { size, name, path, mediaType, draft } = attachment;
  const { segmentSize, count } = segmentLayout(size);
  const id = attachment.id === undefined ? newId() : requireId(attachment.id);
  files.set(id, {
    id,
    draft: requireId(draft),
    name: fileNameOf(name),
    path: path === null ? null : folderPathOf(path),
    mediaType: mediaTypeOf(mediaType),
    size,
    segmentSize,
    key: createAttachmentKey(),
    segments: Array.from({ length: count }, () => null),
    typeClass: null,
    complete: false,
    thumbnail: null,
  });
  return id;
}

export async function beginAttachment(context: VaultContext, attachment: string): Promise<AttachmentPlan> {
  const { id, size, segmentSize, segments } = requireFile(context, attachment);
  const announced = { json: { id, size, segmentSize } };
  let { received } = await answer(context.api.attachments.$post(announced));
  // What lies there from before a log-off is sealed under a key that is forgotten: only what this key sealed counts.
  const usable = () => received.filter((index) => typeof segments[index] === 'string');
  if (received.length === segments.length && usable().length === 0) {
    // Complete, so closed: it has to begin anew.
    await removeUpload(context, id);
    ({ received } = await answer(context.api.attachments.$post(announced)));
  }
  return { segmentSize, count: segments.length, received: usable() };
}

export async function keyOf(context: VaultContext, attachment: string): Promise<SealerKey | null> {
  const { directTransfers: direct } = await serverSettings(context);
  const file = isId(attachment) ? context.unlocked?.files.get(attachment) : undefined;
  return file ? { key: file.key.slice(), name: file.name, size: file.size, segmentSize: file.segmentSize, direct } : null;
}

export function noteSent(context: VaultContext, { attachment, index, sha256, typeClass }: SentSegment): void {
  const file = requireFile(context, attachment);
  file.segments[index] = sha256;
  if (typeClass !== null) file.typeClass = typeClass;
}

export async function finishAttachment(context: VaultContext, attachment: string): Promise<void> {
  const file = requireFile(context, attachment);
  const stored = storedFile(file);
  if (!stored) throw new VaultError('attachment_incomplete', { ids: [file.id] });
  await settled(context.api.attachments[':id'].complete.$post({ param: { id: file.id } }));
  file.complete = true;
  // Kept at once where the draft has been saved before: closing the page now loses nothing.
  await editState(context, {
    [draftName(file.draft)]: (draft) =>
      draft && !draft.attachments.some(({ id }) => id === file.id) ? { ...draft, attachments: [...draft.attachments, stored] } : draft,
  });
}

export async function dropAttachment(context: VaultContext, source: { draft: string; id: string }): Promise<void> {
  const { files } = requireUnlocked(context);
  const [draft, id] = [requireId(source.draft), requireId(source.id)];
  const file = files.get(id);
  if (file) wipe(file.key);
  files.delete(id);
  await removeUpload(context, id);
  await editState(context, {
    [draftName(draft)]: (current) =>
      current?.attachments.some((each) => each.id === id)
        ? { ...current, attachments: current.attachments.filter((each) => each.id !== id) }
        : current,
  });
}

/** Takes it off the server. What stays there by a failure, or belongs to a sent message, is the server's to clean up. */
export async function removeUpload(context: VaultContext, id: Id): Promise<void> {
  await settled(context.api.attachments[':id'].$delete({ param: { id } })).catch((error: unknown) => {
    if (!isVaultError(error)) throw error;
  });
}

/** The record that a manifest needs; null while segments are missing. */
export function storedFile(file: DraftFile): StoredAttachment | null {
  const segments = file.segments.filter((hash) => hash !== null);
  if (segments.length !== file.segments.length) return null;
  const { id, name, path, mediaType, size, segmentSize, thumbnail } = file;
  return { id, name, path, mediaType, size, segmentSize, key: toBase64Url(file.key), segments, thumbnail, typeClass: file.typeClass ?? 'standard' };
}

function requireFile(context: VaultContext, attachment: string): DraftFile {
  const file = requireUnlocked(context).files.get(requireId(attachment));
  if (!file) throw new VaultError('attachment_unknown');
  return file;
}
