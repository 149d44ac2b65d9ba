// A change of address in the browsers of whoever makes it and of whoever knows them: what goes on under the new address, what opens, what is
// never believed.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createIdentity, normaliseAddress, rotateKeyring, toBase64Url, type Id } from '#crypto';
import { mailedToken } from '../../server/mailed-token.ts';
import { somebody } from '../support/client.ts';
import { invented, listing, lookingUp, lying, ownEntry, type Made } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let lee: VaultPerson;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  ana = await (await new VaultPerson(server).signUp()).confirm();
  lee = await (await new VaultPerson(server).signUp()).confirm();
  await ana.vault.send(await ana.write([lee.address], { subject: 'Before' }));
}, 60_000);
afterAll(() => server?.stop());

const fresh = () => somebody().address;

async function answerBoth({ browser }: VaultPerson, address: string): Promise<void> {
  const { id } = await server.database.selectFrom('address_changes').select('id').where('address', '=', address).where('status', '=', 'open').executeTakeFirstOrThrow();
  for (const [path, purpose] of [['answer', 'new-address'], ['agree', 'old-address']] as const) {
    await browser.call(`POST /api/address-change/${path}`, { body: { token: mailedToken(server.parts.secrets, { purpose, id }) } });
  }
}

async function move(person: VaultPerson, address = fresh()): Promise<{ old: string; now: string }> {
  const { password } = person.person;
  const old = person.address;
  await person.vault.askAddressChange({ password, address });
  await answerBoth(person, address);
  person.kit = await person.vault.finishAddressChange({ password, address });
  person.person.address = address;
  return { old, now: address };
}

const stateOf = async (address: string) => (await ana.vault.resolve([address]))[0];
const contact = async (address: string) => (await ana.vault.contacts()).find((each) => each.address === address);

describe('whoever changes their address', () => {
  test('goes on in the open vault, logs in and recovers under the new address, and the new kit names it', async () => {
    const { old, now } = await move(lee);
    expect(lee.kit?.address).toBe(now);
    expect(await lee.vault.resolve([old])).toMatchObject([{ typed: old, address: now, self: true }]);
    expect((await lee.vault.session())?.address).toBe(now);
    expect((await lee.vault.list({ folder: 'inbox', before: null })).rows).toHaveLength(1);
    const device = lee.elsewhere();
    await device.logIn();
    expect(await refused(new VaultPerson(server, { person: { ...lee.person, address: old } }).logIn())).toBe('wrong_credentials');
    const words = lee.kit?.words.join(' ') ?? '';
    await lee.elsewhere().vault.recover({ address: now, words, password: 'quite another horse here' });
  });

  test('opens what came and went under the old one, and is left out of replies to all under both', async () => {
    const { id: sent } = await lee.vault.send(await lee.write([ana.address], { subject: 'Sent before' }));
    const { rows } = await lee.vault.list({ folder: 'inbox', before: null });
    await move(lee);
    expect((await lee.vault.open(rows[0]?.id ?? '')).secure).toMatchObject({ status: 'open', subject: 'Before' });
    expect((await lee.vault.open(sent)).secure).toMatchObject({ status: 'open', subject: 'Sent before' });
    const reply = await lee.vault.newDraft({ reply: { message: rows[0]?.id ?? '', all: true, head: '' } });
    expect(reply.recipients).toEqual([ana.address]);
  });

  test('signs the address alone that they have asked for, whatever the server says is under way', async () => {
    const [asked, other] = [fresh(), fresh()];
    const { password } = lee.person;
    await lee.vault.askAddressChange({ password, address: asked });
    await answerBoth(lee, asked);
    expect(await refused(lee.vault.finishAddressChange({ password, address: other }))).toBe('address_change_expired');
  });

  test('signs nothing that they have stopped, though the server goes on with it, and nothing twice', async () => {
    const { password } = lee.person;
    const address = fresh();
    await lee.vault.askAddressChange({ password, address });
    await answerBoth(lee, address);
    lee.intercept = async ({ method }, pass) => (method === 'DELETE' ? new Response(null, { status: 204 }) : await pass());
    await lee.vault.stopAddressChange();
    lee.intercept = null;
    expect(await refused(lee.vault.finishAddressChange({ password, address }))).toBe('address_change_expired');
    const { now } = await move(lee);
    expect(await refused(lee.vault.finishAddressChange({ password, address: now }))).toBe('address_change_expired');
  });

  test('needs the password at both ends', async () => {
    const address = fresh();
    expect(await refused(lee.vault.askAddressChange({ password: 'another', address }))).toBe('wrong_credentials');
    await lee.vault.askAddressChange({ password: lee.person.password, address });
    await answerBoth(lee, address);
    expect(await refused(lee.vault.finishAddressChange({ password: 'another', address }))).toBe('wrong_credentials');
  });
});

