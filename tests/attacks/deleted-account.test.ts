// Deleting somebody else's account, or one's own without meaning to: without the password, with another's proof, by replay, by racing;
// and coming back into an account that is gone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { guestOf, inviteSomebody, redeem, registerBody } from '../support/correspondence.ts';
import { coworkerOf } from '../support/coworkers.ts';
import { DELETE, deleteAccount } from '../support/deletion.ts';
import { codeOf, setUpSecondFactor } from '../support/second-factor.ts';
import { MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const isThere = async (client: TestClient) => (await server.database.selectFrom('accounts').select('deleted_at').where('id', '=', client.account).executeTakeFirst())?.deleted_at === null;
const alone = (reauth: string, code?: string) => ({ body: { reauth, endsPractice: true, ...(code === undefined ? {} : { code }) } });

describe('whoever has a session and not the password', () => {
  it('deletes nothing: a made-up proof, one of another purpose, an old one and one of another account are refused', async () => {
    const [victim, thief] = [await founder(server), await founder(server)];
    const stolen = await anotherDevice(victim);
    const { setUp } = await ok(victim.api['second-factor']['set-up'].start.$post({ json: { reauth: await victim.reauthenticate() } }));
    for (const proof of ['A'.repeat(43), setUp, await thief.reauthenticate()]) expect(refusal(await stolen.call(DELETE, alone(proof)))).toBe('410 ticket_expired');
    const old = await victim.reauthenticate();
    server.advance(6 * MINUTE_MS);
    expect(refusal(await stolen.call(DELETE, alone(old)))).toBe('410 ticket_expired');
    expect(await isThere(victim)).toBe(true);
  });

  it('with a right proof of their own deletes themselves at most, however the request names others', async () => {
    const [victim, thief] = [await founder(server), await founder(server)];
    const reauth = await thief.reauthenticate();
    expect(refusal(await thief.call(DELETE, { body: { reauth, endsPractice: true, account: victim.account } }))).toBe('400 invalid_request');
    expect(refusal(await victim.call(DELETE, alone(reauth)))).toBe('410 ticket_expired');
    expect([await isThere(victim), await isThere(thief)]).toEqual([true, true]);
  });

  it('nor with the password alone where there is a second factor, and wrong codes are counted', async () => {
    const victim = await founder(server);
    const app = await setUpSecondFactor(victim);
    const reauth = await victim.reauthenticate();
    expect(refusal(await victim.call(DELETE, alone(reauth)))).toBe('401 wrong_second_factor');
    for (let time = 0; time < 10; time += 1) expect(refusal(await victim.call(DELETE, alone(reauth, '000000')))).toMatch(/^401 wrong_second_factor/);
    expect(refusal(await victim.call(DELETE, alone(reauth, codeOf(app, server))))).toBe('429 too_many_requests');
    expect(await isThere(victim)).toBe(true);
    server.advance(15 * MINUTE_MS + 1000);
    expect((await deleteAccount(victim, { endsPractice: true, code: codeOf(app, server) })).status).toBe(204);
  });

  it('nor from another origin, though the browser brings the cookie', async () => {
    const victim = await founder(server);
    const reauth = await victim.reauthenticate();
    expect(refusal(await victim.call(DELETE, { ...alone(reauth), headers: { origin: 'https://evil.example' } }))).toBe('403 wrong_origin');
    expect(await isThere(victim)).toBe(true);
  });
});

describe('replay and races', () => {
  it('one proof serves once: of a proof that was used for something else nothing is left', async () => {
    const victim = await founder(server);
    const reauth = await victim.reauthenticate();
    await ok(victim.api['second-factor']['set-up'].start.$post({ json: { reauth } }));
    expect(refusal(await victim.call(DELETE, alone(reauth)))).toBe('410 ticket_expired');
  });

  it('of two owners who go at once one stays, and of a member who joins meanwhile nothing is lost', async () => {
    const owner = await founder(server);
    const second = await coworkerOf(owner, { role: 'owner' });
    await coworkerOf(owner);
    const proofs = [[owner, await owner.reauthenticate()], [second, await second.reauthenticate()]] as const;
    const answers = await Promise.all(proofs.map(([client, reauth]) => client.call(DELETE, { body: { reauth, endsPractice: false } })));
    expect(answers.map((answer) => (answer.status < 400 ? '204' : refusal(answer))).toSorted()).toEqual(['204', '409 last_owner']);
    const lone = await founder(server);
    const reauth = await lone.reauthenticate();
    const late = await coworkerOf(lone);
    expect(refusal(await lone.call(DELETE, alone(reauth)))).toBe('409 last_owner');
    await ok(lone.api.practice.members[':id'].$patch({ param: { id: late.account }, json: { role: 'owner' } }));
    // They were told that the practice ends, and it would not; nothing is done, and the proof is still theirs.
    expect(refusal(await lone.call(DELETE, alone(reauth)))).toBe('409 conflict');
    expect([await isThere(lone), await isThere(late)]).toEqual([true, true]);
    expect((await lone.call(DELETE, { body: { reauth, endsPractice: false } })).status).toBe(204);
  });
});

describe('into an account that is gone', () => {
  it('nobody comes back: not by a log-in begun before, a proof given before, a recovery or an invitation under way', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    const begun = await guest.prove();
    const before = await guest.reauthenticate();
    const half = await new TestClient(server, guest.person).prove();
    expect((await deleteAccount(guest)).status).toBe(204);
    for (const login of [begun, half]) expect(refusal(await new TestClient(server).call('POST /api/login/finish', { body: { login: login?.login, finish: login?.finish } }))).toBe('401 wrong_credentials');
    expect(refusal(await guest.call(DELETE, { body: { reauth: before, endsPractice: false } }))).toBe('401 not_signed_in');
    const late = await anotherDevice(guest);
    expect(refusal(await late.call(DELETE, { body: { reauth: before, endsPractice: false } }))).toBe('401 not_signed_in');
  });

  it('nor is anybody invited by it: a code that was given before opens nothing', async () => {
    const owner = await founder(server);
    const second = await coworkerOf(owner, { role: 'owner' });
    const { invitation, code, address } = await inviteSomebody(second);
    const invitee = new TestClient(server, somebody({ address }));
    const redeemed = await redeem(invitee, { invitation, code });
    const { body } = await registerBody(invitee, redeemed);
    await deleteAccount(second);
    expect(refusal(await invitee.call(`POST /api/invitations/${invitation}/register/finish`, { body }))).toBe('410 invitation_cancelled');
  });

  it('and who had it is not told from somebody unknown, by log-in, recovery or sign-up', async () => {
    const gone = await founder(server);
    await deleteAccount(gone, { endsPractice: true });
    const answers = [];
    for (const address of [gone.person.address, 'never@practice.example']) {
      const browser = new TestClient(server);
      const start = await browser.call<Record<string, string>>('POST /api/login/start', { body: { address, request: 'A'.repeat(43) } });
      const kit = await browser.call('POST /api/recovery/start', { body: { address, proof: 'A'.repeat(43), request: 'A'.repeat(43) } });
      const up = await browser.call<Record<string, string>>('POST /api/sign-up/start', { body: { address, request: 'A'.repeat(43) } });
      answers.push([start.status, Object.entries(start.body).map(([name, value]) => [name, value.length]), refusal(kit), up.status]);
    }
    expect(answers[0]).toEqual(answers[1]);
  });
});
