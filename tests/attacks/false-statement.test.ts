// Statements that lie: a colleague who signs for a wrong key, a server that makes them up, passes them off as a colleague's, or brings them back.
import {
  countersignMember, createIdentity, createStatement, fromBase64Url, identityHash, normaliseAddress, proposeMember, ready, rotateKeyring, sealMessage, toBase64Url,
  type Id, type SignedObject,
} from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifyDirectory } from '../../web/session/vault/people.ts';
import { statementBy } from '../../web/session/vault/signed-statement.ts';
import type { Directory } from '../../web/session/wire.ts';
import { TestClient } from '../support/client.ts';
import { delivering, messageFrom } from '../support/colluder.ts';
import { invented, listing, lying, ownEntry, type Lie, type Made } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { vaultCoworker, vaultFounder, vaultGuest, writeTo } from '../support/vault-practice.ts';
import { refused, type VaultPerson } from '../support/vault-person.ts';

const FIVE_MINUTES = 5 * 60_000;

type Entry = { directory: Directory; member: SignedObject | null; statements: SignedObject[] };
type Shown = { statements: { by: string; object: SignedObject }[]; own: SignedObject | null; administrators: Entry[] };

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
let lab: VaultPerson;
/** Somebody in the lab's place, whom only the server's lies know. */
let impostor: Made;
let practice: Id;

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await vaultFounder(server);
  ben = await vaultCoworker(ana);
  lab = await vaultGuest(ana);
  await ana.vault.invitations();
  impostor = await invented(lab.address);
  practice = (await ana.vault.session())?.practice?.id as Id;
});
afterEach(() => {
  for (const person of [ana, ben]) {
    person.intercept = null;
    askAnew(person);
  }
});
afterAll(() => server?.stop());

/** What was answered a moment ago is believed no longer. */
const askAnew = (person: VaultPerson) => (person.clockSkew += FIVE_MINUTES + 1000);
const answering = (change: (shown: Shown) => unknown): Lie => [/statements\/look-up$/, (shown: Shown) => void change(shown)];
const stateOf = async (person: VaultPerson, address: string) => (await person.vault.resolve([address]))[0]?.state;
const hashOf = async ({ chain }: Made) => await identityHash(chain.at(-1) as SignedObject);
const keyOf = ({ chain }: Made) => fromBase64Url((JSON.parse(chain[0]?.json ?? '') as { signKey: string }).signKey);
const statedBy = async (by: Made, about: Made) =>
  await createStatement(by.keyring, { address: normaliseAddress(about.directory.address), account: about.account, identity: await hashOf(about), by: { account: by.account, identity: await hashOf(by) } });
/** A member of the practice as that administrator signs it. */
const memberOf = async (made: Made, { administrator, role = 'member' }: { administrator: Made; role?: 'member' | 'administrator' }) => {
  const proposal = await proposeMember(made.keyring, { practice, account: made.account, identity: await hashOf(made), role, administrator: administrator.account });
  return await countersignMember(administrator.keyring, { proposal, accountKey: keyOf(made) });
};

describe('a server that shows another key in the place of somebody whom a colleague has verified', () => {
  it('gets nothing written to it, nor to that key accepted without comparing', async () => {
    const cleo = await vaultCoworker(ana);
    cleo.intercept = lying(listing(impostor));
    expect(await stateOf(cleo, lab.address)).toBe('changed');
    expect(await refused(cleo.vault.send(await cleo.write([lab.address])))).toBe('keys_changed');
    expect((await cleo.vault.contacts()).find(({ address }) => address === lab.address)?.verification).toMatchObject({ kind: 'changed', by: ana.person.name });
    await cleo.vault.fingerprint(lab.address);
    expect(await refused(cleo.vault.confirmKeys({ address: lab.address, as: 'first-use' }))).toBe('keys_changed');
  });

  it('changes nothing by keeping the statement back from then on', async () => {
    const cleo = await vaultCoworker(ana);
    cleo.intercept = lying(listing(impostor));
    expect(await stateOf(cleo, lab.address)).toBe('changed');
    cleo.intercept = lying([answering((shown) => (shown.statements = [])), ...listing(impostor)]);
    cleo.reload();
    await cleo.logIn();
    expect(await stateOf(cleo, lab.address)).toBe('changed');
  });

  it('is noticed by who has pinned that key before the colleague verified the other', async () => {
    const cleo = await vaultCoworker(ana);
    cleo.intercept = lying([answering((shown) => (shown.statements = [])), ...listing(impostor)]);
    // Known by first use, from a comparison that was none: an import, an older look.
    await cleo.vault.fingerprint(lab.address);
    await cleo.vault.confirmKeys({ address: lab.address, as: 'first-use' });
    expect(await stateOf(cleo, lab.address)).toBe('registered');
    cleo.intercept = lying(listing(impostor));
    askAnew(cleo);
    expect(await stateOf(cleo, lab.address)).toBe('changed');
  });
});

