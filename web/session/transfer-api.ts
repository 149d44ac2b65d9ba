// What the session code (never a screen) asks of the vault worker to move attachments. Ports carry keys and plaintext past the page.
import type { AttachmentKey, Bytes, SegmentPlace } from '#crypto';
import type { Id } from './vault-api/id.ts';

/** `lastModified`: unix milliseconds. Whether a file is the same, its content decides. */
export type NewAttachment = { draft: Id; name: string; path: string | null; mediaType: string; size: number; lastModified: number };

/** How a file is cut, and which segments the server has already, sealed under the key that the vault still holds. */
export type AttachmentPlan = { segmentSize: number; count: number; received: number[] };

export interface VaultTransfers {
  /** Makes id and key; needs no connection. With `id`: anew, for another content under the same id. */
  reserveAttachment(attachment: NewAttachment & { id?: Id }): Promise<Id>;
  /** Announces it to the server; again with the same id goes on where it stopped. */
  beginAttachment(id: Id): Promise<AttachmentPlan>;
  /** All segments are sent: completes it and keeps key and hashes with the draft. */
  finishAttachment(id: Id): Promise<void>;
  /** Forgets an attachment of a draft, here and on the server. */
  dropAttachment(source: { draft: Id; id: Id }): Promise<void>;
  /** Exposes `SealerKeys` on the port, for a sealing worker. */
  serveSealer(port: MessagePort): void;
  /**
   * Answers a reader's pulls with plaintext until the end; settles then. `onProgress` gets the bytes handed over so far and
   * answers whether to go on. `cancelled` when it or the reader stops.
   */
  streamAttachment(source: { message: Id; attachment: Id }, port: MessagePort, onProgress: DownloadProgress): Promise<void>;
  /** As `streamAttachment`: a message encrypted to an OpenPGP certificate, as a mail file. */
  streamMailCopy(source: { message: Id; certificate: Uint8Array<ArrayBuffer> }, port: MessagePort, onProgress: DownloadProgress): Promise<void>;
  /** The ZIP of all attachments of a message: its name and exact size. */
  describeArchive(message: Id): Promise<ArchiveView>;
  /** As `streamAttachment`, for that ZIP. */
  streamArchive(message: Id, port: MessagePort, onProgress: DownloadProgress): Promise<void>;
}

export type ArchiveView = { name: string; size: number };
export type DownloadProgress = (received: number) => boolean | Promise<boolean>;

/** `direct`: segments may go to the object store itself. */
export type SealerKey = { key: Uint8Array<ArrayBuffer>; name: string; size: number; segmentSize: number; direct: boolean };
export type SentSegment = { attachment: Id; index: number; hash: string; salt: string; typeClass: 'standard' | 'advanced' | null };
/** What the server has of a file already. `salt` null: it cannot be compared. */
export type KnownSegment = { index: number; hash: string; salt: string | null };

/** What a sealing worker may ask of the vault worker, past the page. */
export interface SealerKeys {
  /** Null: not known (any more). */
  keyOf(attachment: Id): Promise<SealerKey | null>;
  noteSent(segment: SentSegment): Promise<void>;
  known(attachment: Id): Promise<KnownSegment[]>;
}

/** Bytes `start` to `end` of a file that the person chose. */
export type SegmentJob = { attachment: Id; index: number; file: Blob; start: number; end: number };
export type SegmentProgress = { attachment: Id; index: number; sent: number; retrying: boolean };

/** What the page asks of a sealing worker. */
export interface Sealer {
  connect(keys: MessagePort, onProgress: (progress: SegmentProgress) => void): void;
  /** Seals and sends one segment, through lost connections. */
  send(job: SegmentJob): Promise<void>;
  /** Whether the file's content is what was sent of it before. */
  compare(file: { attachment: Id; file: Blob }): Promise<boolean>;
  /** Stops what is under way for this attachment and forgets its key. */
  abort(attachment: Id): void;
}

/** Or it opens segments, for the vault at the other end of the port. */
export interface OpenerHost {
  serveOpener(port: MessagePort): void;
}

/**
 * Vault worker → page, beside its answers: to start a worker that opens segments. Two ports come with it: the worker's, where it is an
 * `Opener`, and one on which the page says, with any message, that the worker fell over.
 */
export const OPENER_WANTED = 'opener-wanted';

/** What the vault asks of a worker that opens segments for it. */
export interface Opener {
  /** Settles once it can be asked. */
  whenReady(): void;
  /** As `openSegment` of crypto/, with errors as `WireError`. The copy of the key that came here is overwritten. */
  open(key: AttachmentKey, place: SegmentPlace & { hash: string }, sealed: Bytes): Promise<Bytes[]>;
}

/** Reader (service worker or page) → vault worker, on a download's port. */
export type ReaderMessage = 'pull' | 'cancel';
/** Vault worker → reader. `alive` comes every few seconds, so that a reader notices when nobody is there any more. */
export type ChunkMessage = { chunks: Uint8Array<ArrayBuffer>[] } | 'end' | 'failed' | 'alive';
