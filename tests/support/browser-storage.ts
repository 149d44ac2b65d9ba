// Everything that a page of this origin has stored in its browser, as one text: caches, IndexedDB, the origin's private files, web
// storage. Bytes appear as they are, as UTF-16 and in base64, so that a word is found however it was kept.
import type { Page } from 'playwright-core';

export async function readStorage(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const found: string[] = [];
    const inBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    const note = (value: unknown): void => {
      if (typeof value === 'string') found.push(value);
      else if (value instanceof ArrayBuffer) note(new Uint8Array(value));
      else if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        found.push(new TextDecoder('latin1').decode(bytes), new TextDecoder('utf-16le').decode(bytes), inBase64(bytes));
      } else if (value instanceof Map || value instanceof Set) for (const each of value as Iterable<unknown>) note(each);
      else if (value !== null && typeof value === 'object') for (const part of Object.entries(value).flat()) note(part);
      else found.push(String(value));
    };
    const noteFile = async (file: Blob) => note(await file.arrayBuffer());

    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        note(request.url);
        note(await (await cache.match(request))?.arrayBuffer());
      }
    }
    for (const { name = '', version = 1 } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name, version);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error(name));
      });
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const asked = [objects.getAll(), objects.getAllKeys()];
        for (const asking of asked) {
          const rows = await new Promise<unknown[]>((resolve, reject) => {
            asking.onsuccess = () => resolve(asking.result);
            asking.onerror = () => reject(new Error(store));
          });
          for (const row of rows) {
            if (row instanceof Blob) await noteFile(row);
            note(row);
          }
        }
      }
      database.close();
    }
    const readFolder = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const [name, handle] of (folder as unknown as { entries(): AsyncIterable<[string, FileSystemHandle]> }).entries()) {
        note(name);
        if (handle.kind === 'file') await noteFile(await (handle as FileSystemFileHandle).getFile());
        else await readFolder(handle as FileSystemDirectoryHandle);
      }
    };
    await readFolder(await navigator.storage.getDirectory());
    for (const storage of [localStorage, sessionStorage]) note(Object.entries(storage));
    note(document.cookie);
    return found.join('\n');
  });
}

/** Which of the words are there, in any of these forms. */
export function foundWords(stored: string, words: readonly string[]): string[] {
  return words.filter((word) => [word, btoa(word).slice(0, -4), btoa(` ${word}`).slice(4, -4), btoa(`  ${word}`).slice(4, -4)].some((form) => stored.includes(form)));
}
