// Handles of files that were dropped here, where a browser gives them (Chromium): after a reload an upload then goes on without
// choosing the file again. Kept by the attachment's id until the upload is done, and no longer than the session.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

interface Schema extends DBSchema {
  handles: { key: string; value: FileSystemFileHandle };
}

/** Not in TypeScript's DOM library: Chromium's permissions of a handle that was kept. */
type Permitted = FileSystemFileHandle & {
  queryPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
};

const NAME = 'sealpost-files';
let opened: Promise<IDBPDatabase<Schema>> | null = null;

async function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(NAME, 1, { upgrade: (made) => void made.createObjectStore('handles') });
  return await opened;
}

/** A browser that keeps nothing loses only the convenience. */
export async function keepFileHandle(attachment: string, handle: FileSystemFileHandle): Promise<void> {
  await database().then((kept) => kept.put('handles', handle, attachment)).catch(() => undefined);
}

export async function forgetFileHandle(attachment: string): Promise<void> {
  await database().then((kept) => kept.delete('handles', attachment)).catch(() => undefined);
}

/** At log-off: the next person at this browser shall not even see names. */
export async function forgetFileHandles(): Promise<void> {
  await database().then((kept) => kept.clear('handles')).catch(() => undefined);
}

/** The file, where it can be read. `ask`: called from a click, the browser may ask the person first. */
export async function fileOfHandle(attachment: string, { ask }: { ask: 'ask' | 'never' }): Promise<File | null> {
  try {
    const handle: Permitted | undefined = await (await database()).get('handles', attachment);
    if (!handle) return null;
    const permission = (await handle.queryPermission?.({ mode: 'read' })) ?? 'granted';
    const granted = permission === 'granted' || (ask === 'ask' && (await handle.requestPermission?.({ mode: 'read' })) === 'granted');
    return granted ? await handle.getFile() : null;
  } catch {
    // Moved or deleted since.
    return null;
  }
}

export async function hasFileHandle(attachment: string): Promise<boolean> {
  return await database().then((kept) => kept.getKey('handles', attachment)).then((key) => key !== undefined, () => false);
}