describe('a server that waits until a colleague’s word has been shown', () => {
  const restarted = async () => {
    const { account, identities } = await ownEntry(lab);
    return await invented(lab.address, { account: account as Id, chain: identities });
  };

  it('gets nothing written to keys that it shows then, of the same account or another, without the word', async () => {
    for (const other of [await restarted(), impostor]) {
      const cleo = await vaultCoworker(ana);
      expect(await stateOf(cleo, lab.address)).toBe('vouched');
      const draft = await cleo.write([lab.address]);
      const silent = lying([answering((shown) => (shown.statements = [])), ...listing(other)]);
      cleo.intercept = async (request, pass) => (request.path.endsWith('statements/look-up') ? Response.error() : await silent(request, pass));
      expect(await refused(cleo.vault.send(draft))).toBe('keys_changed');
      expect(await stateOf(cleo, lab.address)).toBe('changed');
      expect((await cleo.vault.contacts()).find(({ address }) => address === lab.address)?.verification).toMatchObject({ kind: 'changed' });
    }
  });

  it('gets no message shown as verified that those keys have signed', async () => {
    const cleo = await vaultCoworker(ana);
    const other = await restarted();
    const parts = await messageFrom(other, [await ownEntry(cleo)]);
    const { container } = await sealMessage(parts);
    const honest = await ownEntry(lab);
    let looked = 0;
    cleo.intercept = lying([
      ...delivering(parts, { container, to: cleo.address }),
      [/accounts\/lookup$/, ({ results }: { results: Directory[] }) => {
        looked += 1;
        return { results: [...results.filter(({ account }) => account !== honest.account), looked === 1 ? honest : other.directory] };
      }],
    ]);
    const { verification } = (await cleo.vault.open(parts.manifest.id)).summary.sender;
    expect(looked).toBeGreaterThan(1);
    expect(verification.kind).not.toBe('colleague');
  });
});

describe('a guest whom a colleague has verified, together with the server', () => {
  it('is verified at no other address that they take, by no word of before and by none that follows', async () => {
    const guest = await vaultGuest(ana);
    await ana.vault.invitations();
    const { account, unlocked: { keyring, identity } } = await new TestClient(server, guest.person).logIn();
    const rotated = rotateKeyring(keyring);
    const made = await createIdentity(rotated, { account, address: normaliseAddress('front@hospital.example'), previous: identity, addressChanges: true });
    const entry = await ownEntry(guest);
    const moved = { ...entry, address: 'front@hospital.example', identities: [...entry.identities, made.identity], kemPublicKey: toBase64Url(made.kemPublicKey) };
    const cleo = await vaultCoworker(ana);
    cleo.intercept = lying(listing({ directory: moved }));
    expect(await stateOf(cleo, 'front@hospital.example')).toBe('registered');
    ana.intercept = lying(listing({ directory: moved }));
    await ana.vault.resolve([guest.address, 'front@hospital.example']);
    await ana.vault.fingerprint('front@hospital.example');
    const put: string[] = [];
    const shown = ana.intercept;
    ana.intercept = async (request, pass) => {
      if (request.path.endsWith('practice/statements') && request.method === 'PUT') put.push(String(request.init.body));
      return await shown(request, pass);
    };
    await ana.vault.stateContacts();
    expect(put.join('')).not.toContain('hospital');
  });
});

describe('whoever has keys from before a restart of a colleague', () => {
  it('says nothing in that colleague’s name', async () => {
    const before = await invented('colleague@practice.example');
    const after = await invented('colleague@practice.example', before);
    const object = await statedBy(before, impostor);
    const person = await verifyDirectory(after.directory);
    const own = await verifyDirectory(before.directory);
    const book = { version: 1 as const, contacts: [] };
    expect(await statementBy(object, { person: own, known: own.identities, book })).not.toBeNull();
    expect(await statementBy(object, { person, known: person.identities, book })).toBeNull();
  });
});

