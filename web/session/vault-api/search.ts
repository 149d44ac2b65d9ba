// Searching, which is done on this device.
import type { Id } from './id.ts';
import type { Folder } from './mailbox.ts';

/** A message that was found, as the index knows it. */
export type SearchHit = {
  id: Id;
  folder: Folder;
  role: 'sender' | 'recipient';
  sentAt: number;
  read: boolean;
  sender: { address: string; name: string; practice: string };
  recipients: { address: string; name: string }[];
  subject: string;
  /** Some words around what was found. */
  snippet: string;
  attachments: number;
  /** Names of attachments that hold the words. */
  files: string[];
};

/** `refused`: what the server keeps of the index is not what this account saved there; it is not used. */
export type SearchProgress = { complete: boolean; searched: number; total: number; refused: boolean };

/** `hits`: the newest of all that were found. */
export type SearchResults = { hits: SearchHit[]; total: number; progress: SearchProgress };

export interface SearchVault {
  /** Finds messages on this device; the server is asked nothing. `query` as it was typed (session/search/query.ts). */
  search(input: { query: string; limit: number }): Promise<SearchResults>;
  /**
   * Works on the search index for a moment. To be called again until it is complete, and when something may have changed. `news`: something
   * has changed where the messages are, so the server is asked now and not only from time to time.
   */
  buildIndex(input?: { news: boolean }): Promise<SearchProgress>;
}
