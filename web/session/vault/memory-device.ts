// A device store that lasts as long as the process: for programs without IndexedDB.
import type { SeenRoot } from '#crypto';
import { createMemorySearchStore } from '../search/memory-search-store.ts';
import type { ContainerSeen, DeviceStore, SessionHalf } from './device-store.ts';

export function createMemoryDevice(): DeviceStore {
  let half: SessionHalf | null = null;
  const roots = new Map<string, SeenRoot>();
  const containers = new Map<string, ContainerSeen>();
  return {
    sessionHalf: async () => half,
    saveSessionHalf: async (next) => void (half = next),
    forgetSessionHalf: async () => void (half = null),
    rootSeen: async (memory) => roots.get(memory) ?? null,
    rememberRoot: async (memory, seen) => void roots.set(memory, seen),
    containerSeen: async (key) => containers.get(key) ?? null,
    rememberContainer: async (key, seen) => void containers.set(key, seen),
    search: createMemorySearchStore(),
  };
}
