// A server, alone or together with a contact, that makes up identities, colleagues, names, rows and old state: the vault neither
// writes to them nor shows them as known.
import {
  claimFor, countersignMember, createInvitation, deriveInvitationKeys, fromBase64Url, identityHash, newId,
  normaliseAddress, parseBody, proposeMember, ready, sealMessage, toBase64Url, type Id, type SignedObject,
} from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Directory, LookUp, WireInvitation } from '../../web/session/wire.ts';
import { invented, listing, lying, ownEntry } from '../support/lying-server.ts';
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

type Row = { id: Id; sender: { account: string; address: string }; container: string; notice: { subject: string; text: string } };

/** A message that the server alone delivers. */
const delivering = ({ id, sender, container, notice }: Row) => {
  const named = { ...sender, name: 'Somebody', practice: null };
  const row = {
    id, thread: id, inReplyTo: null, sender: named, sentAt: Date.now(), folder: 'inbox', readAt: null, starred: false, stanza: 0, role: 'recipient',
    recipients: [{ address: ana.address, name: null }], notice, attachments: 0, typeClass: 'standard', expires: null,
  };
  return [new RegExp(`messages/${id}$`), () => ({ row, container, deliveries: [] })] as const;
};

describe('an identity that the server puts before a restart', () => {
  it('is neither pinned with the claim that the later one makes, nor believed as a sender', async () => {
    const address = 'lee@invited.example';
    const [code] = (await ana.vault.send(await ana.write([address]))).codes;
    const invitation = (code?.invitation ?? '') as Id;
    const impostor = await invented(address);
    const lee = await invented(address, impostor);
    const { claimKey } = await deriveInvitationKeys(code?.code ?? '', invitation);
    const made = await claimFor(claimKey, { id: invitation, identityHash: await identityHash(lee.chain[1] as SignedObject) });
    const claim = { claim: toBase64Url(made), directory: lee.directory, at: Date.now() };
    const notice = { subject: 'From Lee', text: 'Truly.' };
    const id = newId();
    const self = await ownEntry(ana);
    const { container } = await sealMessage({
      manifest: { id, thread: id, inReplyTo: null, time: Date.now(), subject: 'Pay here', expires: null, forwarded: false, typeClass: 'standard', stateRoot: 1, attachments: [] },
      body: parseBody({ type: 'doc', content: [{ type: 'paragraph' }] }),
      notice,
      recipients: [{ address: normaliseAddress(ana.address), account: self.account as Id, invitation: null, kemPublicKey: fromBase64Url(self.kemPublicKey) }],
      sender: {
        account: impostor.account, identity: await identityHash(impostor.chain[0] as SignedObject), address: normaliseAddress(address),
        kemPublicKey: fromBase64Url(impostor.directory.kemPublicKey),
      },
      keyring: impostor.keyring,
    });
    ana.intercept = lying([
      ...listing(lee),
      [/api\/invitations$/, ({ invitations }: { invitations: WireInvitation[] }) =>
        invitations.forEach((each) => Object.assign(each, each.id === invitation ? { status: 'claimed', claim } : {}))],
      delivering({ id, sender: { account: impostor.account, address }, container: toBase64Url(container), notice }),
    ]);
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'verified' }]);
    expect((await ana.vault.open(id)).secure).toEqual({ status: 'failed', reason: 'refused' });
  });
});

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

describe('what only the server says', () => {
  it('does not name the inviter whom the code vouches for', async () => {
    const lee = new VaultPerson(server);
    const [code] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    lee.intercept = lying([[/redeem$/, (body: { inviter: Directory }) => void (body.inviter.name = 'Doctor Other')]]);
    await lee.accept(code ?? { invitation: '', code: '' });
    expect(await lee.vault.contacts()).toMatchObject([{ address: ana.address, name: ana.person.name, verification: { kind: 'access-code' } }]);
  });

  it('does not pass for a verified contact’s message', async () => {
    const ben = await founder();
    // Acquainted: the server shows ben's entry to whoever has written to him.
    await ana.vault.send(await ana.write([ben.address]));
    await ana.vault.fingerprint(ben.address);
    await ana.vault.confirmKeys({ address: ben.address, as: 'compared' });
    const id = newId();
    const sender = { account: (await ownEntry(ben)).account, address: ben.address };
    ana.intercept = lying([delivering({ id, sender, container: 'AAAA', notice: { subject: 'Our new account', text: 'Pay there.' } })]);
    expect(await ana.vault.open(id)).toMatchObject({ secure: { status: 'failed' }, summary: { sender: { verification: { kind: 'unconfirmed' } } } });
  });

  it('does not become the newest state by a re-key of an older one', async () => {
    const carla = await founder();
    const { account } = await ownEntry(carla);
    const { database } = server;
    const root = await database.selectFrom('state_roots').selectAll().where('account_id', '=', account).executeTakeFirstOrThrow();
    const blobs = await database.selectFrom('state_blobs').selectAll().where('account_id', '=', account).execute();
    await carla.vault.saveContact({ address: 'new@contact.example', name: 'New', practice: '', notes: '' });
    await database.deleteFrom('state_blobs').where('account_id', '=', account).execute();
    await database.updateTable('state_roots').set(root).where('account_id', '=', account).execute();
    await database.insertInto('state_blobs').values(blobs).execute();
    const asked: string[] = [];
    carla.intercept = (request, pass) => {
      asked.push(request.path);
      return pass();
    };
    expect(await refused(carla.vault.renewKit({ password: carla.person.password }))).toBe('state_rolled_back');
    expect(asked).not.toContain('/api/rekey');
  });
});
