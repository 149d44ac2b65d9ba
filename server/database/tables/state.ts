// Sealed documents, of an account (migration 0003) and of a practice: the server sees names, versions and ciphertext.
type StateRootsTable = { account_id: string; version: number; sealed: Buffer; updated_at: Date };
type StateBlobsTable = { account_id: string; name: string; version: number; sealed: Buffer };

/** Templates and a signature of a practice, sealed to its members (migration 0028). */
type PracticeTextsTable = { practice_id: string; edition: number; sealed: Buffer; stanzas: number; writer_id: string | null; written_at: Date };
type PracticeTextsReceiversTable = { practice_id: string; stanza: number; account_id: string; kem_hash: Buffer };

export type StateTables = {
  state_roots: StateRootsTable;
  state_blobs: StateBlobsTable;
  practice_texts: PracticeTextsTable;
  practice_texts_receivers: PracticeTextsReceiversTable;
};
