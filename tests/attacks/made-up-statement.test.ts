// Statements that were never made so: a server that makes them up, passes them off as a colleague's, or brings them back.
import { createStatement, identityHash, normaliseAddress, type Id, type SignedObject } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TestClient } from '../support/client.ts';
import { invented, listing, lying, ownEntry, type Lie, type Made } from '../support/lying-server.ts';
import { accountOf, answering, askAnew, compare, hashOf, memberOf, statedBy, statedPractice, stateOf, type Entry, type Shown } from '../support/stated-practice.ts';
import type { TestServer } from '../support/test-server.ts';
import { vaultCoworker, vaultGuest, writeTo } from '../support/vault-practice.ts';
import type { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
let lab: VaultPerson;
/** Somebody in the lab's place, whom only the server's lies know. */
let impostor: Made;
let practice: Id;

beforeAll(async () => {
  ({ server, ana, ben, lab } = await statedPractice());
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

describe('a server that makes statements up', () => {
  it('makes nobody verified by a stranger’s, nor by that of a contact, nor of one whom a stranger made a member', async () => {
    const stranger = await invented('stranger@elsewhere.example');
    const member = await invented('member@elsewhere.example');
    for (const [signer, entries] of [
      [stranger, [{ directory: stranger.directory, member: null, statements: [] }]],
      [stranger, [{ directory: stranger.directory, member: await memberOf(stranger, { practice, administrator: stranger, role: 'administrator' }), statements: [] }]],
      [member, [
        { directory: stranger.directory, member: await memberOf(stranger, { practice, administrator: stranger, role: 'administrator' }), statements: [] },
        { directory: member.directory, member: await memberOf(member, { practice, administrator: stranger }), statements: [] },
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
      await compare(cleo, 'stranger@elsewhere.example');
      expect(await stateOf(cleo, lab.address)).toBe('registered');
    }
  });

  it('makes nobody verified by a colleague’s account with another’s signature, or with words that were changed', async () => {
    const by = await accountOf(ana);
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

  it('makes nobody verified by keys that an administrator has signed as a colleague’s, where this account knows that colleague by others', async () => {
    const manager = await vaultCoworker(ana, 'administrator');
    const administrator = await new TestClient(server, manager.person).logIn();
    const { account, identities } = await ownEntry(ben);
    const posing = await invented(ben.address, { account: account as Id, chain: identities });
    const member = await memberOf(posing, { practice, administrator: { account: administrator.account, keyring: administrator.unlocked.keyring } });
    const ofManager = await server.database.selectFrom('members').select('object').where('account_id', '=', administrator.account).executeTakeFirstOrThrow();
    const entries: Entry[] = [{ directory: posing.directory, member, statements: [] }, { directory: await ownEntry(manager), member: ofManager.object, statements: [] }];
    const object = await statedBy(posing, impostor);
    const lies = lying([
      answering((shown) => {
        shown.statements = [{ by: account, object }];
        shown.administrators = [...shown.administrators.filter(({ directory }) => directory.account !== account), ...entries];
      }),
      ...listing(impostor),
    ]);
    // Who has never met Ben has an administrator's word for it that this is he.
    const cleo = await vaultCoworker(ana);
    cleo.intercept = lies;
    expect(await stateOf(cleo, lab.address)).toBe('vouched');
    const dora = await vaultCoworker(ana);
    await writeTo(dora, ben);
    dora.intercept = lies;
    expect(await stateOf(dora, lab.address)).toBe('registered');
  });

  it('makes nobody verified by keys that the colleague has withdrawn', async () => {
    const dave = await vaultCoworker(ana);
    const other = await vaultGuest(dave);
    await dave.vault.invitations();
    const by = await accountOf(dave);
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
    const ofStranger = await memberOf(stranger, { practice, administrator: stranger, role: 'administrator' });
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
    const by = await accountOf(mallory);
    const [lied, ofAna] = [await ownEntry(lab), await accountOf(ana)];
    const { unlocked: { keyring, identity } } = await new TestClient(server, mallory.person).logIn();
    const object = await createStatement(keyring, {
      address: normaliseAddress(lied.address), account: lied.account as Id, identity: await identityHash(lied.identities.at(-1) as SignedObject),
      by: { account: ofAna, identity: await identityHash(identity) },
    });
    await compare(mallory, lab.address);
    const cleo = await vaultCoworker(ana);
    cleo.intercept = lying([answering((shown) => (shown.statements = [{ by, object }]))]);
    expect(await stateOf(cleo, lab.address)).toBe('registered');
  });

  it('makes nobody an administrator above oneself by a statement of somebody else than the one above, nor one whose keys this account knows otherwise', async () => {
    const manager = await vaultCoworker(ana, 'administrator');
    await compare(manager, lab.address);
    await manager.vault.stateContacts();
    const ofManager = await accountOf(manager);
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
