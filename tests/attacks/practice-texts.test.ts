// A server that shows a practice's members other texts than their administrators wrote: altered, older, another practice's, somebody's who administers
// nothing, sealed on to others; or wants to read them itself. And members who write, by asking the server.
import {
  encodeUtf8, fingerprint, fromBase64Url, identityHash, kemSeeds, newId, proposeMember, ready, signMember, toBase64Url, countersignMember,
  type Id, type KemPublicKey, type SignedObject,
} from '#crypto';
import { sealPracticeTexts, type TextsContent, type TextsParts } from '#crypto/practice';
import { parseTextsContainer } from '#crypto/server';
import { afterEach, afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decryptAge } from '../../crypto/primitives/age-unwrap.ts';
import { encryptAge } from '../../crypto/primitives/age-wrap.ts';
import type { Directory } from '../../web/session/wire.ts';
import { refusal } from '../support/browser-stand-in.ts';
import { TestClient } from '../support/client.ts';
import { invented, lying, ownEntry, type Lie, type Made } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { vaultCoworker, vaultFounder, vaultGuest, vaultJoins } from '../support/vault-practice.ts';
import { accountOf, addTemplate, namesOf, signature } from '../support/vault-texts.ts';
import { VaultPerson } from '../support/vault-person.ts';

type Shown = { texts: { edition: number; sealed: string; writer: string | null; stanza: number | null; withdrawn: boolean } | null; own: SignedObject | null; administrators: { directory: Directory; member: SignedObject }[]; due: boolean };

let server: TestServer;
let ana: VaultPerson;
let bea: VaultPerson;
let mia: VaultPerson;
let practice: Id;
beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
  bea = await vaultCoworker(ana, 'administrator');
  mia = await vaultCoworker(ana);
  practice = (await ana.vault.session())?.practice?.id as Id;
  await addTemplate(ana, 'First');
}, 120_000);
afterEach(() => {
  for (const person of [ana, bea, mia]) person.intercept = null;
});
afterAll(() => server?.stop());

const TEXTS = /practice\/texts$/;
const MEMBERS = /practice\/texts\/members$/;
const PUT = 'PUT /api/practice/texts';

const shownTo = async (person: VaultPerson): Promise<Shown> => ((await person.browser.call('GET /api/practice/texts')) as unknown as { body: Shown }).body;
const showing = (change: (shown: Shown) => Shown | void): Lie => [TEXTS, (shown: Shown) => change(shown)];
const content: TextsContent = { signature: signature('Pay to this account'), templates: [] };

/** Texts that somebody seals to these, with a client that was changed. */
async function forged(by: Pick<Made, 'account' | 'keyring'> & { identity: string }, { to, ...changes }: { to: Directory } & Partial<TextsParts>) {
  const { account, keyring, identity } = by;
  const own = changes.receivers ?? [{ account: to.account as Id, kemPublicKey: fromBase64Url(to.kemPublicKey) as KemPublicKey }, { account, kemPublicKey: fromBase64Url(to.kemPublicKey) as KemPublicKey }];
  const made = await sealPracticeTexts({ practice, edition: 9, time: Date.now(), signer: { account, identity }, content, keyring, ...changes, receivers: own });
  return { edition: made.accepted.edition, sealed: toBase64Url(made.sealed), writer: account, stanza: made.receivers.indexOf(to.account as Id), withdrawn: false };
}

const hashOf = ({ chain }: Made) => identityHash(chain.at(-1) as SignedObject);
const keyOf = ({ chain }: Made) => fromBase64Url((JSON.parse(chain.at(-1)?.json ?? '') as { signKey: string }).signKey);

