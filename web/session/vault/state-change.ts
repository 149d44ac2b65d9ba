// One change of the sealed state: what edits make of the documents, sealed as new versions under a new root.
import { encodeUtf8, fingerprint, KEYRING_NAME, sealKeyring, sealRoot, sealState, STATE_CONTENT_MAX, toBase64Url, wipe, type Bytes, type Keyring, type StateRoot } from '#crypto';
import { VaultError } from '../vault-error.ts';
import type { StatePut } from '../wire.ts';
import { joined, spread } from './contact-pages.ts';
import type { Unlocked } from './context.ts';
import type { DocumentName, DocumentOf } from './documents.ts';
import type { StateCache } from './state.ts';

/** What a change does to a document: the same object means no change, null removes it. */
export type Edits = { [Name in DocumentName]?: (current: DocumentOf<Name> | null) => DocumentOf<Name> | null };

export type Commit = {
  edits: Edits;
  /** What becomes of the keyring in the same step. */
  keyring?: (current: Keyring) => Keyring;
  /** Hands the change to the server, alone or as a part of a larger request. */
  send(put: StatePut): Promise<unknown>;
};

/** What is sent, and what holds once the server has taken it. */
export type StateChange = { put: StatePut; root: StateRoot; sealedRoot: Bytes; values: Map<string, unknown>; keyring: Keyring | null };

/** Null where the edits change nothing. */
export async function prepareChange(unlocked: Unlocked, { edits, keyring: change }: Commit): Promise<StateChange | null> {
  const { account, stateKey, state } = unlocked;
  const values = editedValues(state, edits);
  const keyring = change?.(unlocked.keyring);
  if (values.size === 0 && !keyring) return null;
  const blobs = { ...state.root.blobs };
  const put: StatePut['put'] = [];
  const remove: string[] = [];
  const place = async (name: string, seal: (version: number) => Promise<Bytes>) => {
    const version = (blobs[name]?.version ?? 0) + 1;
    const sealed = await seal(version);
    blobs[name] = { version, sha256: await fingerprint(sealed) };
    put.push({ name, version, sealed: toBase64Url(sealed) });
  };
  for (const [name, value] of values) {
    const content = encodeUtf8(JSON.stringify(value));
    if (content.length > STATE_CONTENT_MAX) throw new VaultError('too_large');
    if (value !== null) await place(name, (version) => sealState(stateKey, { account, name, version }, content).finally(() => wipe(content)));
    else if (delete blobs[name]) remove.push(name);
  }
  if (keyring) await place(KEYRING_NAME, (version) => sealKeyring(unlocked.accountKey, { account, version }, keyring));
  const root: StateRoot = { version: state.root.version + 1, blobs };
  const sealedRoot = await sealRoot(stateKey, { account }, root);
  const sealed = { version: root.version, sealed: toBase64Url(sealedRoot) };
  return { put: { expectedVersion: state.root.version, root: sealed, put, remove }, root, sealedRoot, values, keyring: keyring ?? null };
}

/** Only what an edit really changed. */
function editedValues(state: StateCache, edits: Edits): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [name, edit] of Object.entries(edits)) {
    const current = joined(state.documents, name) ?? null;
    const next = (edit as (current: unknown) => unknown)(current);
    if (next !== current) for (const [blob, value] of spread(state.documents, { name, value: next })) values.set(blob, value);
  }
  return values;
}