describe('a colleague who signs for a wrong key', () => {
  it('puts no key in the place of one that was verified or is pinned: sending stops, and the colleague is named', async () => {
    const mallory = await vaultCoworker(ana);
    await mallory.vault.fingerprint(lab.address);
    await mallory.vault.confirmKeys({ address: lab.address, as: 'compared' });
    const { account, address } = await ownEntry(lab);
    // With her own real keys, as her browser would sign it; the server that keeps nothing false plays along.
    const forged = await forgedBy(mallory, { address, account: impostor.account, identity: await hashOf(impostor) });
    const own = (await mallory.vault.session())?.account as string;
    // Ana has verified the lab herself: nobody's word counts.
    ana.intercept = lying([answering((shown) => shown.statements.push({ by: own, object: forged }))]);
    expect(await stateOf(ana, lab.address)).toBe('verified');
    // Dora knows it by first use: she is stopped, and told by whom; a comparison ends it.
    const dora = await vaultCoworker(ana);
    await withoutWords(dora, async () => void (await writeTo(dora, lab)));
    dora.intercept = lying([answering((shown) => (shown.statements = [{ by: own, object: forged }]))]);
    askAnew(dora);
    expect(await stateOf(dora, lab.address)).toBe('changed');
    expect((await dora.vault.contacts()).find((contact) => contact.address === lab.address)?.verification).toMatchObject({ kind: 'changed', by: mallory.person.name });
    expect(account).not.toBe(impostor.account);
    await dora.vault.fingerprint(lab.address);
    await dora.vault.confirmKeys({ address: lab.address, as: 'compared' });
    expect(await stateOf(dora, lab.address)).toBe('verified');
  });

  it('is refused by the server where there are no such keys', async () => {
    const forged = await forgedBy(ben, { address: lab.address, account: impostor.account, identity: await hashOf(impostor) });
    await ben.browser.call('PUT /api/practice/statements', { body: { statements: [forged], withdrawn: [] } });
    const ofLab = (await ownEntry(lab)).account;
    const other = await forgedBy(ben, { address: lab.address, account: ofLab, identity: await hashOf(impostor) });
    await ben.browser.call('PUT /api/practice/statements', { body: { statements: [other], withdrawn: [] } });
    const elsewhere = await forgedBy(ben, { address: 'elsewhere@lab.example', account: ofLab, identity: await hashOf(impostor) });
    await ben.browser.call('PUT /api/practice/statements', { body: { statements: [elsewhere], withdrawn: [] } });
    const by = (await ben.vault.session())?.account ?? '';
    expect(await server.database.selectFrom('statements').select('object').where('by_id', '=', by).where('address', 'in', [lab.address, 'elsewhere@lab.example']).execute()).toEqual([]);
  });
});

describe('what was once contradicted', () => {
  it('is not ended by another colleague’s word, nor by new keys of the same account, and marks what comes from it', async () => {
    const mallory = await vaultCoworker(ana);
    const by = (await mallory.vault.session())?.account as string;
    await mallory.vault.fingerprint(lab.address);
    await mallory.vault.confirmKeys({ address: lab.address, as: 'compared' });
    const forged = await forgedBy(mallory, { address: lab.address, account: impostor.account, identity: await hashOf(impostor) });
    const cleo = await vaultCoworker(ana);
    cleo.intercept = lying([answering((shown) => (shown.statements = [{ by, object: forged }]))]);
    const { id } = await lab.vault.send(await lab.write([cleo.address]));
    expect((await cleo.vault.open(id)).summary.sender.verification).toMatchObject({ kind: 'changed', by: mallory.person.name });
    await cleo.vault.list({ folder: 'inbox', before: null });
    // Ana's true word alone, from now on.
    const ofAna = (await ana.vault.session())?.account as string;
    cleo.intercept = lying([answering((shown) => (shown.statements = shown.statements.filter((each) => each.by === ofAna)))]);
    askAnew(cleo);
    expect(await stateOf(cleo, lab.address)).toBe('changed');
    await lab.vault.renewKit({ password: lab.person.password });
    askAnew(cleo);
    expect(await stateOf(cleo, lab.address)).toBe('changed');
    // Nor by who said so, of other keys: they may have been named to end it.
    cleo.intercept = null;
    await mallory.vault.resolve([lab.address]);
    await mallory.vault.stateContacts();
    await server.database.deleteFrom('statements').where('by_id', '=', ofAna as Id).where('account_id', '=', (await ownEntry(lab)).account).execute();
    askAnew(cleo);
    expect(await stateOf(cleo, lab.address)).toBe('changed');
    await cleo.vault.fingerprint(lab.address);
    await cleo.vault.confirmKeys({ address: lab.address, as: 'compared' });
    expect(await stateOf(cleo, lab.address)).toBe('verified');
    await ana.vault.stateContacts();
  });
});

