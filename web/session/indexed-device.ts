// The device store of a browser, in IndexedDB: the one storage that keeps a key which cannot be exported.
import type { SeenRoot } from '#crypto';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { gather } from './gather.ts';
import { createIndexedSearchStore } from './search/indexed-search-store.ts';
import type { ContainerSeen, DeviceStore, SessionHalf } from './vault/device-store.ts';

interface Schema extends DBSchema {
  session: { key: 'half'; value: SessionHalf };
  roots: { key: string; value: SeenRoot };
  containers: { key: string; value: ContainerSeen };
}

export function createIndexedDevice(): DeviceStore {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const database = () => (opened ??= open(() => (opened = null)));
  const remember = gather(async (containers: { key: string; seen: ContainerSeen }[]): Promise<void[]> => {
    const { store, done } = (await database()).transaction('containers', 'readwrite');
    await Promise.all([...containers.map(({ key, seen }) => store.put(seen, key)), done]);
    return containers.map(() => undefined);
  });
  return {
    sessionHalf: async () => (await (await database()).get('session', 'half')) ?? null,
    saveSessionHalf: async (half) => void (await (await database()).put('session', half, 'half')),
    forgetSessionHalf: async () => (await database()).delete('session', 'half'),
    rootSeen: async (memory) => (await (await database()).get('roots', memory)) ?? null,
    rememberRoot: async (memory, seen) => void (await (await database()).put('roots', seen, memory)),
    // Of many messages that are opened side by side: a transaction for each would take longer than opening them.
    containerSeen: gather(async (keys) => {
      const { store } = (await database()).transaction('containers');
      return await Promise.all(keys.map(async (key) => (await store.get(key)) ?? null));
    }),
    rememberContainer: (key, seen) => remember({ key, seen }),
    search: createIndexedSearchStore(),
  };
}

function open(forget: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('sealpost', 1, {
    upgrade(database) {
      database.createObjectStore('session');
      database.createObjectStore('roots');
      database.createObjectStore('containers');
    },
    // A tab of a later build wants to upgrade: let go, or it would wait for ever.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      forget();
    },
    terminated: forget,
  });
}
