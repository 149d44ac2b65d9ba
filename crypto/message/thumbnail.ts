// Thumbnails: sealed under their attachment's key with a purpose of their own (SPEC.md, "Thumbnails").
import { constantTimeEqual, fromBase64UrlOf, toBase64Url, type AttachmentKey, type Bytes, type Id } from "../bytes.ts";
import { InvalidInputError, OpenError } from "../errors.ts";
import { PURPOSE } from "../labels.ts";
import { sha256 } from "../primitives/hash.ts";
import { open, seal, type SealScope } from "../primitives/seal.ts";

export const THUMBNAIL_MAX_BYTES = 16_384;

export interface ThumbnailPlace {
  /** The attachment's id. */
  readonly attachment: Id;
  /** The thumbnail's own id. */
  readonly id: Id;
}

/** Seals 1 to 16,384 bytes. `sha256` (base64url, of the sealed bytes) goes into the manifest. */
export async function sealThumbnail(
  key: AttachmentKey, place: ThumbnailPlace, image: Uint8Array,
): Promise<{ sealed: Bytes; sha256: string }> {
  if (image.length < 1 || image.length > THUMBNAIL_MAX_BYTES) throw new InvalidInputError("thumbnail length");
  const sealed = await seal(key, scopeOf(place), image);
  return { sealed, sha256: toBase64Url(await sha256(sealed)) };
}

/** The image's bytes, or OpenError where the sealed bytes are not those that the sender signed. */
export async function openThumbnail(
  key: AttachmentKey, place: ThumbnailPlace & { readonly sha256: string }, sealed: Uint8Array,
): Promise<Bytes> {
  if (!constantTimeEqual(await sha256(sealed), fromBase64UrlOf(place.sha256, 32))) throw new OpenError();
  const image = await open(key, scopeOf(place), sealed);
  if (image.length < 1 || image.length > THUMBNAIL_MAX_BYTES) throw new OpenError();
  return image;
}

function scopeOf(place: ThumbnailPlace): SealScope {
  return { purpose: PURPOSE.thumbnail, owner: place.attachment, name: place.id, version: 1 };
}
