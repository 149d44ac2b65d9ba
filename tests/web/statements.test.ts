// Statements: what one member has verified holds for the others in the practice, by that member's signature.
import { newId, type Id } from '#crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pin } from '../../web/session/vault/documents.ts';
import { heardOf, type Word } from '../../web/session/vault/pins.ts';
import { invented, listing, lying, ownEntry } from '../support/lying-server.ts';
import { accountOf, askAnew, compare, statedPractice, stateOf } from '../support/stated-practice.ts';
import type { TestServer } from '../support/test-server.ts';
import { vaultCoworker, vaultGuest, writeTo } from '../support/vault-practice.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
let lab: VaultPerson;

beforeAll(async () => {
  ({ server, ana, ben, lab } = await statedPractice());
});
afterAll(() => server?.stop());

const knownTo = async (person: VaultPerson, address: string) => (await person.vault.contacts()).find((contact) => contact.address === address)?.verification;
const statementsBy = async (person: VaultPerson) => {
  const by = await accountOf(person);
  const rows = await server.database.selectFrom('statements').select('account_id').where('by_id', '=', by).execute();
  return rows.map((row) => row.account_id).toSorted();
};

describe('somebody whom a colleague has invited with an access code', () => {
  it('is stated as soon as the claim is verified', async () => {
    expect(await statementsBy(ana)).toContain(await accountOf(lab));
  });

  it('counts as verified by that colleague before the first message, and in the address book after it', async () => {
    expect(await stateOf(ben, lab.address)).toBe('vouched');
    expect(await knownTo(ben, lab.address)).toBeUndefined();
    await writeTo(ben, lab);
    expect(await knownTo(ben, lab.address)).toMatchObject({ kind: 'colleague', by: ana.person.name });
  });

  it('counts so where a message comes from them', async () => {
    const cleo = await vaultCoworker(ana);
    const id = await lab.vault.send(await lab.write([cleo.address]));
    const { summary } = await cleo.vault.open(id.id);
    expect(summary.sender.verification).toMatchObject({ kind: 'colleague', by: ana.person.name });
  });

  it('is not stated again by who has only a colleague’s word', async () => {
    await ben.vault.stateContacts();
    expect(await statementsBy(ben)).not.toContain(await accountOf(lab));
  });

  it('stays verified by the colleague after new keys that the stated ones have signed', async () => {
    await lab.vault.renewKit({ password: lab.person.password });
    askAnew(ben);
    expect(await stateOf(ben, lab.address)).toBe('vouched');
    await ana.vault.resolve([lab.address]);
    await ana.vault.stateContacts();
    expect(await stateOf(await vaultCoworker(ana), lab.address)).toBe('vouched');
  });

  it('who has newer keys than this device has seen is looked up again before a word of the colleague’s that stated newer keys counts against them', async () => {
    const older = await ownEntry(lab);
    const cleo = await vaultCoworker(ana);
    const { id } = await lab.vault.send(await lab.write([cleo.address]));
    await lab.vault.renewKit({ password: lab.person.password });
    await ana.vault.resolve([lab.address]);
    await ana.vault.stateContacts();
    let times = 0;
    cleo.intercept = lying([[/accounts\/lookup$/, ({ results }: { results: { account: string }[] }) => {
      times += 1;
      return times > 1 ? undefined : { results: results.map((each) => (each.account === older.account ? older : each)) };
    }]]);
    const { rows } = await cleo.vault.list({ folder: 'inbox', before: null });
    expect(rows.find((row) => row.id === id)?.sender.verification).toMatchObject({ kind: 'colleague', by: ana.person.name });
    expect(times).toBeGreaterThan(1);
  });

  it('is one’s own contact where one has compared oneself', async () => {
    await compare(ben, lab.address);
    expect(await stateOf(ben, lab.address)).toBe('verified');
    expect(await statementsBy(ben)).toContain(await accountOf(lab));
  });

  it('whom one has verified oneself is what one asks nobody about', async () => {
    const asked: string[] = [];
    askAnew(ben);
    ben.intercept = async ({ path, init }, pass) => {
      if (path.endsWith('/statements/look-up')) asked.push(String(init.body));
      return await pass();
    };
    expect(await stateOf(ben, lab.address)).toBe('verified');
    ben.intercept = null;
    expect(asked).toEqual([]);
  });
});

describe('a colleague’s word', () => {
  const pin = (changes: Partial<Pin> = {}): Pin => ({ account: newId(), identities: ['keys'], verification: { kind: 'first-use', at: 1 }, changedAt: null, ...changes });
  const word = (says: Word['says']) => ({ word: { says, name: 'Ben', stated: 'theirs', another: false }, now: 2 });

  it('changes nothing that was verified, nor that keys have changed', () => {
    for (const known of [pin({ verification: { kind: 'compared', at: 1 } }), pin({ verification: { kind: 'access-code', at: 1 } }), pin({ changedAt: 1 })]) {
      for (const says of ['vouches', 'contradicts'] as const) expect(heardOf(known, word(says))).toBe(known);
    }
  });
});

