// A false phone number: a server that changes how a practice is reached, shows an older card, another practice's, one that nobody of the
// sender's keys vouched for, or another picture; to members, so that they vouch for it, and to recipients.
import {
  createProfile, createVoucher, fingerprint, identityHash, newId, profileHash, ready, type Id, type Keyring, type NewProfile, type SignedObject,
} from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../web/session/wire.ts';
import { TestClient } from '../support/client.ts';
import { invented, lying, ownEntry, type Lie, type Made } from '../support/lying-server.ts';
import { LARGE_LOGO, SMALL_LOGO } from '../support/practice-profile.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { CARD, saveCard, vaultCoworker, vaultFounder, writeTo } from '../support/vault-practice.ts';
import { refused, type Interception, type VaultPerson } from '../support/vault-person.ts';

type Given = { profile: SignedObject; voucher: SignedObject };

let server: TestServer;
let owner: VaultPerson;
let member: VaultPerson;
let lab: VaultPerson;
let practice: Id;
let [byOwner, byMember] = ['', ''];
beforeAll(async () => {
  await ready();
  server = await startTestServer();
  owner = await vaultFounder(server);
  member = await vaultCoworker(owner);
  lab = await vaultFounder(server);
  practice = (await owner.vault.session())?.practice?.id as Id;
  byOwner = await writeTo(owner, lab);
  byMember = await writeTo(member, lab);
  await saveCard(owner);
  await member.vault.practiceProfile();
}, 120_000);
afterEach(() => {
  for (const person of [owner, member, lab]) person.intercept = null;
});
afterAll(() => server.stop());

const SENDER = /accounts\/[^/]+\/profile$/;
const OWN = /practice\/profile$/;
const edition = async () => (await owner.vault.practiceProfile()).edition;
const shown = async (account: string): Promise<Given> => {
  const answer = await lab.browser.call(`GET /api/accounts/${account}/profile`);
  return (answer.body as { vouched: Given }).vouched;
};
const seenWith = async (given: unknown, account = byMember) => {
  lab.intercept = lying([[SENDER, () => ({ vouched: given })]]);
  return await lab.vault.senderProfile(account);
};

/** Whatever the server likes, signed by whoever works with it. */
async function signedBy({ keyring, account, identity }: { keyring: Keyring; account: Id; identity: string }, changes: Partial<NewProfile> = {}): Promise<Given> {
  const fields = { practice, edition: 50, time: 1, ...CARD, phone: '+49 30 666', logo: null, signer: { account, identity }, ...changes };
  const profile = await createProfile(keyring, fields);
  const voucher = await createVoucher(keyring, { practice: fields.practice, profile: await profileHash(profile), edition: fields.edition, time: Date.now() * 2, account, identity });
  return { profile, voucher };
}
const keysOf = async ({ keyring, account, chain }: Made) => ({ keyring, account, identity: await identityHash(chain.at(-1) as SignedObject) });

