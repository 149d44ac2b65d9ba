// Somebody whom the server passes off as a colleague, with an invitation of theirs for a patient's address: what is written would be
// sealed to their key.
import {
  countersignMember, createInvitation, fromBase64Url, identityHash, newId, normaliseAddress, proposeMember, ready, toBase64Url,
  type Id, type SignedObject,
} from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LookUp, WireOpenInvitation } from '../../web/session/wire.ts';
import { invented, listing, lying } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await founder();
});
afterEach(() => {
  ana.intercept = null;
});
afterAll(() => server?.stop());

const founder = async () => (await new VaultPerson(server).signUp()).confirm();

describe('a contact who makes a member of my practice together with the server', () => {
  it('gets nothing written to that member’s invitation key', async () => {
    const [contact, member, victim] = [await invented('contact@elsewhere.example'), await invented('member@elsewhere.example'), 'victim@invited.example'];
    const session = await ana.vault.session();
    const practice = session?.practice?.id as Id;
    const identity = await identityHash(member.chain[0] as SignedObject);
    const proposal = await proposeMember(member.keyring, { practice, account: member.account, identity, role: 'member', administrator: contact.account });
    const accountKey = fromBase64Url((JSON.parse(member.chain[0]?.json ?? '') as { signKey: string }).signKey);
    const signed = await countersignMember(contact.keyring, { proposal, accountKey });
    const id = newId();
    const expires = Math.floor(Date.now() / 1000) + 86_400;
    const made = await createInvitation(member.keyring, { id, address: normaliseAddress(victim), practice, expires, inviter: { account: member.account, identity } });
    const invitation = { id, object: made.object, kemPublicKey: toBase64Url(made.kemPublicKey), inviter: member.directory, member: signed, own: null, administrators: [] as WireOpenInvitation['administrators'] };
    ana.intercept = lying(listing(contact, member));
    await ana.vault.fingerprint('contact@elsewhere.example');
    await ana.vault.confirmKeys({ address: 'contact@elsewhere.example', as: 'compared' });
    ana.intercept = lying([
      [/addresses\/lookup$/, ({ results }: { results: LookUp[] }) => results.forEach((result) => Object.assign(result, { invitation }))],
      ...listing(contact, member),
    ]);
    expect(await ana.vault.resolve([victim])).toMatchObject([{ state: 'alarm' }]);
    expect(await refused(ana.vault.send(await ana.write([victim])))).toBe('claim_wrong');
  });
});

describe('a stranger who passes for an administrator of the practice', () => {
  it('whom this account has not signed for, gets nothing written to the keys of those they made members', async () => {
    const lee = new VaultPerson(server);
    const [given] = await ana.vault.inviteCoworkers([{ address: lee.address, role: 'member' }]);
    await lee.accept({ invitation: given?.invitation ?? '', code: given?.code ?? '' });
    const practice = (await lee.vault.session())?.practice?.id as Id;
    const account = (await lee.vault.session())?.account as Id;
    const [impostor, member, victim] = [await invented('impostor@elsewhere.example'), await invented('member2@elsewhere.example'), 'victim2@invited.example'];
    const keyOf = ({ chain }: { chain: SignedObject[] }) => fromBase64Url((JSON.parse(chain[0]?.json ?? '') as { signKey: string }).signKey);
    const memberOf = async (made: typeof member, role: 'owner' | 'member', administrator: typeof impostor) => {
      const identity = await identityHash(made.chain[0] as SignedObject);
      const proposal = await proposeMember(made.keyring, { practice, account: made.account, identity, role, administrator: administrator.account });
      return await countersignMember(administrator.keyring, { proposal, accountKey: keyOf(made) });
    };
    const identity = await identityHash(member.chain[0] as SignedObject);
    const id = newId();
    const expires = Math.floor(Date.now() / 1000) + 86_400;
    const made = await createInvitation(member.keyring, { id, address: normaliseAddress(victim), practice, expires, inviter: { account: member.account, identity } });
    // What the impostor says of this account, with everything but its own signature.
    const real = await server.database.selectFrom('members').select('object').where('account_id', '=', account).executeTakeFirstOrThrow();
    const { identity: own } = JSON.parse(real.object.json) as { identity: string };
    const forged = await proposeMember(impostor.keyring, { practice, account, identity: own, role: 'member', administrator: impostor.account });
    const owns: (SignedObject | null)[] = [null, forged, { json: forged.json, signatures: real.object.signatures }, await memberOf(impostor, 'owner', impostor)];
    const administrators = [
      { directory: impostor.directory, member: await memberOf(impostor, 'owner', impostor) },
      { directory: member.directory, member: await memberOf(member, 'owner', impostor) },
    ];
    // Known well, and compared: that alone makes nobody an administrator of this practice.
    lee.intercept = lying(listing(impostor, member));
    await lee.vault.fingerprint('impostor@elsewhere.example');
    await lee.vault.confirmKeys({ address: 'impostor@elsewhere.example', as: 'compared' });
    for (const shown of owns) {
      const invitation = { id, object: made.object, kemPublicKey: toBase64Url(made.kemPublicKey), inviter: member.directory, member: await memberOf(member, 'owner', impostor), own: shown, administrators };
      lee.intercept = lying([
        [/addresses\/lookup$/, ({ results }: { results: LookUp[] }) => results.forEach((result) => Object.assign(result, { registered: null, invitation }))],
        [/accounts\/lookup$/, ({ results }: { results: never[] }) => ({ results: [...results, impostor.directory, member.directory] })],
      ]);
      expect(await lee.vault.resolve([victim])).toMatchObject([{ state: 'alarm' }]);
      expect(await refused(lee.vault.send(await lee.write([victim])))).toBe('claim_wrong');
    }
  });
});