describe('what is stated', () => {
  it('is made up for at the next opening where it did not reach the server', async () => {
    ana.intercept = async ({ path }, pass) => (path.endsWith('/statements') ? Response.error() : await pass());
    const other = await vaultGuest(ana);
    await ana.vault.invitations();
    ana.intercept = null;
    expect(await statementsBy(ana)).not.toContain(await accountOf(other));
    expect(await stateOf(ana, other.address)).toBe('verified');
    await ana.vault.stateContacts();
    expect(await statementsBy(ana)).toContain(await accountOf(other));
  });

  it('is signed anew after new keys of one’s own', async () => {
    const before = await server.database.selectFrom('statements').select('object').where('by_id', '=', await accountOf(ana)).execute();
    await ana.vault.renewKit({ password: ana.person.password });
    const after = await server.database.selectFrom('statements').select('object').where('by_id', '=', await accountOf(ana)).execute();
    expect(after).toHaveLength(before.length);
    expect(after.every(({ object }) => !before.some((each) => each.object.json === object.json))).toBe(true);
  });

  it('is withdrawn for whom one takes out of the address book, and said again once they are back', async () => {
    const account = await accountOf(lab);
    const removed = await ana.vault.removeContact(lab.address);
    await ana.vault.stateContacts();
    expect(await statementsBy(ana)).not.toContain(account);
    if (removed) await ana.vault.restoreContact(removed);
    await ana.vault.stateContacts();
    expect(await statementsBy(ana)).toContain(account);
  });

  it('is withdrawn where the keys have changed', async () => {
    const account = await accountOf(lab);
    expect(await statementsBy(ana)).toContain(account);
    const other = await invented(lab.address, { account: account as Id, chain: (await ownEntry(lab)).identities });
    ana.intercept = lying(listing(other));
    expect(await stateOf(ana, lab.address)).toBe('changed');
    ana.intercept = null;
    await ana.vault.stateContacts();
    expect(await statementsBy(ana)).not.toContain(account);
    // Shown as they were again, they are the known ones.
    expect(await stateOf(ana, lab.address)).toBe('verified');
    await ana.vault.stateContacts();
    expect(await statementsBy(ana)).toContain(account);
  });

  it('is withdrawn where one goes on with other keys without comparing them', async () => {
    const account = await accountOf(lab);
    expect(await statementsBy(ana)).toContain(account);
    const other = await invented(lab.address, { account: account as Id, chain: (await ownEntry(lab)).identities });
    ana.intercept = lying(listing(other));
    await ana.vault.fingerprint(lab.address);
    await ana.vault.confirmKeys({ address: lab.address, as: 'first-use' });
    expect(await statementsBy(ana)).not.toContain(account);
    ana.intercept = null;
    await compare(ana, lab.address);
    expect(await statementsBy(ana)).toContain(account);
  });

  it('is not sent where the mailbox is locked meanwhile: it would be signed with nothing', async () => {
    const fay = await vaultCoworker(ana);
    const account = await accountOf(fay);
    await server.database.deleteFrom('statements').where('by_id', '=', account).execute();
    const put: string[] = [];
    fay.intercept = async ({ method, path }, pass) => {
      if (path.endsWith('/statements') && method === 'PUT') put.push(path);
      const response = await pass();
      if (path.endsWith('/statements') && method === 'GET') await fay.vault.logOut();
      return response;
    };
    await fay.vault.stateContacts();
    expect(put).toEqual([]);
  });

  it('ends with the membership', async () => {
    const dan = await vaultCoworker(ana, 'administrator');
    const guest = await vaultGuest(dan);
    await dan.vault.invitations();
    const [account, own] = [await accountOf(guest), await accountOf(dan)];
    expect(await statementsBy(dan)).toContain(account);
    const remove = await ana.browser.call(`DELETE /api/practice/members/${own}`);
    expect(remove.status).toBe(204);
    expect(await server.database.selectFrom('statements').select('account_id').where('by_id', '=', own).execute()).toEqual([]);
  });

  it('comes back with the membership', async () => {
    const dan = await vaultCoworker(ana, 'administrator');
    const guest = await vaultGuest(dan);
    await dan.vault.invitations();
    const own = await accountOf(dan);
    expect((await ana.browser.call(`DELETE /api/practice/members/${own}`)).status).toBe(204);
    expect((await ana.browser.call(`POST /api/practice/members/${own}/return`)).status).toBe(204);
    expect(await stateOf(await vaultCoworker(ana), guest.address)).toBe('registered');
    dan.reload();
    await dan.logIn();
    await dan.vault.stateContacts();
    expect(await statementsBy(dan)).toEqual([await accountOf(ana), await accountOf(guest)].toSorted());
    expect(await stateOf(await vaultCoworker(ana), guest.address)).toBe('vouched');
  });
});

describe('coworkers whom different administrators have brought in', () => {
  it('write to invitations of the owner without comparing, by what the administrator between them has stated', async () => {
    const manager = await vaultCoworker(ana, 'administrator');
    await manager.vault.stateContacts();
    const eve = await vaultCoworker(manager);
    const invited = new VaultPerson(server);
    await ana.vault.send(await ana.write([invited.address]));
    expect(await stateOf(eve, invited.address)).toBe('invited');
    // Not by anybody's word but the administrator's: without the statement it is the alarm that it was.
    await server.database.deleteFrom('statements').where('by_id', '=', await accountOf(manager)).execute();
    expect(await stateOf(eve, invited.address)).toBe('alarm');
  });
});