describe('a recipient', () => {
  it('sees what the sender vouches for, where the server says the truth', async () => {
    expect(await lab.vault.senderProfile(byMember)).toMatchObject(CARD);
    expect(await lab.vault.senderProfile(byOwner)).toMatchObject(CARD);
  });

  it('is told not to compare keys over the number where the keys that vouch for it were only seen, and no longer when they are compared', async () => {
    const [reader, wrote] = [await vaultFounder(server), await vaultFounder(server)];
    const writer = await writeTo(wrote, reader);
    await saveCard(wrote);
    expect(await reader.vault.senderProfile(writer)).toMatchObject({ ...CARD, compared: false });
    await reader.vault.fingerprint(wrote.address);
    await reader.vault.confirmKeys({ address: wrote.address, as: 'compared' });
    expect(await reader.vault.senderProfile(writer)).toMatchObject({ ...CARD, compared: true });
  });

  it('is shown no changed card: the voucher names another text', async () => {
    const { profile, voucher } = await shown(byMember);
    expect(await seenWith({ profile: { ...profile, json: profile.json.replace('123456', '666666') }, voucher })).toBeNull();
    const colluder = await keysOf(await invented('colluder@elsewhere.example'));
    expect(await seenWith({ profile: (await signedBy(colluder)).profile, voucher })).toBeNull();
  });

  it('is shown no card that somebody else vouches for, by whatever name', async () => {
    const made = await invented('colluder2@elsewhere.example');
    const colluder = await keysOf(made);
    const honest = await shown(byMember);
    expect(await seenWith(await signedBy(colluder))).toBeNull();
    // In the sender's name, and with the sender's own identity.
    const { identity } = JSON.parse(honest.voucher.json) as { identity: string };
    for (const named of [{ account: byMember as Id, identity: colluder.identity }, { account: byMember as Id, identity }]) {
      expect(await seenWith(await signedBy({ ...colluder, ...named }))).toBeNull();
    }
    // Of a colleague, for this sender.
    expect(await seenWith(await shown(byOwner))).toBeNull();
    // With keys that the server passes off as the sender's newest.
    const entry = await ownEntry(member);
    const restarted = await invented(member.address, { account: byMember as Id, chain: entry.identities });
    const forged = await signedBy({ ...(await keysOf(restarted)), account: byMember as Id });
    const victim = await lab.elsewhere().logIn();
    const swapped: Lie = [/accounts\/lookup$/, ({ results }: { results: Directory[] }) => ({ results: results.map((each) => (each.account === byMember ? restarted.directory : each)) })];
    // Nor the card that was true, while it is not known whose keys these are.
    for (const given of [forged, honest]) {
      victim.intercept = lying([swapped, [SENDER, () => ({ vouched: given })]]);
      expect(await victim.vault.senderProfile(byMember)).toBeNull();
    }
  });

  it('is shown no older card than was seen, neither from the same sender nor from a colleague of theirs, on any device', async () => {
    const [oldMember, oldOwner] = [await shown(byMember), await shown(byOwner)];
    await saveCard(owner, { after: await edition(), phone: '+49 30 777' });
    expect(await lab.vault.senderProfile(byOwner)).toMatchObject({ phone: '+49 30 777' });
    expect(await seenWith(oldOwner, byOwner)).toBeNull();
    expect(await seenWith(oldMember)).toBeNull();
    const elsewhere = await lab.elsewhere().logIn();
    elsewhere.intercept = lying([[SENDER, () => ({ vouched: oldOwner })]]);
    expect(await elsewhere.vault.senderProfile(byOwner)).toBeNull();
    await member.vault.practiceProfile();
    expect(await elsewhere.vault.senderProfile(byMember).catch(() => null)).toBeNull();
    lab.intercept = null;
    expect(await lab.vault.senderProfile(byMember)).toMatchObject({ phone: '+49 30 777' });
  });

  it('is shown no second card of the same edition', async () => {
    const keyring = await keyringOf(owner);
    const { identity } = JSON.parse((await shown(byOwner)).voucher.json) as { identity: string };
    expect(await lab.vault.senderProfile(byOwner)).toMatchObject({ name: CARD.name });
    const twin = await signedBy({ keyring, account: byOwner as Id, identity }, { edition: await edition(), phone: '+49 30 888' });
    expect(await seenWith(twin, byOwner)).toBeNull();
  });

  it('is not shown an earlier voucher again, when the sender has vouched for another practice since', async () => {
    const keyring = await keyringOf(owner);
    const former = await shown(byOwner);
    expect(await lab.vault.senderProfile(byOwner)).not.toBeNull();
    const { identity } = JSON.parse(former.voucher.json) as { identity: string };
    const other = await signedBy({ keyring, account: byOwner as Id, identity }, { practice: newId(), edition: 1, phone: '+49 30 999' });
    expect(await seenWith(other, byOwner)).toMatchObject({ phone: '+49 30 999' });
    expect(await seenWith(former, byOwner)).toBeNull();
  });

  it('is shown no other picture than was signed, and none that is no logo', async () => {
    const seen = await lab.vault.senderProfile(byMember);
    const picture = (bytes: Uint8Array<ArrayBuffer>): Interception => async ({ path }, pass) => (path.endsWith('/logo') ? new Response(bytes) : pass());
    for (const account of [byMember, null]) {
      lab.intercept = picture(SMALL_LOGO);
      expect(await refused(lab.vault.profileLogo({ account, logo: seen?.logo ?? '' }))).toBe('cannot_open');
    }
    lab.intercept = picture(LARGE_LOGO);
    expect(await lab.vault.profileLogo({ account: byMember, logo: seen?.logo ?? '' })).toEqual(LARGE_LOGO);
    const drawing = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    lab.intercept = picture(drawing);
    expect(await refused(lab.vault.profileLogo({ account: byMember, logo: await fingerprint(drawing) }))).toBe('cannot_open');
  });
});

