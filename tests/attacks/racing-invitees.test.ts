// One invitation, two who use it at once: one becomes the invitee, the other leaves no trace and is told.
import { ready } from '#crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { inviteSomebody, redeem, registerBody } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
beforeAll(async () => {
  await ready();
  server = await startTestServer();
});
afterAll(() => server?.stop());

describe('two who have the code', () => {
  it('and register at the same moment: one wins, the other is told and has no account, no session and no mail', async () => {
    const owner = await founder(server);
    const { address, invitation, code, message } = await inviteSomebody(owner);
    const racers = [new TestClient(server, somebody({ address })), new TestClient(server, somebody({ address }))];
    const bodies: Awaited<ReturnType<typeof registerBody>>[] = [];
    for (const racer of racers) bodies.push(await registerBody(racer, await redeem(racer, { invitation, code })));
    const answers = await Promise.all(racers.map((racer, index) => racer.call(`POST /api/invitations/${invitation}/register/finish`, { body: bodies[index]?.body })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const lost = answers.findIndex(({ status }) => status === 409);
    expect(refusal(answers[lost] ?? { status: 0, body: null, headers: new Headers() })).toBe('409 invitation_used');
    const loser = racers[lost];
    expect(loser?.cookies.size).toBe(0);
    expect(refusal((await loser?.call(`GET /api/messages/${message}`)) ?? { status: 0, body: null, headers: new Headers() })).toBe('401 not_signed_in');
    const accounts = await server.database.selectFrom('accounts').select('id').where('address', '=', address).execute();
    expect(accounts).toEqual([{ id: bodies[1 - lost]?.made.account }]);
    const traces = await server.database.selectFrom('state_roots').select('account_id').where('account_id', '=', bodies[lost]?.made.account ?? '').execute();
    expect(traces).toEqual([]);
    const claimed = await server.database.selectFrom('invitations').select(['status', 'escrow', 'proof_hash']).where('id', '=', invitation).executeTakeFirst();
    expect(claimed).toEqual({ status: 'claimed', escrow: null, proof_hash: null });
  });

  it('one after the other: the second cannot redeem, nor register with what it had redeemed before', async () => {
    const ana = await (await new VaultPerson(server).signUp()).confirm();
    const lee = new VaultPerson(server);
    const [made] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    const { invitation: id, code } = made ?? { invitation: '', code: '' };
    const second = lee.elsewhere();
    await second.vault.redeem({ id, token: server.invitationToken(id), code });
    await lee.accept({ invitation: id, code });
    const { name, password } = lee.person;
    expect(await refused(second.vault.acceptInvitation({ name, practiceName: '', password }))).toBe('invitation_used');
    expect(await refused(second.vault.redeem({ id, token: null, code }))).toBe('invitation_used');
    expect(await second.vault.session()).toBeNull();
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'verified' }]);
  });
});
