// The main job through the vault alone, against the real application: sign up, confirm, write to a new address with two
// attachments, redeem, accept, read, download, reply, and the claim that proves the contact.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let lee: VaultPerson;
let code: { invitation: string; code: string };
let message: string;
const small = { name: 'findings.txt', bytes: new TextEncoder().encode('molar 36'), type: 'text/plain' };
const large = { name: 'scan.dcm', bytes: new Uint8Array(randomBytes(11_000_003)) };

beforeAll(async () => {
  server = await startTestServer();
  ana = new VaultPerson(server, { person: { name: 'Dr. Ana Ruiz', address: 'ana@northside.example' } });
  lee = new VaultPerson(server, { person: { name: 'Lee Park', address: 'lee@finelab.example' } });
});
afterAll(() => server?.stop());

describe('the main job through the vault', () => {
  test('a practice signs up, is shown a kit of 24 words, and confirms its address', async () => {
    await ana.signUp();
    expect(ana.kit?.words).toHaveLength(24);
    expect((await ana.vault.session())?.confirmed).toBe(false);
    await ana.confirm();
    expect(await ana.vault.session()).toMatchObject({ confirmed: true, role: 'owner', mayInvite: true });
  });

  test('a new address will be invited, and sending gives its access code', async () => {
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ address: lee.address, state: 'to-invite' }]);
    const draft = await ana.write([lee.address], { subject: 'Crown for tooth 36', text: 'See both files.' });
    await ana.attach(draft, small);
    await ana.attach(draft, large);
    const sent = await ana.vault.send(draft);
    message = sent.id;
    expect(sent.codes).toMatchObject([{ address: lee.address, completeLink: null }]);
    code = sent.codes[0] ?? { invitation: '', code: '' };
    expect(code.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){2}$/);
    expect(await ana.vault.drafts()).toEqual([]);
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'invited' }]);
  });

  test('a mistyped code is noticed without a try, a wrong one counts', async () => {
    const token = server.invitationToken(code.invitation);
    await expect(lee.vault.redeem({ id: code.invitation, token, code: '00000-00000-00001' })).rejects.toMatchObject({ code: 'code_invalid' });
    await expect(lee.vault.redeem({ id: code.invitation, token, code: '00000-00000-00000' })).rejects.toMatchObject({ code: 'wrong_code', details: { triesLeft: 9 } });
  });

  test('the invitee registers with the code and reads the waiting message at once', async () => {
    expect(await lee.accept(code)).toBe(message);
    const opened = await lee.vault.open(message);
    expect(opened.notice.subject).toBe('A message from us');
    expect(opened.secure).toMatchObject({ status: 'open', subject: 'Crown for tooth 36', attachments: [{ name: 'findings.txt' }, { name: 'scan.dcm' }] });
    expect(opened.summary.sender).toMatchObject({ address: ana.address, verification: { kind: 'access-code' } });
  });

  test('both attachments come out byte for byte', async () => {
    const { secure } = await lee.vault.open(message);
    if (secure.status !== 'open') throw new Error('not open');
    for (const [index, file] of [small, large].entries()) {
      const bytes = await lee.download(message, secure.attachments[index]?.id ?? '');
      expect(Buffer.compare(bytes, file.bytes)).toBe(0);
    }
  });

  test('the invitee replies with everything filled in', async () => {
    const draft = await lee.vault.newDraft({ reply: { message, all: false, head: 'On Monday, Ana wrote:' } });
    expect(draft).toMatchObject({ recipients: [ana.address], secureSubject: 'Re: Crown for tooth 36', inReplyTo: message });
    expect(JSON.stringify(draft.body)).toContain('See both files.');
    expect((await lee.vault.send({ ...draft, noticeText: 'I have answered.' })).codes).toEqual([]);
  });

  test('the sender reads the reply from a contact verified by access code', async () => {
    const { rows } = await ana.vault.list({ folder: 'inbox', before: null });
    expect(rows).toMatchObject([{ subject: 'Re: Crown for tooth 36', thread: message, sender: { address: lee.address, verification: { kind: 'access-code' } } }]);
    expect(await ana.vault.contacts()).toMatchObject([{ address: lee.address, name: 'Lee Park', verification: { kind: 'access-code' } }]);
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'verified' }]);
    expect(await ana.vault.invitations()).toMatchObject([{ status: 'claimed', claim: 'verified' }]);
  });

  test('the sender sees who opened what', async () => {
    await lee.vault.mark({ messages: [{ id: message, role: 'recipient' }], marks: { read: true } });
    const { deliveries } = await ana.vault.open(message);
    expect(deliveries).toMatchObject([{ address: lee.address, state: 'registered' }]);
    expect(deliveries[0]?.openedAt).toBeTypeOf('number');
  });

  test('a reload opens the session without a password; after log-off nothing does', async () => {
    ana.reload();
    expect(await ana.vault.resume()).toMatchObject({ address: ana.address });
    expect((await ana.vault.list({ folder: 'sent', before: null })).rows).toMatchObject([{ subject: 'Crown for tooth 36', role: 'sender' }]);
    await ana.vault.logOut();
    ana.reload();
    expect(await ana.vault.resume()).toBeNull();
    await expect(ana.vault.contacts()).rejects.toMatchObject({ code: 'not_signed_in' });
  });

  test('another device has everything after log-in', async () => {
    const elsewhere = await ana.elsewhere().logIn();
    expect(await elsewhere.vault.contacts()).toMatchObject([{ address: lee.address, verification: { kind: 'access-code' } }]);
    const { rows } = await elsewhere.vault.list({ folder: 'inbox', before: null });
    expect(rows).toMatchObject([{ subject: 'Re: Crown for tooth 36' }]);
  });
});
