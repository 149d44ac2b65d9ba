// What the folder store does with files: writes that are on the disk when they return, and errors with a type.
import { randomBytes } from 'node:crypto';
import { access, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { BlobError, BlobNotFoundError, BlobStoreFullError, BlobStoreUnavailableError } from './blob-store.ts';

export type { FileHandle };

const PIECE_BYTES = 256 * 1024;

/** Runs `work` with the file open for reading and writing. A file that is not there is an error. */
export async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r+');
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** A file of `size` zero bytes, made complete under another name and moved to its place. */
export async function createFile(path: string, size: number): Promise<void> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.truncate(size);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Makes the names in a folder durable, as `datasync` does for the bytes in a file. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a stream from `start` on, several chunks at a time: one call for each network packet would cost more, and more of them would fill memory. */
export async function writeAt(file: FileHandle, at: { bytes: AsyncIterable<Uint8Array>; start: number }): Promise<void> {
  let position = at.start;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const flush = async () => {
    await writeWhole(file, { chunks: waiting, length: waitingBytes, position });
    position += waitingBytes;
    waiting = [];
    waitingBytes = 0;
  };
  for await (const chunk of at.bytes) {
    waiting.push(chunk);
    waitingBytes += chunk.byteLength;
    if (waitingBytes >= PIECE_BYTES) await flush();
  }
  await flush();
}

/** A write may take fewer bytes than it was given, on a nearly full disk for one; only the next one says why. */
async function writeWhole(file: FileHandle, { chunks, length, position }: { chunks: Uint8Array[]; length: number; position: number }): Promise<void> {
  if (length === 0) return;
  let { bytesWritten: done } = await file.writev(chunks, position);
  if (done === length) return;
  const bytes = Buffer.concat(chunks, length);
  while (done < length) done += (await file.write(bytes, done, length - done, position + done)).bytesWritten;
}

export async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** When a file was last written; null when it went away between listing and looking. */
export async function modified(path: string): Promise<Date | null> {
  try {
    return (await stat(path)).mtime;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Turns what the operating system says into a BlobError. Anything else is a fault of ours and passes unchanged. */
export async function typed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BlobError) throw error;
    const code = errorCode(error);
    if (code === 'ENOENT') throw new BlobNotFoundError(error);
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') throw new BlobStoreFullError(error);
    if (code !== undefined) throw new BlobStoreUnavailableError(error);
    throw error;
  }
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
