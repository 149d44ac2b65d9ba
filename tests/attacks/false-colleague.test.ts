// Somebody whom the server passes off as a colleague, with an invitation of theirs for a patient's address: what is written would be
// sealed to their key.
import {
  countersignMember, createInvitation, fromBase64Url, identityHash, newId, normaliseAddress, proposeMember, ready, toBase64Url,
  type Id, type SignedObject,
} from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LookUp } from '../../web/session/wire.ts';
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
    const invitation = { id, object: made.object, kemPublicKey: toBase64Url(made.kemPublicKey), inviter: member.directory, member: signed };
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
