// Other accounts, as the server's directory shows them: believed only as far as their chains of identities verify. Whether
// the keys are those that this account knows is decided in pins.ts.
import {
  fingerprint, fromBase64Url, isId, normaliseAddress, verifyIdentityChain, verifyRevoke,
  type Address, type Id, type KemPublicKey, type SignedObject, type VerifiedIdentity,
} from '#crypto';
import { answer } from '../api.ts';
import { VaultError } from '../vault-error.ts';
import type { Directory } from '../wire.ts';
import { requireUnlocked, type VaultContext } from './context.ts';

/** A directory entry whose chain verified. Names are only said by the server. */
export type Person = {
  account: Id;
  address: Address;
  name: string;
  practice: string;
  /** Null: a guest. Only said by the server too. */
  practiceId: string | null;
  /** Oldest first; the last is current. */
  identities: readonly [VerifiedIdentity, ...VerifiedIdentity[]];
  newest: VerifiedIdentity;
  /** The same as signed. */
  chain: readonly SignedObject[];
  kemPublicKey: KemPublicKey;
  /** Hashes of identities that the account has withdrawn. */
  revoked: ReadonlySet<string>;
};

/** How long a look-up of a sender is believed. */
const FRESH_MS = 5 * 60_000;
const LOOK_UP_MAX = 200;

/** Throws `not_verified` for an entry that is not one account's own, whole, well-signed chain for the address it names. */
export async function verifyDirectory(directory: Directory): Promise<Person> {
  try {
    const kemPublicKey = fromBase64Url(directory.kemPublicKey) as KemPublicKey;
    const identities = await verifyIdentityChain(directory.identities, kemPublicKey);
    const newest = identities.at(-1) ?? identities[0];
    const address = normaliseAddress(directory.address);
    if (newest.account !== directory.account || newest.address !== address) throw new VaultError('not_verified');
    return {
      account: newest.account,
      address,
      name: directory.name,
      practice: directory.practiceName ?? directory.practice?.name ?? '',
      practiceId: directory.practice?.id ?? null,
      identities,
      newest,
      chain: directory.identities,
      kemPublicKey,
      revoked: await verifiedRevocations(directory, identities),
    };
  } catch (cause) {
    throw new VaultError('not_verified', {}, { cause });
  }
}

/** All that the account has had, the newest last: where something was said of one of them, it is said of the account. */
export function addressesOf({ identities }: Pick<Person, 'identities'>): string[] {
  return [...new Set(identities.map(({ address }) => address))];
}

async function verifiedRevocations({ revocations, account }: Directory, identities: Person['identities']): Promise<Set<string>> {
  const revoked = new Set<string>();
  for (const object of revocations) {
    const { identity: hash } = JSON.parse(object.json) as { identity?: unknown };
    const identity = identities.find((each) => each.hash === hash);
    if (!identity) throw new VaultError('not_verified');
    const revoke = await verifyRevoke(object, identity.signPublicKey);
    if (revoke.account !== account || revoke.identity !== hash) throw new VaultError('not_verified');
    revoked.add(revoke.identity);
  }
  return revoked;
}

/** Accounts by id, verified; null for those the server does not show or that do not verify. */
export async function findPeople(context: VaultContext, accounts: readonly Id[]): Promise<Map<Id, Person | null>> {
  const unlocked = requireUnlocked(context);
  const old = context.now() - FRESH_MS;
  const missing = [...new Set(accounts)].filter((account) => account !== unlocked.account && (unlocked.people.get(account)?.at ?? 0) < old);
  for (let at = 0; at < missing.length; at += LOOK_UP_MAX) await fetchPeople(context, missing.slice(at, at + LOOK_UP_MAX));
  const found = new Map<Id, Person | null>();
  for (const account of accounts) {
    found.set(account, account === unlocked.account ? unlocked.self : ((await unlocked.people.get(account)?.person) ?? null));
  }
  return found;
}

async function fetchPeople(context: VaultContext, accounts: Id[]): Promise<void> {
  const { people } = requireUnlocked(context);
  const { results } = await answer(context.api.accounts.lookup.$post({ json: { accounts } }));
  for (const account of accounts) {
    const directory = results.find((entry) => entry.account === account);
    const person = directory ? verifyDirectory(directory).catch(() => null) : Promise.resolve(null);
    people.set(account, { person, at: context.now() });
  }
}

/** Makes the next look-up ask the server. */
export function forgetPerson(context: VaultContext, account: string): void {
  if (isId(account)) requireUnlocked(context).people.delete(account);
}

/** The server's entry for this account, not yet believed. */
export async function fetchSelf(context: VaultContext, account: Id): Promise<Directory> {
  const { results } = await answer(context.api.accounts.lookup.$post({ json: { accounts: [account] } }));
  const directory = results.find((entry) => entry.account === account);
  if (!directory) throw new VaultError('state_rolled_back');
  return directory;
}

/** This account's own entry, held against its own keys: the server cannot show another's as ours. */
export async function verifySelf(directory: Directory, keys: { signKey: string; kemPublicKey: Uint8Array }): Promise<Person> {
  const person = await verifyDirectory(directory);
  const own = person.newest.signKey === keys.signKey && (await fingerprint(keys.kemPublicKey)) === person.newest.kemKeyHash;
  if (!own) throw new VaultError('state_rolled_back');
  return person;
}