describe('whoever knows them', () => {
  test('writes to the old address and reaches the new one: name, notes, groups and verification go along', async () => {
    await ana.vault.fingerprint(lee.address);
    await ana.vault.confirmKeys({ address: lee.address, as: 'compared' });
    await ana.vault.saveContact({ address: lee.address, name: 'Lee of the lab', practice: 'Fine Lab', notes: 'Calls back' });
    await ana.vault.saveGroup({ id: null, name: 'Lab', members: [lee.address] });
    const { old, now } = await move(lee);
    expect(await stateOf(old)).toMatchObject({ typed: old, address: now, state: 'verified', name: 'Lee of the lab', formerly: old });
    const { id } = await ana.vault.send(await ana.write([old], { subject: 'To the old address' }));
    expect((await lee.vault.open(id)).secure).toMatchObject({ status: 'open', subject: 'To the old address' });
    expect(await contact(old)).toBeUndefined();
    expect(await contact(now)).toMatchObject({ name: 'Lee of the lab', notes: 'Calls back', verification: { kind: 'compared' }, formerly: { address: old } });
    expect((await ana.vault.groups())[0]?.members).toEqual([now]);
    expect((await ana.vault.suggest(old)).people.map(({ address }) => address)).toEqual([now]);
  });

  test('learns it from a message of theirs, without any look-up of an address', async () => {
    const { old, now } = await move(lee);
    const { id } = await lee.vault.send(await lee.write([ana.address], { subject: 'From the new address' }));
    expect((await ana.vault.open(id)).secure).toMatchObject({ status: 'open' });
    expect(await contact(now)).toMatchObject({ verification: { kind: 'first-use' }, formerly: { address: old } });
    expect(await contact(old)).toBeUndefined();
  });

  test('seals once for a person who was asked for under both addresses', async () => {
    const { old, now } = await move(lee);
    const { id } = await ana.vault.send(await ana.write([old, now]));
    expect((await ana.vault.open(id)).summary.recipients.map(({ address }) => address)).toEqual([now]);
  });

  test('goes on finding them where somebody else has the old address, who is a stranger', async () => {
    const { old, now } = await move(lee);
    server.advance(91 * 24 * 60 * 60 * 1000);
    const taker = await (await new VaultPerson(server, { person: { address: old } }).signUp()).confirm();
    await ana.logIn();
    expect(await stateOf(old)).toMatchObject({ address: now, state: 'registered' });
    expect(await stateOf(now)).toMatchObject({ address: now });
    // Until a person says that they mean whoever has it now.
    await ana.vault.saveContact({ address: old, name: 'The next one', practice: '', notes: '' });
    expect(await stateOf(old)).toMatchObject({ address: old, name: 'The next one', formerly: null });
    expect(taker.address).toBe(old);
  });
});