describe('a member', () => {
  /** What their browser sends to be vouched for, and how the page calls what it was shown. */
  const looking = async (person: VaultPerson, lies: readonly Lie[]) => {
    const vouched: unknown[] = [];
    const lie = lying(lies);
    person.intercept = async (request, pass) => {
      if (request.method === 'PUT' && request.path.endsWith('/voucher')) vouched.push(request.init.body);
      return await lie(request, pass);
    };
    const { status } = await person.vault.practiceProfile();
    person.intercept = null;
    return { status, vouched: vouched.length };
  };
  type Shown = { profile: { object: SignedObject; edition: number; signer: Directory | null; member: SignedObject | null }; voucher: SignedObject | null; own: SignedObject | null; administrators: object[] };

  it('vouches for no card that is changed, or signed by somebody who is no colleague', async () => {
    await member.vault.practiceProfile();
    const made = await invented('impostor@elsewhere.example');
    const { profile } = await signedBy(await keysOf(made));
    expect(await looking(member, [[OWN, (body: Shown) => void (body.profile.object = { ...body.profile.object, json: body.profile.object.json.replace('+49 30', '+49 31') })]])).toEqual({ status: 'unproved', vouched: 0 });
    // With the owner's membership beside the impostor's keys, with none, and in the owner's name.
    for (const membership of ['owner', 'none'] as const) {
      const lie: Lie = [OWN, (body: Shown) => void (body.profile = { ...body.profile, object: profile, signer: made.directory, ...(membership === 'none' && { member: null }) })];
      expect(await looking(member, [lie])).toEqual({ status: 'unproved', vouched: 0 });
    }
    const named = await signedBy({ ...(await keysOf(made)), account: byOwner as Id });
    expect(await looking(member, [[OWN, (body: Shown) => void (body.profile = { ...body.profile, object: named.profile })]])).toEqual({ status: 'unproved', vouched: 0 });
    const inOwnName = await signedBy({ ...(await keysOf(made)), account: byMember as Id });
    expect(await looking(member, [[OWN, (body: Shown) => void (body.profile = { ...body.profile, object: inOwnName.profile })]])).toEqual({ status: 'unproved', vouched: 0 });
  });

  it('is told no other name of who signed than that of whom the card names', async () => {
    const stranger = await ownEntry(lab);
    owner.intercept = lying([[OWN, (body: Shown) => void (body.profile.signer = stranger)]]);
    expect(await owner.vault.practiceProfile()).toMatchObject({ status: 'vouched', signer: null });
  });

  it('vouches for no other practice’s card', async () => {
    const other = await vaultFounder(server);
    await saveCard(other, { phone: '+49 30 666' });
    const theirs = ((await other.browser.call('GET /api/practice/profile')) as { body: Shown }).body;
    expect(await looking(member, [[OWN, (body: Shown) => void (body.profile = theirs.profile)]])).toEqual({ status: 'unproved', vouched: 0 });
    // Nor where the server says that this is the practice now.
    const session: Lie = [/api\/session$/, (body: { practice: { id: string } }) => void (body.practice = { ...body.practice, id: (JSON.parse(theirs.profile.object.json) as NewProfile).practice })];
    const lies: Lie[] = [[OWN, (body: Shown) => ({ ...theirs, own: body.own })], session];
    member.intercept = lying(lies);
    await member.vault.session();
    expect(await looking(member, lies)).toEqual({ status: 'unproved', vouched: 0 });
    member.intercept = null;
    await member.vault.session();
  });

  it('neither signs nor vouches for a practice that the server alone says is theirs, with their own keys', async () => {
    const elsewhere = newId();
    const { identity } = JSON.parse((await shown(byOwner)).voucher.json) as { identity: string };
    const { profile } = await signedBy({ keyring: await keyringOf(owner), account: byOwner as Id, identity }, { practice: elsewhere });
    const lies: Lie[] = [
      [/api\/session$/, (body: { practice: { id: string } }) => void (body.practice = { ...body.practice, id: elsewhere })],
      [OWN, (body: Shown) => void (body.profile = { ...body.profile, object: profile })],
    ];
    owner.intercept = lying(lies);
    await owner.vault.session();
    expect(await refused(saveCard(owner, { after: 1 }))).toBe('not_allowed');
    expect(await looking(owner, lies)).toEqual({ status: 'unproved', vouched: 0 });
    await owner.vault.session();
  });

  it('vouches for no older card than was seen, and says so', async () => {
    const old = ((await member.browser.call('GET /api/practice/profile')) as { body: Shown }).body;
    const after = await edition();
    await saveCard(owner, { after, phone: '+49 30 555' });
    expect((await member.vault.practiceProfile()).status).toBe('vouched');
    expect(await looking(member, [[OWN, (body: Shown) => void (body.profile = old.profile)]])).toEqual({ status: 'older', vouched: 0 });
    const elsewhere = await member.elsewhere().logIn();
    expect(await looking(elsewhere, [[OWN, (body: Shown) => void (body.profile = old.profile)]])).toEqual({ status: 'older', vouched: 0 });
    // After a backup was restored, say: an administrator's next card stands above everything that was seen.
    await server.database.updateTable('practice_profiles').set({ object: old.profile.object, edition: after, hash: Buffer.from(await profileHash(old.profile.object), 'base64url') }).where('practice_id', '=', practice).execute();
    expect((await owner.vault.practiceProfile()).status).toBe('older');
    await saveCard(owner, { after, phone: '+49 30 444' });
    expect(await owner.vault.practiceProfile()).toMatchObject({ status: 'vouched', edition: after + 2 });
    expect(await member.vault.practiceProfile()).toMatchObject({ status: 'vouched', profile: { phone: '+49 30 444' } });
  });

  it('vouches for nothing that was signed by keys which their owner has withdrawn', async () => {
    const [before] = [await member.vault.practiceProfile()];
    expect(before.status).toBe('vouched');
    const newcomer = await vaultCoworker(owner);
    await owner.vault.renewKit({ password: owner.person.password, reason: 'compromise' });
    newcomer.intercept = null;
    // Nor do they stand who had vouched before, whether or not their browser has looked since.
    expect(await lab.vault.senderProfile(byMember)).toBeNull();
    expect((await newcomer.vault.practiceProfile()).status).toBe('withdrawn');
    expect((await member.vault.practiceProfile()).status).toBe('withdrawn');
    expect(await lab.vault.senderProfile(byMember)).toBeNull();
    expect((await owner.vault.practiceProfile()).status).toBe('withdrawn');
    await saveCard(owner, { after: before.edition, phone: '+49 30 333' });
    expect(await newcomer.vault.practiceProfile()).toMatchObject({ status: 'vouched', profile: { phone: '+49 30 333' } });
  });
});

describe('a server', () => {
  it('gets no card signed with a number after which there is no other', async () => {
    const last = Number.MAX_SAFE_INTEGER - 1;
    owner.intercept = lying([[OWN, (shown: { profile: object }) => ({ ...shown, profile: { ...shown.profile, edition: last } })]]);
    await expect(saveCard(owner, { after: last })).rejects.toMatchObject({ code: 'not_verified' });
  });
});

/** What only this person's vault has: their keys, as a thief of the device would have them. */
async function keyringOf(person: VaultPerson): Promise<Keyring> {
  return (await new TestClient(server, person.person).logIn()).unlocked.keyring;
}
