// Guessing an invitation's access code: tries are counted, also when they come at once, and end in a pause that the inviter hears of.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64Url } from '#crypto';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { acceptInvitation, inviteSomebody, redeem } from '../support/correspondence.ts';
import { HOUR_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const wrong = { body: { proof: toBase64Url(new Uint8Array(32)) } };

describe('wrong access codes', () => {
  it('are counted; ten in an hour pause the invitation for an hour and tell the inviter; the right code works afterwards', async () => {
    const owner = await founder(server);
    const { invitation, code, address } = await inviteSomebody(owner);
    const path = `POST /api/invitations/${invitation}/redeem`;
    const left: unknown[] = [];
    for (let time = 0; time < 10; time += 1) {
      const answer = await new TestClient(server).call<{ error: { triesLeft: number } }>(path, wrong);
      expect(refusal(answer)).toBe('401 wrong_code');
      left.push(answer.body.error.triesLeft);
    }
    expect(left).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    const paused = await new TestClient(server).call<{ error: { retryAfter: number } }>(path, wrong);
    expect(refusal(paused)).toBe('423 invitation_paused');
    expect(paused.body.error.retryAfter).toBeGreaterThan(3500);
    expect(paused.headers.get('retry-after')).toBe(String(paused.body.error.retryAfter));
    await expect(redeem(new TestClient(server), { invitation, code })).rejects.toThrow('423');
    expect(await ok(owner.api.invitations[':id'].view.$post({ param: { id: invitation }, json: {} }))).toMatchObject({ status: 'paused' });
    expect((await ok(owner.api.invitations.$get())).invitations).toMatchObject([{ id: invitation, wrongTries: 10, status: 'open' }]);
    expect((await server.mails(owner.address)).at(-1)).toMatchObject({ kind: 'code_paused', payload: { address } });
    server.advance(HOUR_MS + 1);
    expect(await new TestClient(server).call(path, wrong)).toMatchObject({ status: 401, body: { error: { triesLeft: 9 } } });
    await acceptInvitation(new TestClient(server, somebody({ address })), { invitation, code });
  });

  it('are counted also when they are tried at once', async () => {
    const { invitation } = await inviteSomebody(await founder(server));
    const path = `POST /api/invitations/${invitation}/redeem`;
    const answers = await Promise.all(Array.from({ length: 15 }, () => new TestClient(server).call(path, wrong)));
    const codes = answers.map(refusal);
    expect(codes.filter((code) => code === '401 wrong_code')).toHaveLength(10);
    expect(codes.filter((code) => code === '423 invitation_paused')).toHaveLength(5);
  });

  it('of long ago do not count', async () => {
    const { invitation } = await inviteSomebody(await founder(server));
    const path = `POST /api/invitations/${invitation}/redeem`;
    for (let time = 0; time < 9; time += 1) await new TestClient(server).call(path, wrong);
    server.advance(HOUR_MS);
    expect(await new TestClient(server).call(path, wrong)).toMatchObject({ body: { error: { triesLeft: 9 } } });
  });
});
