// Thumbnails: sealed beside their attachment on the way out, opened under its key on the way in. A message is whole without
// them: where one cannot be kept or does not open, there is none.
import { fromBase64Url, newId, OpenError, openThumbnail, sealThumbnail, THUMBNAIL_MAX_BYTES, toBase64Url, type AttachmentKey, type Id } from '#crypto';
import { refusal } from '../api.ts';
import type { ThumbnailPlace } from '../vault-api/mailbox.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import { draftName, type StoredAttachment } from './documents.ts';
import { storedFile } from './draft-file.ts';
import { requireMessage } from './mailbox.ts';
import { editState, readDocument } from './state.ts';
import type { Edits } from './state-change.ts';
import { noteJournal } from './upload-journal.ts';

/** The server knows an attachment once its upload has begun, which may be a moment after its thumbnail is made. */
const TRIES = 5;
const AGAIN_MS = 2_000;

export async function keepThumbnail(context: VaultContext, { attachment, image }: { attachment: string; image: Uint8Array<ArrayBuffer> }): Promise<void> {
  const file = requireUnlocked(context).files.get(requireId(attachment));
  if (!file || image.length > THUMBNAIL_MAX_BYTES) throw new VaultError('attachment_unknown');
  const id = newId();
  const { sealed, sha256 } = await sealThumbnail(file.key, { attachment: file.id, id }, image);
  await put(context, { attachment: file.id, sealed });
  file.thumbnail = { id, size: image.length, sha256 };
  if (!file.complete) return noteJournal(context, file.draft);
  // The draft was saved with the file before the thumbnail was there.
  const stored = storedFile(file);
  const edits: Edits = {};
  edits[draftName(file.draft)] = (draft) =>
    draft && stored ? { ...draft, attachments: draft.attachments.map((each) => (each.id === file.id ? stored : each)) } : draft;
  await editState(context, edits);
}

async function put(context: VaultContext, { attachment, sealed }: { attachment: Id; sealed: Uint8Array<ArrayBuffer> }): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await context
      .fetch(addressOf(context, attachment), { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: sealed })
      .catch(() => null);
    if (response?.ok) return;
    const error = response === null ? new VaultError('offline') : await refusal(response);
    if (attempt >= TRIES || isVaultError(error, 'conflict')) throw error;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

export async function readThumbnail(context: VaultContext, place: ThumbnailPlace): Promise<Uint8Array<ArrayBuffer> | null> {
  const attachment = await find(context, place);
  if (!attachment?.thumbnail) return null;
  const { id, key, thumbnail } = attachment;
  const response = await context.fetch(addressOf(context, id), { credentials: 'same-origin', cache: 'no-store' }).catch(() => null);
  if (!response?.ok) return null;
  const sealed = new Uint8Array(await response.arrayBuffer());
  const opened = openThumbnail(fromBase64Url(key) as AttachmentKey, { attachment: id, id: thumbnail.id, sha256: thumbnail.sha256 }, sealed);
  return opened.catch((error: unknown) => {
    if (error instanceof OpenError) return null;
    throw error;
  });
}

type Kept = Pick<StoredAttachment, 'id' | 'key' | 'thumbnail'>;

async function find(context: VaultContext, place: ThumbnailPlace): Promise<Kept | null> {
  const id = requireId(place.attachment);
  if ('message' in place) {
    const { manifest } = await requireMessage(context, requireId(place.message));
    return manifest.attachments.find((each) => each.id === id) ?? null;
  }
  const { files, forwardedFiles } = requireUnlocked(context);
  const file = files.get(id);
  if (file) return { id, key: toBase64Url(file.key), thumbnail: file.thumbnail };
  const forwarded = forwardedFiles.get(id);
  if (forwarded) return forwarded;
  const draft = await readDocument(context, draftName(requireId(place.draft)));
  return draft?.attachments.find((each) => each.id === id) ?? null;
}

function addressOf({ origin }: VaultContext, attachment: Id): string {
  return `${origin}/api/attachments/${attachment}/thumbnail`;
}
