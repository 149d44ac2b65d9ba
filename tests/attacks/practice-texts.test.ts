// A server that shows a practice's members other texts than their administrators wrote: altered, older, another practice's, somebody's who administers
// nothing, sealed on to others.
import {
  fromBase64Url, kemSeeds, newId, proposeMember, ready, signMember, toBase64Url, countersignMember, type Id, type KemPublicKey, type SignedObject,
} from '#crypto';
import { parseTextsContainer } from '#crypto/server';
import { afterEach, afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decryptAge } from '../../crypto/primitives/age-unwrap.ts';
import { encryptAge } from '../../crypto/primitives/age-wrap.ts';
import { forgeTexts, hashOf, keyOf, keysOf, listedAs, showing, shownTo } from '../support/forged-texts.ts';
import { invented, lying, ownEntry, type Lie } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { vaultCoworker, vaultFounder, vaultGuest, vaultJoins } from '../support/vault-practice.ts';
import { accountOf, addTemplate, namesOf } from '../support/vault-texts.ts';
import { VaultPerson } from '../support/vault-person.ts';

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
    const texts = await forgeTexts(await keysOf(bea), { to: await ownEntry(bea), practice: other, receivers: [{ account: await accountOf(bea), kemPublicKey: fromBase64Url((await ownEntry(bea)).kemPublicKey) as KemPublicKey }] });
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
      const texts = await forgeTexts({ ...by, identity: await hashOf(by) }, { practice, to: await ownEntry(mia) });
      mia.intercept = lying([
        showing((shown) => ({ ...shown, texts, administrators: [gone, { directory: made.directory, member }, ...shown.administrators.filter(({ directory }) => directory.account !== ofAna)] })),
      ]);
      expect(await mia.vault.practiceTexts()).toEqual({ status: 'refused', write: 'no' });
    }
  });

  it('nothing of another practice, though an administrator of theirs signed it for them', async () => {
    const [bob, listed] = [await vaultCoworker(ana), await listedAs(bea, { to: ana })];
    for (const [of, seen] of [[newId(), 'refused'], [practice, []]] as const) {
      const texts = await forgeTexts(await keysOf(bea), { to: await ownEntry(bob), practice: of });
      bob.intercept = lying([showing((shown) => ({ ...shown, texts, administrators: [...shown.administrators, listed] }))]);
      expect(await namesOf(bob)).toEqual(seen);
    }
  });

  it('nothing by somebody whom the server alone calls an administrator', async () => {
    const impostor = await invented('impostor@elsewhere.example');
    const identity = await hashOf(impostor);
    const owner = await signMember(impostor.keyring, { practice, account: impostor.account, identity, role: 'owner', administrator: impostor.account });
    const texts = await forgeTexts({ ...impostor, identity }, { practice, to: await ownEntry(mia) });
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
      const [texts, listed] = [await forgeTexts(await keysOf(by), { practice, to: await ownEntry(bob) }), await listedAs(by, { to: ana })];
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
