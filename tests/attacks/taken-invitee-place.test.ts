// Somebody who registers in an invitee's place, with a claim made up, withheld or stolen: the inviter's browser neither writes to
// them nor shows their mail as known.
import { claimFor, deriveInvitationKeys, identityHash, ready, toBase64Url, type Id, type SignedObject } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WireInvitation } from '../../web/session/wire.ts';
import { forge } from '../crypto/people.ts';
import { delivering, messageFrom } from '../support/colluder.ts';
import { invented, listing, lying, ownEntry, type Lie, type Made } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
const founder = async () => (await new VaultPerson(server).signUp()).confirm();

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  [ana, ben] = [await founder(), await founder()];
});
afterEach(() => {
  ana.intercept = ben.intercept = null;
});
afterAll(() => server?.stop());

const invite = async (address: string) => (await ana.vault.send(await ana.write([address], { subject: 'Waiting' }))).codes[0] ?? { invitation: '', code: '' };
/** The server says that this invitation was claimed by somebody. */
const claimed = (invitation: string, { claim, by }: { claim: Uint8Array; by: Made }): Lie => [
  /api\/invitations$/,
  ({ invitations }: { invitations: WireInvitation[] }) =>
    invitations.forEach((each) => Object.assign(each, each.id === invitation ? { status: 'claimed', claim: { claim: toBase64Url(claim), directory: by.directory, at: Date.now() } } : {})),
];
const claimBy = async ({ invitation, code }: { invitation: string; code: string }, identity: SignedObject) =>
  claimFor((await deriveInvitationKeys(code, invitation as Id)).claimKey, { id: invitation as Id, identityHash: await identityHash(identity) });

describe('whoever answers my invitation', () => {
  it('without the code is never written to, also not after a mere look; cancelling ends it', async () => {
    const lee = new VaultPerson(server);
    const made = await invite(lee.address);
    await (await lee.signUp()).confirm();
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'alarm' }]);
    expect(await refused(ana.vault.send(await ana.write([lee.address])))).toBe('claim_wrong');
    await ana.vault.fingerprint(lee.address);
    expect(await refused(ana.vault.confirmKeys({ address: lee.address, as: 'first-use' }))).toBe('claim_wrong');
    const { id } = await lee.vault.send(await lee.write([ana.address], { subject: 'Believe me' }));
    expect((await ana.vault.open(id)).summary.sender.verification).toEqual({ kind: 'unconfirmed' });
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'alarm' }]);
    await ana.vault.cancelInvitation(made.invitation);
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'registered' }]);
  });

  it('is verified when the claim comes later, from an account that was there already', async () => {
    const lee = new VaultPerson(server);
    const { id, codes } = await ana.vault.send(await ana.write([lee.address], { subject: 'Waiting' }));
    const made = codes[0] ?? { invitation: '', code: '' };
    await (await lee.signUp()).confirm();
    await lee.vault.redeem({ id: made.invitation, token: null, code: made.code });
    expect(await lee.vault.joinInvitation()).toEqual({ message: id });
    expect(await lee.vault.open(id)).toMatchObject({ secure: { status: 'open', subject: 'Waiting' } });
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'verified' }]);
  });

  it.each(['made up', 'another invitation’s', 'another identity’s'])('with a claim that is %s is an alarm, and mail from there is unverified', async (which) => {
    const address = `${which.replaceAll(/\W/g, '')}@invited.example`;
    const made = await invite(address);
    const [impostor, other] = [await invented(address), await invented(address)];
    const identity = impostor.chain[0] as SignedObject;
    const elsewhere = await invite(`elsewhere-${address}`);
    const claim = which === 'made up' ? new Uint8Array(32) : await (which === 'another identity’s' ? claimBy(made, other.chain[0] as SignedObject) : claimBy(elsewhere, identity));
    const parts = await messageFrom(impostor, [await ownEntry(ana)]);
    ana.intercept = lying([...listing(impostor), claimed(made.invitation, { claim, by: impostor }), ...delivering(parts, { container: await forge(parts, {}), to: ana.address })]);
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'alarm' }]);
    expect(await refused(ana.vault.send(await ana.write([address])))).toBe('claim_wrong');
    expect((await ana.vault.invitations()).find(({ invitation }) => invitation === made.invitation)).toMatchObject({ claim: 'wrong' });
    expect((await ana.vault.open(parts.manifest.id)).summary.sender.verification).toEqual({ kind: 'unconfirmed' });
    expect((await ana.vault.contacts()).find((contact) => contact.address === address)?.verification).toBeNull();
  });

  it('with the right code and an identity for another address is an alarm', async () => {
    const made = await invite('right@invited.example');
    const elsewhere = await invented('wrong@elsewhere.example');
    const claim = await claimBy(made, elsewhere.chain[0] as SignedObject);
    ana.intercept = lying([...listing(await invented('right@invited.example')), claimed(made.invitation, { claim, by: elsewhere })]);
    expect(await ana.vault.resolve(['right@invited.example'])).toMatchObject([{ state: 'alarm' }]);
    expect((await ana.vault.contacts()).map(({ address }) => address)).not.toContain('wrong@elsewhere.example');
  });

  it('with a claim for keys before a restart, which the server puts after them, is an alarm', async () => {
    const address = 'restarted@invited.example';
    const made = await invite(address);
    const lee = await invented(address);
    const after = await invented(address, lee);
    ana.intercept = lying([...listing(after), claimed(made.invitation, { claim: await claimBy(made, lee.chain[0] as SignedObject), by: after })]);
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'alarm' }]);
  });

  it('does not vouch for an identity that the server puts before a restart', async () => {
    const address = 'lee@invited.example';
    const made = await invite(address);
    const impostor = await invented(address);
    const lee = await invented(address, impostor);
    const parts = await messageFrom(impostor, [await ownEntry(ana)]);
    ana.intercept = lying([
      ...listing(lee), claimed(made.invitation, { claim: await claimBy(made, lee.chain[1] as SignedObject), by: lee }),
      ...delivering(parts, { container: await forge(parts, {}), to: ana.address }),
    ]);
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'verified' }]);
    expect((await ana.vault.open(parts.manifest.id)).secure).toEqual({ status: 'failed', reason: 'refused' });
  });

  it('cannot have an answered invitation opened again, to be written to under its key', async () => {
    const lee = new VaultPerson(server);
    const made = await invite(lee.address);
    const open = (await ana.browser.call<{ results: { invitation: object }[] }>('POST /api/addresses/lookup', { body: { addresses: [lee.address] } })).body.results[0]?.invitation;
    await lee.accept(made);
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'verified' }]);
    ana.intercept = lying([[/addresses\/lookup$/, ({ results }: { results: object[] }) => results.forEach((result) => Object.assign(result, { registered: null, invitation: open }))]]);
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'changed' }]);
  });
});
