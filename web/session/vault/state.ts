// The sealed state: read, and changed by compare-and-swap. A change is a function of what is there, so that when another
// device was faster it is applied again to what that one left. Roots older than one this device has seen are refused.
import {
  decodeUtf8, fromBase64Url, KEYRING_NAME, openAccount, openState, verifyAgainstRoot, verifyNotRolledBack, wipe,
  type AccountKey, type Bytes, type Id, type Keyring, type StateKey, type StateRoot,
} from '#crypto';
import { answer } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import { blobsOf, joined } from './contact-pages.ts';
import { requireStillOpen, requireUnlocked, type Unlocked, type VaultContext } from './context.ts';
import type { DocumentName, DocumentOf } from './documents.ts';
import { prepareChange, type Commit, type Edits, type StateChange } from './state-change.ts';

export type StateCache = {
  root: StateRoot;
  /** Opened documents, each with the version it was read or written at. */
  documents: Map<string, { version: number; value: unknown }>;
  /** When the root was last compared with the server's. */
  checkedAt: number;
  /** Changes of this tab follow each other. */
  queue: Promise<unknown>;
};

export type SealedRoot = { version: number; sealed: Bytes };
export type OpenedState = { stateKey: StateKey; keyring: Keyring; root: StateRoot; sealedRoot: SealedRoot };

const TRIES = 6;
/** Other tabs and devices change the state too; reading may be this much behind. */
const FRESH_MS = 10_000;

/** Fetches root and keyring and opens them. Whether they are new enough is the caller's next question (`rememberRoot`). */
export async function fetchState(context: VaultContext, account: { account: Id; accountKey: AccountKey }): Promise<OpenedState> {
  for (let attempt = 1; ; attempt += 1) {
    const { root, blobs } = await answer(context.api.state.read.$post({ json: { names: [KEYRING_NAME], root: true } }));
    const keyring = blobs.find(({ name }) => name === KEYRING_NAME);
    if (!root || !keyring) throw new VaultError('state_rolled_back');
    try {
      const sealedRoot = { version: root.version, sealed: fromBase64Url(root.sealed) };
      const sealedKeyring = { version: keyring.version, sealed: fromBase64Url(keyring.sealed) };
      const opened = await openAccount(account.accountKey, { account: account.account, root: sealedRoot, keyring: sealedKeyring });
      return { ...opened, sealedRoot };
    } catch (cause) {
      // While they were read another device may have written: then they do not belong together. Not again and again.
      if (attempt >= 3) throw new VaultError('state_rolled_back', {}, { cause });
    }
  }
}

/**
 * Refuses a root that is older than, or another than, the newest this device has accepted; remembers it otherwise.
 * `memory` is the name under which the account's roots are remembered (`rootMemory`).
 */
export async function rememberRoot(context: VaultContext, memory: string, root: SealedRoot): Promise<void> {
  const seen = await context.device.rootSeen(memory);
  const next = await verifyNotRolledBack(seen, root).catch((cause: unknown) =>
    Promise.reject(new VaultError('state_rolled_back', {}, { cause })),
  );
  await context.device.rememberRoot(memory, next);
}

export function newStateCache(root: StateRoot, now: number): StateCache {
  return { root, documents: new Map(), checkedAt: now, queue: Promise.resolve() };
}

/** The document as it is now, or null. Not to be changed in place. */
export async function readDocument<Name extends DocumentName>(context: VaultContext, name: Name): Promise<DocumentOf<Name> | null> {
  const [document] = await readDocuments(context, () => [name]);
  return (document ?? null) as DocumentOf<Name> | null;
}

/** The documents that `select` chooses among the names there are. */
export function readDocuments(context: VaultContext, select: (names: string[]) => DocumentName[]): Promise<unknown[]> {
  return inTurn(requireUnlocked(context), async (unlocked) => {
    if (context.now() - unlocked.state.checkedAt > FRESH_MS) await catchUp(context, unlocked);
    const { root } = unlocked.state;
    const names = select(Object.keys(root.blobs)).filter((name) => Object.hasOwn(root.blobs, name));
    await load(context, names.flatMap(blobsOf));
    return names.map((name) => joined(unlocked.state.documents, name));
  });
}

