// The main job over the API with the real cryptography: sign up, invite, register with the code, read, download, reply.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyToText, deriveInvitationKeys, fromBase64Url, verifyClaim, verifyIdentityChain, type Id } from '#crypto';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { attach, download } from '../support/attaching.ts';
import { acceptInvitation, openInboxMessage, redeem, registerBody, send } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe('the main job', () => {
  it('carries a message with two attachments to a new address and the reply back', async () => {
    const dentist = await founder(server);
    const lab = new TestClient(server, somebody({ name: 'Northside Lab' }));
    const files = [randomBytes(6_000_000), new Uint8Array(0)];
    const attachments = await Promise.all(files.map((file, index) => attach(dentist, file, { name: `file-${index}.bin` })));
    const { id, codes, body } = await send(dentist, { to: [lab.address], subject: 'Crown 36', text: 'Please make it.', attachments });
    const invitation = body.invitations[0]?.id as Id;
    const code = codes.get(lab.address) ?? '';

    await acceptInvitation(lab, { invitation, code });
    const { rows, unread } = await ok(lab.api.messages.$get({ query: { folder: 'inbox' } }));
    expect(rows.map((row) => row.id)).toEqual([id]);
    expect(rows[0]?.attachments).toBe(2);
    expect(unread).toBe(1);

    const opened = await openInboxMessage(lab, id);
    expect(opened.manifest.subject).toBe('Crown 36');
    expect(bodyToText(opened.body).trim()).toBe('Please make it.');
    for (const [index, file] of files.entries()) {
      const attachment = opened.manifest.attachments[index];
      if (attachment === undefined) throw new Error('an attachment is missing');
      expect(Buffer.from(await download(lab, attachment)).equals(file)).toBe(true);
    }
    await ok(lab.api.messages[':id'].$patch({ param: { id }, json: { read: true } }));
    const { deliveries } = await ok(dentist.api.messages[':id'].$get({ param: { id }, query: {} }));
    expect(deliveries).toMatchObject([{ address: lab.address, state: 'registered', noticeStatus: 'queued' }]);
    expect(deliveries[0]?.openedAt).toBeGreaterThan(0);

    const reply = await send(lab, { to: [dentist.address], subject: 'Re: Crown 36', text: 'On Friday.', inReplyTo: id, thread: body.thread as Id });
    const answered = await openInboxMessage(dentist, reply.id);
    expect(bodyToText(answered.body).trim()).toBe('On Friday.');
    expect(answered.manifest.thread).toBe(body.thread);
  });

  it('lets the inviter verify by the claim that the invitee held the code', async () => {
    const dentist = await founder(server);
    const lab = new TestClient(server);
    const { codes, body } = await send(dentist, { to: [lab.address] });
    const invitation = body.invitations[0]?.id as Id;
    const code = codes.get(lab.address) ?? '';
    await acceptInvitation(lab, { invitation, code });
    const { invitations } = await ok(dentist.api.invitations.$get());
    const claim = invitations.find(({ id }) => id === invitation)?.claim;
    if (claim === null || claim === undefined) throw new Error('no claim');
    const identity = (await verifyIdentityChain(claim.directory.identities, fromBase64Url(claim.directory.kemPublicKey))).at(-1);
    if (identity === undefined) throw new Error('no identity');
    const { claimKey } = await deriveInvitationKeys(code, invitation);
    expect(await verifyClaim(claimKey, { id: invitation, address: lab.address, identity, claim: fromBase64Url(claim.claim) })).toBe(true);
  });

  it('gives a second message to the same address to the open invitation', async () => {
    const dentist = await founder(server);
    const lab = new TestClient(server);
    const first = await send(dentist, { to: [lab.address] });
    const second = await send(dentist, { to: [lab.address] });
    expect(second.body.invitations).toEqual([]);
    const invitation = first.body.invitations[0]?.id as Id;
    await acceptInvitation(lab, { invitation, code: first.codes.get(lab.address) ?? '' });
    const { rows } = await ok(lab.api.messages.$get({ query: { folder: 'inbox' } }));
    expect(rows.map(({ id }) => id).toSorted()).toEqual([first.id, second.id].toSorted());
    expect((await openInboxMessage(lab, second.id)).manifest.id).toBe(second.id);
  });

  it('keeps a message to oneself in Inbox and in Sent, as two rows', async () => {
    const dentist = await founder(server);
    const { id } = await send(dentist, { to: [dentist.address] });
    const inbox = await ok(dentist.api.messages.$get({ query: { folder: 'inbox' } }));
    const sent = await ok(dentist.api.messages.$get({ query: { folder: 'sent' } }));
    expect(inbox.rows.map((row) => [row.id, row.role])).toEqual([[id, 'recipient']]);
    expect(sent.rows.map((row) => [row.id, row.role])).toEqual([[id, 'sender']]);
    expect((await openInboxMessage(dentist, id)).manifest.id).toBe(id);
    await ok(dentist.api.messages[':id'].$patch({ param: { id }, json: { folder: 'trash', role: 'sender' } }));
    expect((await ok(dentist.api.messages.$get({ query: { folder: 'inbox' } }))).rows).toHaveLength(1);
    expect((await ok(dentist.api.messages.$get({ query: { folder: 'trash' } }))).rows).toHaveLength(1);
  });
});

describe('races', () => {
  it('lets one of two invitees in, and tells the other that the invitation is used', async () => {
    const dentist = await founder(server);
    const address = somebody().address;
    const { codes, body } = await send(dentist, { to: [address] });
    const invitation = body.invitations[0]?.id as Id;
    const contenders = [0, 1].map(() => new TestClient(server, somebody({ address })));
    const bodies: unknown[] = [];
    for (const contender of contenders) {
      const redeemed = await redeem(contender, { invitation, code: codes.get(address) ?? '' });
      bodies.push((await registerBody(contender, redeemed)).body);
    }
    const path = `POST /api/invitations/${invitation}/register/finish`;
    const answers = await Promise.all(contenders.map((contender, index) => contender.call(path, { body: bodies[index] })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(answers.filter(({ status }) => status === 409).map(refusal)).toEqual(['409 invitation_used']);
    const accounts = await server.database.selectFrom('accounts').select('id').where('address', '=', address).execute();
    expect(accounts).toHaveLength(1);
    const kept = await server.database.selectFrom('invitations').select(['escrow', 'proof_hash', 'status']).where('id', '=', invitation).executeTakeFirstOrThrow();
    expect(kept).toEqual({ escrow: null, proof_hash: null, status: 'claimed' });
  });
});
