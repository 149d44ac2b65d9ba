// A contact whose keys this account has proved, and who then takes somebody else's address by a chain that is genuine: together with the server, which lists them there.
import { sealMessage } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { delivering, messageFrom } from '../support/colluder.ts';
import { listing, lying, ownEntry, type Made } from '../support/lying-server.ts';
import { accountOf, answering, askAnew, compare, statedPractice, stateOf, takingAddress } from '../support/stated-practice.ts';
import type { TestServer } from '../support/test-server.ts';
import { vaultCoworker, vaultFounder, vaultGuest } from '../support/vault-practice.ts';
import { refused, type VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let lab: VaultPerson;

beforeAll(async () => {
  ({ server, ana, lab } = await statedPractice());
});
afterEach(() => {
  ana.intercept = null;
  askAnew(ana);
});
afterAll(() => server?.stop());

const verificationAt = async (person: VaultPerson, address: string) => (await person.vault.contacts()).find((contact) => contact.address === address)?.verification;
/** A coworker of Ana's who has verified a contact themselves; the contact, who takes the lab's address with the server. */
async function takingTheLabs(): Promise<{ dora: VaultPerson; contact: VaultPerson; taken: Made }> {
  const dora = await vaultCoworker(ana, 'administrator');
  const contact = await vaultGuest(dora);
  await dora.vault.invitations();
  expect(await stateOf(dora, contact.address)).toBe('verified');
  return { dora, contact, taken: await takingAddress(contact, lab.address) };
}

describe('a contact whom this account has verified, at an address for which a colleague has stated somebody else’s keys', () => {
  it('gets nothing written to it there until a person has compared, by the new address or by the old', async () => {
    const { dora, contact, taken } = await takingTheLabs();
    dora.intercept = lying([...listing(taken)]);
    expect(await stateOf(dora, lab.address)).toBe('changed');
    for (const address of [lab.address, contact.address]) expect(await refused(dora.vault.send(await dora.write([address])))).toBe('keys_changed');
    expect(await verificationAt(dora, lab.address)).toMatchObject({ kind: 'changed', by: ana.person.name });
    // Nor where the server keeps the statement back from then on, nor by a look.
    dora.intercept = lying([answering((shown) => (shown.statements = [])), ...listing(taken)]);
    askAnew(dora);
    expect(await stateOf(dora, lab.address)).toBe('changed');
    await dora.vault.fingerprint(lab.address);
    expect(await refused(dora.vault.confirmKeys({ address: lab.address, as: 'first-use' }))).toBe('keys_changed');
    dora.intercept = lying([...listing(taken)]);
    await compare(dora, lab.address);
    askAnew(dora);
    expect(await stateOf(dora, lab.address)).toBe('verified');
  });

  it('is what a person has compared, whichever clock has noted the move', async () => {
    const { dora, taken } = await takingTheLabs();
    dora.intercept = lying([...listing(taken)]);
    expect(await stateOf(dora, lab.address)).toBe('changed');
    dora.clockSkew -= 86_400_000;
    await compare(dora, lab.address);
    askAnew(dora);
    expect(await stateOf(dora, lab.address)).toBe('verified');
  });

  it('has what it writes from there marked', async () => {
    const { dora, taken } = await takingTheLabs();
    const parts = await messageFrom(taken, [await ownEntry(dora)]);
    const { container } = await sealMessage(parts);
    dora.intercept = lying([...delivering(parts, { container, to: dora.address }), ...listing(taken)]);
    expect((await dora.vault.open(parts.manifest.id)).summary.sender.verification).toMatchObject({ kind: 'changed', by: ana.person.name });
  });

  it('gets nothing written to it where that statement comes after the contact has been followed there', async () => {
    const { dora, taken } = await takingTheLabs();
    const parts = await messageFrom(taken, [await ownEntry(dora)]);
    const { container } = await sealMessage(parts);
    const keptBack = answering((shown) => (shown.statements = []));
    dora.intercept = lying([keptBack, ...delivering(parts, { container, to: dora.address }), ...listing(taken)]);
    await dora.vault.open(parts.manifest.id);
    expect((await verificationAt(dora, lab.address))?.kind).toBe('access-code');
    dora.intercept = lying([...listing(taken)]);
    askAnew(dora);
    expect(await stateOf(dora, lab.address)).toBe('changed');
  });

  it('gets nothing written to it where that statement was shown a moment ago, and is kept back from then on', async () => {
    const { dora, taken } = await takingTheLabs();
    expect(await stateOf(dora, lab.address)).toBe('vouched');
    const draft = await dora.write([lab.address]);
    dora.intercept = lying([answering((shown) => (shown.statements = [])), ...listing(taken)]);
    for (let times = 0; times < 2; times += 1) expect(await refused(dora.vault.send(draft))).toBe('keys_changed');
    expect(await verificationAt(dora, lab.address)).toMatchObject({ kind: 'changed', by: ana.person.name });
  });

  it('stays verified at the address that this account has proved, whatever colleagues say of it', async () => {
    const { dora, contact } = await takingTheLabs();
    const asked: string[] = [];
    dora.intercept = async ({ path, init }, pass) => {
      if (path.endsWith('/statements/look-up')) asked.push(String(init.body));
      return await pass();
    };
    askAnew(dora);
    expect(await stateOf(dora, contact.address)).toBe('verified');
    expect(asked).toEqual([]);
  });
});

/** The claim and every look-up show them where they are now. */
const answeredBy = (taken: Made) =>
  lying([
    [/\/invitations$/, ({ invitations }: { invitations: { claim: { directory: Made['directory'] } | null }[] }) => {
      for (const { claim } of invitations) if (claim?.directory.account === taken.account) claim.directory = taken.directory;
    }],
    ...listing(taken),
  ]);

describe('whoever answers an access code, and takes a known contact’s address before the answer is looked at', () => {
  it('is known where the code has proved them, and puts no keys in the contact’s place', async () => {
    const guest = await vaultGuest(ana);
    const taken = await takingAddress(guest, lab.address);
    const listed = answeredBy(taken);
    const before = (await ana.vault.contacts()).find((contact) => contact.address === lab.address);
    ana.intercept = listed;
    await ana.vault.invitations();
    expect((await ana.vault.contacts()).find((contact) => contact.address === lab.address)).toMatchObject({ account: before?.account, verification: before?.verification });
    expect(await verificationAt(ana, guest.address)).toMatchObject({ kind: 'access-code' });
    expect(await stateOf(ana, lab.address)).toBe('changed');
    ana.intercept = null;
    expect(await stateOf(ana, lab.address)).toBe('verified');
  });

  it('is stated to colleagues at no address that nobody has proved', async () => {
    const guest = await vaultGuest(ana);
    const taken = await takingAddress(guest, 'front@hospital.example');
    const put: string[] = [];
    const listed = answeredBy(taken);
    ana.intercept = async (request, pass) => {
      if (request.path.endsWith('practice/statements') && request.method === 'PUT') put.push(String(request.init.body));
      return await listed(request, pass);
    };
    await ana.vault.invitations();
    await ana.vault.stateContacts();
    expect(await verificationAt(ana, 'front@hospital.example')).toMatchObject({ kind: 'access-code' });
    expect(put.join('')).not.toContain('hospital');
  });
});

describe('an inviter who takes a known contact’s address', () => {
  it('puts no keys in the contact’s place by the code that they give', async () => {
    const victim = await vaultGuest(ana);
    const inviter = await vaultFounder(server);
    const [code] = await inviter.vault.inviteCoworkers([{ address: victim.address, role: 'member' }]);
    const taken = await takingAddress(inviter, ana.address);
    victim.intercept = lying([[/\/redeem$/, (given: { inviter: Made['directory'] }) => void (given.inviter = taken.directory)], ...listing(taken)]);
    await victim.vault.redeem({ id: code?.invitation ?? '', token: server.invitationToken(code?.invitation ?? ''), code: code?.code ?? '' });
    await victim.vault.joinInvitation();
    const known = (await victim.vault.contacts()).find((contact) => contact.address === ana.address);
    expect(known).toMatchObject({ account: await accountOf(ana), verification: { kind: 'access-code' } });
    expect(await stateOf(victim, ana.address)).toBe('changed');
  });
});