describe('a member is shown', () => {
  it('nothing that was altered', async () => {
    expect(await namesOf(mia)).toEqual(['First']);
    const sealed = fromBase64Url((await shownTo(mia)).texts?.sealed ?? '');
    for (const at of [30, sealed.length - 3000, sealed.length - 1]) {
      mia.intercept = lying([showing(({ texts }) => void (texts && (texts.sealed = toBase64Url(sealed.map((byte, index) => (index === at ? byte ^ 1 : byte))))))]);
      expect(await namesOf(mia)).toBe('refused');
    }
    mia.intercept = lying([showing(({ texts }) => void (texts && (texts.edition += 1)))]);
    expect(await namesOf(mia)).toBe('refused');
  });

  it('nothing older than they have seen, not even that there is nothing, on any of their devices', async () => {
    const before = await shownTo(mia);
    await addTemplate(bea, 'Second');
    expect(await namesOf(mia)).toEqual(['First', 'Second']);
    const device = await mia.elsewhere().logIn();
    for (const lie of [showing((now) => ({ ...before, own: now.own })), showing((now) => ({ ...now, texts: null }))]) {
      for (const person of [mia, device]) {
        person.intercept = lying([lie]);
        expect(await namesOf(person)).toBe('refused');
      }
    }
    mia.reload();
    await mia.vault.resume();
    expect(await namesOf(mia)).toBe('refused');
    mia.intercept = null;
    expect(await namesOf(mia)).toEqual(['First', 'Second']);
  });

  it('nothing older than they have seen, though they were in another practice meanwhile, whose texts they have at once', async () => {
    const [elsewhere, lee] = [await vaultFounder(server), await vaultGuest(ana)];
    for (const name of ['Old', 'Other', 'Elsewhere']) await addTemplate(elsewhere, name);
    const removeFrom = async (by: VaultPerson) => {
      await by.browser.call(`DELETE /api/practice/members/${await accountOf(lee)}`);
      await lee.logIn();
    };
    const entering = async (by: VaultPerson) => {
      await vaultJoins(lee, { by });
      await by.vault.keepPracticeTexts({ patient: false });
    };
    await entering(elsewhere);
    const before = await shownTo(lee);
    await addTemplate(elsewhere, 'Newest');
    expect(await namesOf(lee)).toEqual(['Old', 'Other', 'Elsewhere', 'Newest']);
    await removeFrom(elsewhere);
    expect(await lee.vault.practiceTexts()).toEqual({ status: 'none', write: 'no' });
    // With fewer editions than there.
    await entering(ana);
    expect([await namesOf(lee)].flat()).toContain('First');
    await removeFrom(ana);
    await entering(elsewhere);
    for (const device of [lee, await lee.elsewhere().logIn()]) {
      device.intercept = lying([showing((now) => ({ ...before, own: now.own }))]);
      expect(await namesOf(device)).toBe('refused');
    }
    lee.intercept = null;
    expect(await namesOf(lee)).toContain('Newest');
  });

  it('nothing of a practice that the server alone says is theirs, and writes nothing for it, with their own signature on what is shown', async () => {
    const other = newId();
    const texts = await forged(await keysOf(bea), { to: await ownEntry(bea), practice: other, receivers: [{ account: await accountOf(bea), kemPublicKey: fromBase64Url((await ownEntry(bea)).kemPublicKey) as KemPublicKey }] });
    const session: Lie = [/api\/session$/, (body: { practice: { id: string } }) => void (body.practice = { ...body.practice, id: other })];
    bea.intercept = lying([session, showing((shown) => ({ ...shown, texts }))]);
    await bea.vault.session();
    expect(await bea.vault.practiceTexts()).toEqual({ status: 'refused', write: 'unsigned' });
    bea.intercept = lying([session, showing((shown) => ({ ...shown, texts: null }))]);
    await expect(addTemplate(bea, 'For whom')).rejects.toMatchObject({ code: 'not_allowed' });
    bea.intercept = null;
    await bea.vault.session();
  });

  it('nothing by keys that the server says were those of who brought them in and has left for good', async () => {
    const ofAna = await accountOf(ana);
    const other = await invented(ana.address, { account: ofAna, chain: [] });
    // By these themselves, and by somebody whom they have made an administrator.
    const made = await invented('made@elsewhere.example');
    const proposal = await proposeMember(made.keyring, { practice, account: made.account, identity: await hashOf(made), role: 'administrator', administrator: ofAna });
    const member = await countersignMember(other.keyring, { proposal, accountKey: keyOf(made) });
    const gone = { directory: other.directory, member: null as unknown as SignedObject };
    for (const by of [other, made]) {
      const texts = await forged({ ...by, identity: await hashOf(by) }, { to: await ownEntry(mia) });
      mia.intercept = lying([
        showing((shown) => ({ ...shown, texts, administrators: [gone, { directory: made.directory, member }, ...shown.administrators.filter(({ directory }) => directory.account !== ofAna)] })),
      ]);
      expect(await mia.vault.practiceTexts()).toEqual({ status: 'refused', write: 'no' });
    }
  });

  it('nothing of another practice, though an administrator of theirs signed it for them', async () => {
    const [bob, listed] = [await vaultCoworker(ana), await listedAs(bea)];
    for (const [of, seen] of [[newId(), 'refused'], [practice, []]] as const) {
      const texts = await forged(await keysOf(bea), { to: await ownEntry(bob), practice: of });
      bob.intercept = lying([showing((shown) => ({ ...shown, texts, administrators: [...shown.administrators, listed] }))]);
      expect(await namesOf(bob)).toEqual(seen);
    }
  });

  it('nothing by somebody whom the server alone calls an administrator', async () => {
    const impostor = await invented('impostor@elsewhere.example');
    const identity = await hashOf(impostor);
    const owner = await signMember(impostor.keyring, { practice, account: impostor.account, identity, role: 'owner', administrator: impostor.account });
    const texts = await forged({ ...impostor, identity }, { to: await ownEntry(mia) });
    for (const member of [owner, (await shownTo(mia)).administrators[0]?.member ?? owner]) {
      mia.intercept = lying([showing((shown) => ({ ...shown, texts, administrators: [...shown.administrators, { directory: impostor.directory, member }] }))]);
      expect(await namesOf(mia)).toBe('refused');
    }
    // Nor is it a reason to compare keys with them.
    expect((await mia.vault.practiceTexts()).status).not.toBe('unproved');
  });

  it('nothing by a colleague whose signed role is a member’s, whatever role the server says they have', async () => {
    const [cole, bob] = [await vaultCoworker(ana), await vaultCoworker(ana)];
    // By an administrator it is shown: it is the signed role that makes the difference.
    for (const [by, seen] of [[cole, 'refused'], [bea, []]] as const) {
      const [texts, listed] = [await forged(await keysOf(by), { to: await ownEntry(bob) }), await listedAs(by)];
      bob.intercept = lying([showing((shown) => ({ ...shown, texts, administrators: [...shown.administrators, listed] }))]);
      expect(await namesOf(bob)).toEqual(seen);
    }
  });

  it('nothing that an administrator wrote for others, sealed on to them by one of those', async () => {
    const [{ texts }, bob] = [await shownTo(mia), await vaultCoworker(ana)];
    const stanza = texts?.stanza ?? 0;
    const sealed = fromBase64Url(texts?.sealed ?? '');
    // Mia opens hers and seals what was signed to Bob’s key, in her place.
    const { plaintext } = await decryptAge(sealed, { seeds: kemSeeds((await keysOf(mia)).keyring), stanzas: [stanza] });
    const key = fromBase64Url((await ownEntry(bob)).kemPublicKey) as KemPublicKey;
    const anew = await encryptAge(Array.from({ length: parseTextsContainer(sealed) }, () => key), plaintext);
    for (const bytes of [sealed, anew]) {
      bob.intercept = lying([showing((shown) => ({ ...shown, texts: texts && { ...texts, sealed: toBase64Url(bytes), stanza } }))]);
      expect(await namesOf(bob)).toBe('refused');
    }
    bob.intercept = null;
    expect(await namesOf(bob)).toBe('waiting');
  });

  it('not that keys are withdrawn which are not', async () => {
    await addTemplate(ana, 'By Ana');
    const newcomer = await vaultCoworker(ana);
    newcomer.intercept = lying([showing(({ texts }) => void (texts && (texts.withdrawn = true)))]);
    expect(await newcomer.vault.practiceTexts()).toEqual({ status: 'waiting', write: 'no' });
  });

  it('nothing by an administrator whose keys are withdrawn, before it was seen', async () => {
    const [eve, bob] = [await vaultCoworker(ana, 'administrator'), await vaultCoworker(ana)];
    for (const person of [ana, bea]) await person.vault.keepPracticeTexts({ patient: false });
    await addTemplate(eve, 'Thief’s');
    expect([await namesOf(bob)].flat()).toContain('Thief’s');
    await eve.vault.renewKit({ password: eve.person.password, reason: 'compromise' });
    // Who has seen it keeps it, who had not does not take it.
    expect([await namesOf(bob)].flat()).toContain('Thief’s');
    expect(await mia.vault.practiceTexts()).toEqual({ status: 'withdrawn', writer: eve.person.name, write: 'no' });
    // Nor does anybody's browser put its own name to it, though there are new keys to seal it to.
    for (const person of [ana, bea, eve]) await person.vault.keepPracticeTexts({ patient: false });
    expect(await namesOf(mia)).toBe('withdrawn');
    await addTemplate(eve, 'Eve’s');
    expect([await namesOf(mia)].flat()).toContain('Eve’s');
  });
});

