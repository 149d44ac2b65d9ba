// What this device keeps of the search index between visits: sealed parts under names that say nothing.
import type { Bytes } from '#crypto';

export type SealedPart = { name: string; version: number; sealed: Bytes };

export interface SearchStore {
  /** Every part of that account. */
  read(account: string): Promise<SealedPart[]>;
  /** Writes these parts and removes those names, all or none. */
  write(account: string, change: { put: readonly SealedPart[]; remove: readonly string[] }): Promise<void>;
}
