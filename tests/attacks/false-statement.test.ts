// Statements that lie: a colleague who signs for a wrong key, a server that shows other keys than a colleague has verified, or keeps statements back.
import { sealMessage, type Id } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifyDirectory } from '../../web/session/vault/people.ts';
import { statementBy } from '../../web/session/vault/signed-statement.ts';
import type { Directory } from '../../web/session/wire.ts';
import { delivering, messageFrom } from '../support/colluder.ts';
import { invented, listing, lying, ownEntry, type Made } from '../support/lying-server.ts';
import { accountOf, answering, askAnew, compare, forgedBy, hashOf, statedBy, statedPractice, stateOf, takingAddress, withoutWords } from '../support/stated-practice.ts';
import type { TestServer } from '../support/test-server.ts';
import { vaultCoworker, vaultGuest, writeTo } from '../support/vault-practice.ts';
import { refused, type VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
let lab: VaultPerson;
/** Somebody in the lab's place, whom only the server's lies know. */
let impostor: Made;

beforeAll(async () => {
  ({ server, ana, ben, lab } = await statedPractice());
  impostor = await invented(lab.address);
});
afterEach(() => {
  for (const person of [ana, ben]) {
    person.intercept = null;
    askAnew(person);
  }
});
afterAll(() => server?.stop());

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
  /** What Ana's browser puts to the server, with such answers, of its own accord. */
  const statedByAna = async (shown: ReturnType<typeof lying>) => {
    const put: string[] = [];
    ana.intercept = async (request, pass) => {
      if (request.path.endsWith('practice/statements') && request.method === 'PUT') put.push(String(request.init.body));
      return await shown(request, pass);
    };
    await ana.vault.stateContacts();
    return put.join('');
  };

  it('is verified at no other address that they take, by no word of before and by none that follows', async () => {
    const guest = await vaultGuest(ana);
    await ana.vault.invitations();
    const taken = await takingAddress(guest, 'front@hospital.example');
    const cleo = await vaultCoworker(ana);
    cleo.intercept = lying(listing(taken));
    expect(await stateOf(cleo, 'front@hospital.example')).toBe('registered');
    ana.intercept = lying(listing(taken));
    await ana.vault.resolve([guest.address, 'front@hospital.example']);
    await ana.vault.fingerprint('front@hospital.example');
    expect(await statedByAna(lying(listing(taken)))).not.toContain('hospital');
  });

  it('is stated at no address that they take later because the server dates the proof ahead', async () => {
    const guest = await vaultGuest(ana);
    ana.intercept = lying([[/\/invitations$/, ({ invitations }: { invitations: { claim: { at: number } | null }[] }) => {
      for (const { claim } of invitations) if (claim) claim.at += 365 * 86_400_000;
    }]]);
    await ana.vault.invitations();
    const taken = await takingAddress(guest, 'desk@hospital.example');
    ana.intercept = lying(listing(taken));
    await ana.vault.resolve([guest.address, 'desk@hospital.example']);
    expect(await statedByAna(lying(listing(taken)))).not.toContain('hospital');
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
    await compare(mallory, lab.address);
    const { account, address } = await ownEntry(lab);
    // With her own real keys, as her browser would sign it; the server that keeps nothing false plays along.
    const forged = await forgedBy(mallory, { address, account: impostor.account, identity: await hashOf(impostor) });
    const own = await accountOf(mallory);
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
    await compare(dora, lab.address);
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
    const by = await accountOf(ben);
    expect(await server.database.selectFrom('statements').select('object').where('by_id', '=', by).where('address', 'in', [lab.address, 'elsewhere@lab.example']).execute()).toEqual([]);
  });
});

describe('what was once contradicted', () => {
  it('is not ended by another colleague’s word, nor by new keys of the same account, and marks what comes from it', async () => {
    const mallory = await vaultCoworker(ana);
    const by = await accountOf(mallory);
    await compare(mallory, lab.address);
    const forged = await forgedBy(mallory, { address: lab.address, account: impostor.account, identity: await hashOf(impostor) });
    const cleo = await vaultCoworker(ana);
    cleo.intercept = lying([answering((shown) => (shown.statements = [{ by, object: forged }]))]);
    const { id } = await lab.vault.send(await lab.write([cleo.address]));
    expect((await cleo.vault.open(id)).summary.sender.verification).toMatchObject({ kind: 'changed', by: mallory.person.name });
    await cleo.vault.list({ folder: 'inbox', before: null });
    // Ana's true word alone, from now on.
    const ofAna = await accountOf(ana);
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
    await compare(cleo, lab.address);
    expect(await stateOf(cleo, lab.address)).toBe('verified');
    await ana.vault.stateContacts();
  });
});
