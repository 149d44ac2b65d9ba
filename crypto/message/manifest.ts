// The manifest: what a sender signs about a message (SPEC.md, "Manifest"). Reading only; seal.ts makes it.
import { encodeCanonicalJsonBytes } from "../canonical-json.ts";
import { SIGNED_TYPE } from "../labels.ts";
import { fingerprint } from "../primitives/hash.ts";
import { address, bytesText, count, flag, hash, id, line, listOf, literal, moment, oneOf, orNull, record, refine, type Shape, type ShapeOf } from "../shape.ts";
import type { SignedObjectForm } from "../signed-object.ts";
import { isFileName, isFolderPath, isMediaType } from "./attachment-name.ts";
import { RECIPIENTS_MAX } from "./container.ts";
import { SEGMENTS_MAX, segmentLayout } from "./segment-layout.ts";
import { THUMBNAIL_MAX_BYTES } from "./thumbnail.ts";
import { TYPE_CLASSES } from "./type-class.ts";

export const MANIFEST_MAX_BYTES = 4_194_304;
export const SUBJECT_MAX_CHARACTERS = 1000;
export const ATTACHMENTS_MAX = 1000;

const text = (holds: (value: string) => boolean): Shape<string> =>
  (value): value is string => typeof value === "string" && holds(value);

const recipient = refine(
  record({
    /** Exactly one of account and invitation is set. */
    account: orNull(id),
    invitation: orNull(id),
    address,
    /** SHA-256 of the kem key that the message is encrypted to. */
    kem: hash,
  }),
  (value) => (value.account === null) !== (value.invitation === null),
);
export type ManifestRecipient = ShapeOf<typeof recipient>;

const thumbnail = record({
  id,
  /** Plaintext bytes. */
  size: refine(count, (bytes) => bytes >= 1 && bytes <= THUMBNAIL_MAX_BYTES),
  /** SHA-256 of the sealed bytes. */
  sha256: hash,
});

const attachment = refine(
  record({
    id,
    name: text(isFileName),
    /** Folders the file stood in, or null. */
    path: orNull(text(isFolderPath)),
    mediaType: text(isMediaType),
    /** Plaintext bytes. */
    size: count,
    segmentSize: count,
    /** The attachment key (32 bytes). */
    key: bytesText(32),
    /** SHA-256 of each sealed segment. */
    segments: listOf(hash, { min: 1, max: SEGMENTS_MAX }),
    thumbnail: orNull(thumbnail),
  }),
  (value) => hasLayout(value),
);
export type ManifestAttachment = ShapeOf<typeof attachment>;

const fields = record({
  type: literal(SIGNED_TYPE.manifest),
  version: literal(1),
  id,
  thread: id,
  inReplyTo: orNull(id),
  /** Unix milliseconds, by the sender's clock. */
  time: moment,
  sender: record({ account: id, identity: hash, address }),
  /** In the order of their addresses by UTF-16 code units, each address once. */
  recipients: listOf(recipient, { min: 1, max: RECIPIENTS_MAX }),
  subject: line({ max: SUBJECT_MAX_CHARACTERS }),
  /** SHA-256 of the body's canonical JSON. */
  body: hash,
  /** SHA-256 of the canonical JSON {subject, text} of the notice. */
  notice: hash,
  /** Unix milliseconds. */
  expires: orNull(moment),
  forwarded: flag,
  typeClass: oneOf(...TYPE_CLASSES),
  /** Version of the sender's state root when it was sealed. */
  stateRoot: count,
  attachments: listOf(attachment, { max: ATTACHMENTS_MAX }),
});

const manifest = refine(fields, (value) =>
  inOrder(value.recipients.map((each) => each.address))
  && allDifferent(value.attachments.flatMap((each) => (each.thumbnail === null ? [each.id] : [each.id, each.thumbnail.id]))));
export type Manifest = ShapeOf<typeof manifest>;

export const MANIFEST_FORM: SignedObjectForm<Manifest> = {
  type: SIGNED_TYPE.manifest, shape: manifest, signatures: { min: 1, max: 1 }, maxBytes: MANIFEST_MAX_BYTES,
};

/** The plaintext e-mail part. */
export interface Notice {
  readonly subject: string;
  readonly text: string;
}

/** Base64url of the SHA-256 of the canonical JSON {"subject":…,"text":…}. */
export function noticeHash(notice: Notice): Promise<string> {
  return fingerprint(encodeCanonicalJsonBytes({ subject: notice.subject, text: notice.text }));
}

function hasLayout(value: { size: number; segmentSize: number; segments: readonly string[] }): boolean {
  try {
    return segmentLayout(value.size, value.segmentSize).count === value.segments.length;
  } catch {
    return false;
  }
}

function inOrder(texts: readonly string[]): boolean {
  return texts.every((each, index) => index === 0 || texts[index - 1]! < each);
}

function allDifferent(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}
