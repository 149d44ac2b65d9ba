// A search store that lasts as long as the process: for programs without IndexedDB.
import type { SealedPart, SearchStore } from './search-store.ts';

export function createMemorySearchStore(): SearchStore {
  const accounts = new Map<string, Map<string, SealedPart>>();
  const partsOf = (account: string) => {
    const parts = accounts.get(account) ?? new Map<string, SealedPart>();
    accounts.set(account, parts);
    return parts;
  };
  return {
    read: async (account) => [...partsOf(account).values()],
    write: async (account, { put, remove }) => {
      const parts = partsOf(account);
      for (const part of put) parts.set(part.name, part);
      for (const name of remove) parts.delete(name);
    },
  };
}