/** What other tabs and devices have written, without waiting until what was read is old. */
export function takeOver(context: VaultContext): Promise<void> {
  return inTurn(requireUnlocked(context), (unlocked) => catchUp(context, unlocked));
}

/** Changes documents, all or none. */
export function editState(context: VaultContext, edits: Edits): Promise<void> {
  return commitEdits(context, { edits, send: (put) => answer(context.api.state.$put({ json: put })) });
}

/** As `editState`, by whichever request carries the change. */
export function commitEdits(context: VaultContext, commit: Commit): Promise<void> {
  return inTurn(requireUnlocked(context), async (unlocked) => {
    for (let attempt = 1; ; attempt += 1) {
      await load(context, Object.keys(commit.edits).flatMap(blobsOf));
      const change = await prepareChange(unlocked, commit);
      if (!change) return;
      requireStillOpen(unlocked);
      try {
        await commit.send(change.put);
      } catch (error) {
        if (!isVaultError(error, 'state_conflict') || attempt >= TRIES) throw error;
        await catchUp(context, unlocked);
        continue;
      }
      return accept(context, unlocked, change);
    }
  });
}

async function accept(context: VaultContext, unlocked: Unlocked, change: StateChange): Promise<void> {
  const { state } = unlocked;
  state.root = change.root;
  state.checkedAt = context.now();
  for (const [name, value] of change.values) {
    const version = change.root.blobs[name]?.version;
    if (version === undefined) state.documents.delete(name);
    else state.documents.set(name, { version, value });
  }
  if (change.keyring) unlocked.keyring = change.keyring;
  await rememberRoot(context, unlocked.rootMemory, { version: change.root.version, sealed: change.sealedRoot });
}

async function catchUp(context: VaultContext, unlocked: Unlocked): Promise<void> {
  const { state } = unlocked;
  const { root: newest } = await answer(context.api.state.$get());
  state.checkedAt = context.now();
  if (newest.version === state.root.version) return;
  const opened = await fetchState(context, unlocked);
  await rememberRoot(context, unlocked.rootMemory, opened.sealedRoot);
  state.root = opened.root;
  unlocked.keyring = opened.keyring;
  for (const [name, { version }] of state.documents) {
    if (state.root.blobs[name]?.version !== version) state.documents.delete(name);
  }
}

/** Opens those of the named documents that are there and not open yet. */
async function load(context: VaultContext, names: string[]): Promise<void> {
  const unlocked = requireUnlocked(context);
  for (let attempt = 1; ; attempt += 1) {
    const { root, documents } = unlocked.state;
    const missing = names.filter((name) => Object.hasOwn(root.blobs, name) && !documents.has(name));
    if (missing.length === 0) return;
    const { blobs } = await answer(context.api.state.read.$post({ json: { names: missing } }));
    try {
      for (const name of missing) documents.set(name, await openDocument(unlocked, name, blobs));
      return;
    } catch (cause) {
      // Another device may have written since the root was read. A server that rolled back stays wrong.
      if (attempt >= 3) throw new VaultError('state_rolled_back', {}, { cause });
      unlocked.state.checkedAt = 0;
      await catchUp(context, unlocked);
    }
  }
}

type WireBlobs = readonly { name: string; version: number; sealed: string }[];

async function openDocument({ account, stateKey, state }: Unlocked, name: string, blobs: WireBlobs): Promise<{ version: number; value: unknown }> {
  const blob = blobs.find((each) => each.name === name);
  if (!blob) throw new VaultError('state_rolled_back');
  const { version } = blob;
  const sealed = fromBase64Url(blob.sealed);
  await verifyAgainstRoot(state.root, { name, version, sealed });
  const content = await openState(stateKey, { account, name, version }, sealed);
  try {
    return { version, value: JSON.parse(decodeUtf8(content)) as unknown };
  } finally {
    // It holds access codes and the keys of drafts' files.
    wipe(content);
  }
}

function inTurn<T>(unlocked: Unlocked, work: (unlocked: Unlocked) => Promise<T>): Promise<T> {
  const turn = unlocked.state.queue.then(() => work(unlocked));
  unlocked.state.queue = turn.catch(() => undefined);
  return turn;
}
