// Sealed state (migration 0003): the server sees names, versions and ciphertext.
type StateRootsTable = { account_id: string; version: number; sealed: Buffer; updated_at: Date };
type StateBlobsTable = { account_id: string; name: string; version: number; sealed: Buffer };

export type StateTables = { state_roots: StateRootsTable; state_blobs: StateBlobsTable };