describe('a server that makes statements up', () => {
  it('makes nobody verified by a stranger’s, nor by that of a contact, nor of one whom a stranger made a member', async () => {
    const stranger = await invented('stranger@elsewhere.example');
    const member = await invented('member@elsewhere.example');
    for (const [signer, entries] of [
      [stranger, [{ directory: stranger.directory, member: null, statements: [] }]],
      [stranger, [{ directory: stranger.directory, member: await memberOf(stranger, { administrator: stranger, role: 'administrator' }), statements: [] }]],
      [member, [
        { directory: stranger.directory, member: await memberOf(stranger, { administrator: stranger, role: 'administrator' }), statements: [] },
        { directory: member.directory, member: await memberOf(member, { administrator: stranger }), statements: [] },
      ]],
    ] as [Made, Entry[]][]) {
      const object = await statedBy(signer, impostor);
      const cleo = await vaultCoworker(ana);
      cleo.intercept = lying([
        answering((shown) => {
          shown.statements = [{ by: signer.account, object }];
          shown.administrators.push(...entries);
        }),
        ...listing(impostor, stranger),
      ]);
      // A contact of one's own, compared even, is no colleague.
      await cleo.vault.fingerprint('stranger@elsewhere.example');
      await cleo.vault.confirmKeys({ address: 'stranger@elsewhere.example', as: 'compared' });
      expect(await stateOf(cleo, lab.address)).toBe('registered');
    }
  });

  it('makes nobody verified by a colleague’s account with another’s signature, or with words that were changed', async () => {
    const by = (await ana.vault.session())?.account as string;
    const { object: real } = await server.database.selectFrom('statements').select('object').where('by_id', '=', by).where('address', '=', lab.address).executeTakeFirstOrThrow();
    const { by: { identity } } = JSON.parse(real.json) as { by: { identity: string } };
    const claimed = await createStatement(impostor.keyring, { address: normaliseAddress(lab.address), account: impostor.account, identity: await hashOf(impostor), by: { account: by as Id, identity } });
    const changed = { ...real, json: real.json.replace(/"account":"[^"]+","address"/, `"account":"${impostor.account}","address"`) };
    for (const object of [claimed, { json: claimed.json, signatures: real.signatures }, changed]) {
      const cleo = await vaultCoworker(ana);
      cleo.intercept = lying([answering((shown) => (shown.statements = [{ by, object }])), ...listing(impostor)]);
      expect(await stateOf(cleo, lab.address)).toBe('registered');
    }
  });

  it('makes nobody verified by keys that the colleague has withdrawn', async () => {
    const dave = await vaultCoworker(ana);
    const other = await vaultGuest(dave);
    await dave.vault.invitations();
    const by = (await dave.vault.session())?.account as string;
    const { object: old } = await server.database.selectFrom('statements').select('object').where('by_id', '=', by).where('address', '=', other.address).executeTakeFirstOrThrow();
    await dave.vault.renewKit({ password: dave.person.password, reason: 'compromise' });
    ben.intercept = lying([answering((shown) => (shown.statements = [{ by, object: old }]))]);
    expect(await stateOf(ben, other.address)).toBe('registered');
  });

  it('makes nobody an administrator above oneself by a statement of whom one does not trust', async () => {
    const stranger = await invented('stranger2@elsewhere.example');
    const directory = await ownEntry(ana);
    const object = await createStatement(stranger.keyring, {
      address: normaliseAddress(directory.address), account: directory.account as Id, identity: await identityHash(directory.identities.at(-1) as SignedObject),
      by: { account: stranger.account, identity: await hashOf(stranger) },
    });
    const ofStranger = await memberOf(stranger, { administrator: stranger, role: 'administrator' });
    const manager = await vaultCoworker(ana, 'administrator');
    const eve = await vaultCoworker(manager);
    const victim = await ana.write(['victim@invited.example']);
    await ana.vault.send(victim);
    eve.intercept = lying([
      [/addresses\/lookup$/, ({ results }: { results: { invitation: Shown | null }[] }) => {
        for (const { invitation } of results) {
          if (!invitation) continue;
          for (const each of invitation.administrators) each.statements = [object];
          invitation.administrators.push({ directory: stranger.directory, member: ofStranger, statements: [object] });
        }
      }],
    ]);
    expect(await stateOf(eve, 'victim@invited.example')).toBe('alarm');
  });

  it('makes nobody verified by what one colleague signs as if another colleague had', async () => {
    const mallory = await vaultCoworker(ana);
    const by = (await mallory.vault.session())?.account as string;
    const [lied, ofAna] = [await ownEntry(lab), (await ana.vault.session())?.account as Id];
    const { unlocked: { keyring, identity } } = await new TestClient(server, mallory.person).logIn();
    const object = await createStatement(keyring, {
      address: normaliseAddress(lied.address), account: lied.account as Id, identity: await identityHash(lied.identities.at(-1) as SignedObject),
      by: { account: ofAna, identity: await identityHash(identity) },
    });
    await mallory.vault.fingerprint(lab.address);
    await mallory.vault.confirmKeys({ address: lab.address, as: 'compared' });
    const cleo = await vaultCoworker(ana);
    cleo.intercept = lying([answering((shown) => (shown.statements = [{ by, object }]))]);
    expect(await stateOf(cleo, lab.address)).toBe('registered');
  });

  it('makes nobody an administrator above oneself by a statement of somebody else than the one above, nor one whose keys this account knows otherwise', async () => {
    const manager = await vaultCoworker(ana, 'administrator');
    await manager.vault.fingerprint(lab.address);
    await manager.vault.confirmKeys({ address: lab.address, as: 'compared' });
    await manager.vault.stateContacts();
    const ofManager = (await manager.vault.session())?.account as Id;
    const { object: ofTheLab } = await server.database.selectFrom('statements').select('object').where('by_id', '=', ofManager).where('address', '=', lab.address).executeTakeFirstOrThrow();
    await ana.vault.send(await ana.write(['victim3@invited.example']));
    const eve = await vaultCoworker(manager);
    const altering = (change: (entry: Entry) => void): Lie =>
      [/addresses\/lookup$/, ({ results }: { results: { invitation: Shown | null }[] }) => results.forEach(({ invitation }) => invitation?.administrators.forEach(change))];
    eve.intercept = lying([altering((entry) => (entry.statements = [ofTheLab]))]);
    expect(await stateOf(eve, 'victim3@invited.example')).toBe('alarm');
    eve.intercept = null;
    expect(await stateOf(eve, 'victim3@invited.example')).toBe('invited');
    // Eve knows Ana by other keys, which the server had shown her first.
    const other = await invented(ana.address);
    const eva = await vaultCoworker(manager);
    eva.intercept = lying([answering((shown) => (shown.statements = [])), ...listing(other)]);
    await eva.vault.fingerprint(ana.address);
    await eva.vault.confirmKeys({ address: ana.address, as: 'first-use' });
    eva.intercept = null;
    await eva.vault.resolve([ana.address]);
    const known = await stateOf(eva, 'victim3@invited.example');
    expect(known).toBe('alarm');
  });

  it('breaks nothing with answers that are none', async () => {
    for (const wrong of [{}, { statements: null }, { statements: [{}], own: null, administrators: [{}] }, { statements: [{ by: 1, object: 2 }], own: 3, administrators: [] }]) {
      const cleo = await vaultCoworker(ana);
      cleo.intercept = lying([[/statements\/look-up$/, () => wrong]]);
      expect(await stateOf(cleo, lab.address)).toBe('registered');
    }
  });
});

/** By the real keys of that person, as a changed client of theirs would sign it. */
async function forgedBy(person: VaultPerson, says: { address: string; account: string; identity: string }): Promise<SignedObject> {
  const { account, unlocked: { keyring, identity } } = await new TestClient(server, person.person).logIn();
  const by = { account, identity: await identityHash(identity) };
  return await createStatement(keyring, { address: normaliseAddress(says.address), account: says.account as Id, identity: says.identity, by });
}

async function withoutWords(person: VaultPerson, act: () => Promise<void>): Promise<void> {
  person.intercept = lying([answering((shown) => (shown.statements = []))]);
  await act();
  person.intercept = null;
}
