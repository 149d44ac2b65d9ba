// What a viewer knows of a file, and how it gets its bytes: over a port whose other end is the vault worker. A viewer sees
// plaintext of this one file and nothing else; it has no way to the vault's keys.
import type { AttachmentView } from '../session/vault-api/mailbox.ts';

export type ViewedFile = AttachmentView;

/** How a stream of bytes ended. `damaged`: not what the sender signed. */
export type Ending = 'complete' | 'cancelled' | 'damaged' | 'offline' | 'failed';

export type OpenedStream = { port: MessagePort; ending: Promise<Ending>; cancel(): void };

/** Starts the stream of a file's plaintext. Bytes come when the port's reader asks for them. */
export type OpenStream = (file: ViewedFile, onProgress: (received: number) => void) => OpenedStream;

/** A file whose first bytes were read, to find out what it is. The rest waits at the port. */
export type FileBytes = { name: string; size: number; head: Uint8Array<ArrayBuffer>; port: MessagePort };

export type ViewProps = {
  file: ViewedFile;
  bytes: FileBytes;
  /** It can be seen. */
  onReady: () => void;
  onFailed: (reason: FailedView) => void;
};

export type FailedView = 'unsupported' | 'broken' | 'empty' | 'graphics' | 'empty-archive' | 'locked-archive' | 'locked' | Exclude<Ending, 'complete' | 'cancelled'>;
