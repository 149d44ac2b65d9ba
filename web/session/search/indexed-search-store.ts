// The search store of a browser, in a database of its own: it may be thrown away at any time, and is made again.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { SealedPart, SearchStore } from './search-store.ts';

interface Schema extends DBSchema {
  /** By account and name. */
  parts: { key: [string, string]; value: SealedPart };
}

export function createIndexedSearchStore(): SearchStore {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const database = () => (opened ??= open(() => (opened = null)));
  return {
    // An array sorts behind every string: all names of the account.
    read: async (account) => (await database()).getAll('parts', IDBKeyRange.bound([account], [account, []])),
    write: async (account, { put, remove }) => {
      const { store, done } = (await database()).transaction('parts', 'readwrite');
      await Promise.all([
        ...put.map((part) => store.put(part, [account, part.name])),
        ...remove.map((name) => store.delete([account, name])),
        done,
      ]);
    },
  };
}

function open(forget: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('sealpost-search', 1, {
    upgrade: (database) => void database.createObjectStore('parts'),
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      forget();
    },
    terminated: forget,
  });
}
