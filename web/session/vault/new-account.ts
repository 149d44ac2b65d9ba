// A new account's keys and everything sealed under them, as sign-up, invitees and restarts send them in one request.
import {
  createAccountKey, createIdentity, createKit, encodeUtf8, newId, sealAccount, toBase64Url, verifyIdentityChain, wipe,
  type AccountKey, type Address, type ExportKey, type Id, type Keyring, type SealedAccount, type SignedObject,
} from '#crypto';
import { VaultError } from '../vault-error.ts';
import type { StatePut, WireWrap } from '../wire.ts';
import type { ContactsDocument } from './documents.ts';

export type NewAccountPlan = {
  address: Address;
  exportKey: ExportKey;
  keyring: Keyring;
  /** An account that starts anew keeps its id and goes on in its chain; its state begins from nothing. */
  existing: { account: Id; previous: SignedObject } | null;
  contacts: ContactsDocument | null;
};

/** What an account that starts anew goes on from: its own chain, whole and for this address. Throws `not_verified`. */
export async function existingAccount({ account, address, identities }: Existing): Promise<NonNullable<NewAccountPlan['existing']>> {
  const previous = identities.at(-1);
  const newest = await verifyIdentityChain(identities).then((chain) => chain.at(-1), () => undefined);
  if (!previous || newest?.account !== account || newest.address !== address) throw new VaultError('not_verified');
  return { account: newest.account, previous };
}

type Existing = { account: string; address: Address; identities: readonly SignedObject[] };

export type NewAccount = {
  account: Id;
  accountKey: AccountKey;
  identity: SignedObject;
  kemPublicKey: string;
  wraps: WireWrap[];
  kitProofHash: string;
  state: StatePut;
  words: readonly string[];
};

export async function createAccount({ address, exportKey, keyring, existing, contacts }: NewAccountPlan): Promise<NewAccount> {
  const account = existing?.account ?? newId();
  const accountKey = createAccountKey();
  const kit = createKit();
  const made = await createIdentity(keyring, { account, address, ...(existing && { previous: existing.previous, restart: true as const }) });
  const sealed = await sealAccount({
    account, accountKey, keyring, exportKey,
    kit: kit.entropy,
    versions: { passwordWrap: 1, kitWrap: 1, keyring: 1, root: 1 },
    blobs: contacts ? [{ name: 'contacts', version: 1, content: encodeUtf8(JSON.stringify(contacts)) }] : [],
  }).finally(() => wipe(kit.entropy));
  return { account, accountKey, identity: made.identity, kemPublicKey: toBase64Url(made.kemPublicKey), ...wireAccount(sealed), words: kit.words };
}

/** Bytes become base64url at this edge only. */
export function wireAccount({ wraps, kitProofHash, state }: Omit<SealedAccount, 'root'>): Pick<NewAccount, 'wraps' | 'kitProofHash' | 'state'> {
  return {
    wraps: wraps.map(({ name, version, sealed }) => ({ name, version, sealed: toBase64Url(sealed) })),
    kitProofHash: toBase64Url(kitProofHash),
    state: {
      expectedVersion: state.expectedVersion,
      root: { version: state.root.version, sealed: toBase64Url(state.root.sealed) },
      put: state.put.map(({ name, version, sealed }) => ({ name, version, sealed: toBase64Url(sealed) })),
      remove: [...state.remove],
    },
  };
}