describe('a hostile server', () => {
  /** As `lee` would, but made by whoever has these keys. */
  async function movedTo(address: string, from: Made): Promise<Made> {
    const keyring = rotateKeyring(from.keyring);
    const made = await createIdentity(keyring, { account: from.account, address: normaliseAddress(address), previous: from.chain.at(-1) ?? { json: '', signatures: [] }, addressChanges: true });
    const chain = [...from.chain, made.identity];
    return { account: from.account, keyring, chain, directory: { ...from.directory, address, identities: chain, kemPublicKey: toBase64Url(made.kemPublicKey) } };
  }

  test('moves no contact to another account, and gets neither message nor invitation for them', async () => {
    const other = await movedTo(fresh(), await invented(lee.address));
    ana.intercept = lying([lookingUp((result) => Object.assign(result, { registered: null, moved: other.directory }))]);
    expect(await stateOf(lee.address)).toMatchObject({ address: lee.address, state: 'changed' });
    expect(await refused(ana.vault.send(await ana.write([lee.address])))).toBe('keys_changed');
    expect(await ana.vault.invitations()).toEqual([]);
    ana.intercept = null;
    expect(await stateOf(lee.address)).toMatchObject({ state: 'registered' });
  });

  test('puts nobody who has moved in the place of somebody who is known', async () => {
    const thief = await invented(fresh());
    ana.intercept = lying(listing(thief));
    await ana.vault.fingerprint(thief.directory.address);
    await ana.vault.confirmKeys({ address: thief.directory.address, as: 'compared' });
    const moved = await movedTo(lee.address, thief);
    ana.intercept = lying(listing(moved));
    expect(await stateOf(lee.address)).toMatchObject({ state: 'changed' });
    expect(await contact(lee.address)).toMatchObject({ formerly: null, verification: { kind: 'changed' } });
    expect(await contact(thief.directory.address)).toMatchObject({ verification: { kind: 'compared' } });
  });

  test('gets no message for somebody who is known by making up that I have had their address', async () => {
    const { account } = await ownEntry(ana);
    const forged = await movedTo(fresh(), await invented(lee.address, { account: account as Id, chain: [] }));
    ana.intercept = lying([lookingUp((result) => Object.assign(result, { registered: null, moved: forged.directory }))]);
    expect(await stateOf(lee.address)).toMatchObject({ address: lee.address, state: 'changed' });
    expect(await refused(ana.vault.send(await ana.write([lee.address])))).toBe('keys_changed');
  });

  test('starts nobody again and moves them to where they would be met anew', async () => {
    const known = await ownEntry(lee);
    const thief = await movedTo(fresh(), await invented(lee.address, { account: known.account as Id, chain: known.identities }));
    ana.intercept = lying(listing(thief));
    // The second look sees what the first has taken note of.
    for (let look = 0; look < 2; look += 1) expect(await stateOf(thief.directory.address)).toMatchObject({ state: 'changed' });
    expect(await contact(thief.directory.address)).toBeUndefined();
    expect(await contact(lee.address)).toMatchObject({ formerly: null, verification: { kind: 'changed' } });
  });

  test('moves nobody to an address where somebody else was invited: that takes the access code', async () => {
    const address = fresh();
    await ana.vault.send(await ana.write([address]));
    const before = lee.address;
    await move(lee, address);
    for (let look = 0; look < 2; look += 1) expect((await stateOf(address))?.state).toBe('alarm');
    expect((await stateOf(before))?.state).toBe('changed');
    const { id } = await lee.vault.send(await lee.write([ana.address], { subject: 'It is me' }));
    expect((await ana.vault.open(id)).summary.sender.verification.kind).toBe('unconfirmed');
    // Whoever has it is known there too, and is one contact.
    const [invitation] = await ana.vault.invitations();
    await lee.vault.redeem({ id: invitation?.invitation ?? '', token: server.invitationToken(invitation?.invitation ?? ''), code: invitation?.code ?? '' });
    await lee.vault.joinInvitation();
    expect(await stateOf(before)).toMatchObject({ address, state: 'verified', formerly: before });
    expect(await contact(before)).toBeUndefined();
  });

  test('takes a change back from nobody who has seen it', async () => {
    const before = (await ana.browser.call('POST /api/accounts/lookup', { body: { accounts: [(await contact(lee.address))?.account] } })).body as { results: Made['directory'][] };
    const { old, now } = await move(lee);
    await ana.vault.resolve([old]);
    ana.intercept = lying([lookingUp((result) => Object.assign(result, { registered: before.results[0], moved: null }))]);
    expect((await stateOf(now))?.state).toBe('alarm');
    ana.intercept = null;
    expect((await stateOf(now))?.state).toBe('registered');
  });

  test('leads nobody who was never known anywhere', async () => {
    const stranger = await movedTo(fresh(), await invented(fresh()));
    const asked = JSON.parse(stranger.chain[0]?.json ?? '{}') as { address: string };
    ana.intercept = lying([lookingUp((result) => Object.assign(result, { moved: stranger.directory }))]);
    expect(await stateOf(asked.address)).toMatchObject({ address: asked.address, state: 'to-invite' });
  });

  test('frees no claimant from the doubt about their access code by moving them', async () => {
    const address = fresh();
    await ana.vault.send(await ana.write([address]));
    const claimant = await movedTo(fresh(), await invented(address));
    ana.intercept = lying(listing(claimant));
    expect((await stateOf(claimant.directory.address))?.state).toBe('alarm');
  });
});