/** What this person’s client signs with, taken out of it by its owner. */
async function keysOf(person: VaultPerson) {
  const { account, unlocked: { keyring, identity } } = await new TestClient(server, person.person).logIn();
  return { account, keyring, identity: await identityHash(identity) };
}

/** As the server shows a member to administrators. */
async function listedAs(person: VaultPerson): Promise<Shown['administrators'][number]> {
  const { body } = (await ana.browser.call('GET /api/practice/texts/members')) as unknown as { body: Shown };
  const account = await accountOf(person);
  const entry = body.administrators.find(({ directory }) => directory.account === account);
  if (!entry) throw new Error('not listed');
  return entry;
}

describe('an administrator’s browser seals them', () => {
  it('to nobody whom the server alone calls a member, though it shows a membership', async () => {
    const spy = await invented('spy@elsewhere.example');
    const identity = await hashOf(spy);
    const administrator = await accountOf(ana);
    const forgeries = [
      await proposeMember(spy.keyring, { practice, account: spy.account, identity, role: 'member', administrator }),
      await signMember(spy.keyring, { practice, account: spy.account, identity, role: 'owner', administrator: spy.account }),
      await countersignMember(spy.keyring, { proposal: await proposeMember(spy.keyring, { practice, account: spy.account, identity, role: 'member', administrator }), accountKey: keyOf(spy) }),
    ];
    for (const member of forgeries) {
      const sent: string[][] = [];
      ana.intercept = async (request, pass) => {
        if (request.method === 'PUT' && TEXTS.test(request.path)) sent.push((JSON.parse(String(request.init.body)) as { receivers: { account: string }[] }).receivers.map(({ account }) => account));
        return lying([[MEMBERS, (shown: Shown & { members: string[] }) => ({ ...shown, members: [...shown.members, spy.account], administrators: [...shown.administrators, { directory: spy.directory, member }] })]])(request, pass);
      };
      const before = await ana.vault.practiceTexts();
      await ana.vault.savePracticeSignature({ before: before.status === 'ready' ? before.signature : null, after: signature(`Northside ${forgeries.indexOf(member)}`), force: false });
      expect(sent).toHaveLength(1);
      expect(sent[0]).toContain(await accountOf(mia));
      expect(sent[0]).not.toContain(spy.account);
    }
  });

  it('nor to whom an edition names that nobody proves, though it says what was accepted', async () => {
    const [spy, impostor] = [await invented('spy2@elsewhere.example'), await invented('impostor2@elsewhere.example')];
    const [own, ofAna] = [await ownEntry(ana), await ana.vault.practiceTexts()];
    if (ofAna.status !== 'ready') throw new Error('not open');
    const { signature: given, templates } = ofAna;
    const receivers = [own, spy.directory, impostor.directory].map(({ account, kemPublicKey }) => ({ account: account as Id, kemPublicKey: fromBase64Url(kemPublicKey) as KemPublicKey }));
    const edition = (await shownTo(ana)).texts?.edition ?? 0;
    const texts = await forged({ ...impostor, identity: await hashOf(impostor) }, { to: own, receivers, edition, content: { signature: given, templates } as unknown as TextsContent });
    const member = await signMember(spy.keyring, { practice, account: spy.account, identity: await hashOf(spy), role: 'owner', administrator: spy.account });
    // As the next edition: the one that was accepted may not be replaced under its number.
    const shown = await forged({ ...impostor, identity: await hashOf(impostor) }, { to: own, receivers, edition: edition + 1, content: { signature: given, templates } as unknown as TextsContent });
    const sent: string[] = [];
    ana.intercept = async (request, pass) => {
      if (request.method === 'PUT' && TEXTS.test(request.path)) return sent.push(String(request.init.body)), pass();
      return lying([
        [TEXTS, (body: Shown) => ({ ...body, texts: shown })],
        [MEMBERS, (body: Shown & { members: string[] }) => ({ ...body, members: [...body.members, spy.account], administrators: [...body.administrators, { directory: spy.directory, member }] })],
      ])(request, pass);
    };
    // Nor is it said to be signed.
    expect(await ana.vault.practiceTexts()).toMatchObject({ status: 'ready', checked: false, withdrawn: false });
    await expect(ana.vault.savePracticeSignature({ before: given, after: signature('For the practice alone'), force: false })).rejects.toMatchObject({ code: 'practice_texts_closed' });
    expect(sent).toEqual([]);
    await ana.vault.beginPracticeTexts().catch(() => undefined);
    expect(sent.length).toBeGreaterThan(0);
    for (const body of sent) expect(body).not.toContain(spy.account);
    ana.intercept = lying([[TEXTS, (body: Shown) => ({ ...body, texts })]]);
    expect((await ana.vault.practiceTexts()).status).toBe('refused');
  });

  it('to no other keys of a member than those that go back to what was signed', async () => {
    const other = await invented(mia.address);
    const account = await accountOf(mia);
    const sent: string[] = [];
    ana.intercept = async (request, pass) => {
      if (request.method === 'PUT' && TEXTS.test(request.path)) sent.push(String(request.init.body));
      return lying([[MEMBERS, ({ administrators, ...shown }: Shown & { members: string[] }) => ({
        ...shown, members: [...shown.members, other.account],
        administrators: administrators.map((each) => (each.directory.account === account ? { ...each, directory: { ...other.directory, account: other.account } } : each)),
      })]])(request, pass);
    };
    await addTemplate(ana, 'For whom');
    const kem = await fingerprint(fromBase64Url(other.directory.kemPublicKey));
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toContain(kem);
    expect(sent[0]).not.toContain(account);
    ana.intercept = null;
    await ana.vault.keepPracticeTexts({ patient: false });
    expect([await namesOf(mia)].flat()).toContain('For whom');
  });
});

describe('the server takes texts', () => {
  it('from nobody who does not administer the practice at that moment', async () => {
    const { texts } = await shownTo(bea);
    const body = { edition: (texts?.edition ?? 0) + 1, sealed: texts?.sealed, receivers: [{ account: await accountOf(bea), kem: await fingerprint(encodeUtf8('kem')) }], written: true };
    expect(refusal(await mia.browser.call(PUT, { body }))).toBe('403 not_allowed');
    expect(refusal(await mia.browser.call('GET /api/practice/texts/members'))).toBe('403 not_allowed');
    await server.database.updateTable('members').set({ role: 'member' }).where('account_id', '=', await accountOf(bea)).execute();
    expect(refusal(await bea.browser.call(PUT, { body }))).toBe('403 not_allowed');
    await server.database.updateTable('members').set({ role: 'administrator' }).where('account_id', '=', await accountOf(bea)).execute();
    expect((await shownTo(mia)).texts?.edition).toBe(texts?.edition);
  });
});
