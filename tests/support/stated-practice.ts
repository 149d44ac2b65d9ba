// A practice in which a member has verified a lab for the others, and what a server or a colleague who lies about that is made of.
import {
  countersignMember, createIdentity, createStatement, fromBase64Url, identityHash, normaliseAddress, proposeMember, ready, rotateKeyring, toBase64Url,
  type Id, type SignedObject,
} from '#crypto';
import type { Directory } from '../../web/session/wire.ts';
import { TestClient } from './client.ts';
import { lying, ownEntry, type Lie, type Made } from './lying-server.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { vaultCoworker, vaultFounder, vaultGuest } from './vault-practice.ts';
import type { VaultPerson } from './vault-person.ts';

export type Entry = { directory: Directory; member: SignedObject | null; statements: SignedObject[] };
export type Shown = { statements: { by: string; object: SignedObject }[]; own: SignedObject | null; administrators: Entry[] };

/** Ana has founded the practice, Ben works there; the lab has answered Ana's invitation, and her browser has looked at the claim. */
export async function statedPractice(): Promise<{ server: TestServer; ana: VaultPerson; ben: VaultPerson; lab: VaultPerson }> {
  await ready();
  const server = await startTestServer();
  const ana = await vaultFounder(server);
  const ben = await vaultCoworker(ana);
  const lab = await vaultGuest(ana);
  await ana.vault.invitations();
  return { server, ana, ben, lab };
}

const FIVE_MINUTES = 5 * 60_000;
/** What was answered a moment ago is believed no longer. */
export const askAnew = (person: VaultPerson) => (person.clockSkew += FIVE_MINUTES + 1000);
export const answering = (change: (shown: Shown) => unknown): Lie => [/statements\/look-up$/, (shown: Shown) => void change(shown)];
export const accountOf = async (person: VaultPerson) => ((await person.vault.session())?.account ?? '') as Id;
export const stateOf = async (person: VaultPerson, address: string) => (await person.vault.resolve([address]))[0]?.state;

/** A person has compared: the keys that the server shows are the right ones. */
export async function compare(person: VaultPerson, address: string): Promise<void> {
  await person.vault.fingerprint(address);
  await person.vault.confirmKeys({ address, as: 'compared' });
}

export const hashOf = async ({ chain }: Made) => await identityHash(chain.at(-1) as SignedObject);
const keyOf = ({ chain }: Made) => fromBase64Url((JSON.parse(chain.at(-1)?.json ?? '') as { signKey: string }).signKey);
export const statedBy = async (by: Made, about: Made) =>
  await createStatement(by.keyring, { address: normaliseAddress(about.directory.address), account: about.account, identity: await hashOf(about), by: { account: by.account, identity: await hashOf(by) } });

type Signing = { practice: Id; administrator: Pick<Made, 'account' | 'keyring'>; role?: 'member' | 'administrator' };
/** A member of the practice as that administrator signs it. */
export async function memberOf(made: Made, { practice, administrator, role = 'member' }: Signing): Promise<SignedObject> {
  const proposal = await proposeMember(made.keyring, { practice, account: made.account, identity: await hashOf(made), role, administrator: administrator.account });
  return await countersignMember(administrator.keyring, { proposal, accountKey: keyOf(made) });
}

/** By the real keys of that person, as a changed client of theirs would sign it. */
export async function forgedBy(person: VaultPerson, says: { address: string; account: string; identity: string }): Promise<SignedObject> {
  const { account, unlocked: { keyring, identity } } = await new TestClient(person.server, person.person).logIn();
  const by = { account, identity: await identityHash(identity) };
  return await createStatement(keyring, { address: normaliseAddress(says.address), account: says.account as Id, identity: says.identity, by });
}

/** That person with their real keys at another address, which only the server's lies know; the keys are those of before the move, and after it. */
export async function takingAddress(person: VaultPerson, address: string): Promise<Made> {
  const { account, unlocked: { keyring, identity } } = await new TestClient(person.server, person.person).logIn();
  const rotated = rotateKeyring(keyring);
  const made = await createIdentity(rotated, { account, address: normaliseAddress(address), previous: identity, addressChanges: true });
  const entry = await ownEntry(person);
  const identities = [...entry.identities, made.identity];
  return { account, keyring: rotated, chain: identities, directory: { ...entry, address, identities, kemPublicKey: toBase64Url(made.kemPublicKey) } };
}

export async function withoutWords(person: VaultPerson, act: () => Promise<void>): Promise<void> {
  person.intercept = lying([answering((shown) => (shown.statements = []))]);
  await act();
  person.intercept = null;
}
