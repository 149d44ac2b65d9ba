// The operator's API: a token that the command line makes, and what it opens.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#crypto';
import { BrowserStandIn, refusal } from '../support/browser-stand-in.ts';
import { sealpostCommand } from '../support/cli.ts';
import { founder, type TestClient } from '../support/client.ts';
import { RATES } from '../../server/rates.ts';
import { DAY_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
  token = (await operatorToken('--note', 'billing')).token;
});
afterAll(() => server.stop());

async function operatorToken(...options: string[]): Promise<{ token: string; code: number }> {
  const { code, stdout } = await sealpostCommand(['operator-token', 'make', ...options], { DATABASE_URL: server.databaseUrl });
  return { token: stdout.trim(), code };
}

const bearer = (shown: string) => ({ headers: { authorization: `Bearer ${shown}` } });
const setPlan = (browser: BrowserStandIn, plan: string, shown = token) => browser.call(`PUT /api/operator/practices/${owner.practice}/plan`, { body: { plan }, ...bearer(shown) });

async function planOf(practice: string | null): Promise<string | undefined> {
  return (await server.database.selectFrom('practices').select('plan').where('id', '=', practice ?? '').executeTakeFirst())?.plan;
}

describe("the operator's API", { timeout: 240_000 }, () => {
  it('lists practices and sets their plans, at once and with a line in the log that names the token and no person', async () => {
    const browser = new BrowserStandIn(server);
    const { status, body } = await browser.call<{ practices: { id: string; plan: string; members: number }[] }>('GET /api/operator/practices', bearer(token));
    expect(status).toBe(200);
    expect(body.practices).toEqual([expect.objectContaining({ id: owner.practice, plan: 'paid', members: 1 })]);
    expect((await setPlan(browser, 'free')).status).toBe(204);
    expect(await planOf(owner.practice)).toBe('free');
    const line = server.logged().split('\n').find((each) => each.includes('the operator set a plan')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ practice: owner.practice, plan: 'free' });
    expect(line).not.toContain(token);
    expect(server.logged()).not.toContain(owner.address);
    expect((await setPlan(browser, 'paid')).status).toBe(204);
    expect(await planOf(owner.practice)).toBe('paid');
  });

  it('sets how much a practice may keep, and puts it back to what its plan allows', async () => {
    const browser = new BrowserStandIn(server);
    const setStorage = (bytes: unknown, { practice = owner.practice as string, shown = token } = {}) =>
      browser.call(`PUT /api/operator/practices/${practice}/storage`, { body: { bytes }, ...bearer(shown) });
    const limit = async () => (await owner.call<{ limit: number }>('GET /api/attachments/storage')).body.limit;
    const before = await limit();
    expect((await setStorage(5_000_000)).status).toBe(204);
    expect(await limit()).toBe(5_000_000);
    expect(JSON.parse(server.logged().split('\n').find((each) => each.includes('the operator set a storage limit')) ?? '')).toMatchObject({ practice: owner.practice, bytes: 5_000_000 });
    for (const wrong of [-1, 0.5, '5', 2 ** 53, undefined]) expect(refusal(await setStorage(wrong))).toBe('400 invalid_request');
    expect(refusal(await setStorage(7, { shown: 'A'.repeat(43) }))).toBe('401 not_signed_in');
    expect(refusal(await setStorage(7, { practice: newId() }))).toBe('404 not_found');
    expect(await limit()).toBe(5_000_000);
    expect((await setStorage(null)).status).toBe(204);
    expect(await limit()).toBe(before);
  });

  it('sets for how many people a practice has room, and what a plan allows', async () => {
    const browser = new BrowserStandIn(server);
    const setMembers = (members: unknown, { practice = owner.practice as string, shown = token } = {}) =>
      browser.call(`PUT /api/operator/practices/${practice}/members`, { body: { members }, ...bearer(shown) });
    const change = (plan: string, body: unknown, shown = token) => browser.call(`PATCH /api/operator/plans/${plan}`, { body, ...bearer(shown) });
    const limit = async () => (await owner.call<{ places: { limit: number } }>('GET /api/practice/members')).body.places.limit;
    const plans = async () => (await browser.call<{ plans: Record<string, unknown> }>('GET /api/operator/plans', bearer(token))).body.plans;
    const before = await plans();
    expect((await setMembers(7)).status).toBe(204);
    expect(await limit()).toBe(7);
    for (const wrong of [0, -1, 0.5, '5', 1001, undefined]) expect(refusal(await setMembers(wrong))).toBe('400 invalid_request');
    expect(refusal(await setMembers(8, { shown: 'A'.repeat(43) }))).toBe('401 not_signed_in');
    expect(refusal(await setMembers(8, { practice: newId() }))).toBe('404 not_found');
    expect(await limit()).toBe(7);
    expect((await setMembers(null)).status).toBe(204);
    expect((await change('paid', { members: 321, noticesADay: 5 })).status).toBe(204);
    expect(await limit()).toBe(321);
    const line = server.logged().split('\n').find((each) => each.includes('the operator changed what a plan allows')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ plan: 'paid', change: { members: 321, noticesADay: 5 } });
    expect(line).not.toContain(token);
    for (const wrong of [{}, { members: 0 }, { members: null }, { storageBytes: 0 }, { storageBytes: 2 ** 53 }, { inviting: 1 }, { price: 5 }]) expect(refusal(await change('paid', wrong)), JSON.stringify(wrong)).toBe('400 invalid_request');
    for (const wrong of [{ members: 5 }, { invitationsADay: 5 }, { noticesADay: 5, inviting: true }]) expect(refusal(await change('guest', wrong))).toBe('400 invalid_request');
    expect(refusal(await change('gold', { members: 5 }))).toBe('404 not_found');
    expect(refusal(await change('paid', { members: 5 }, 'A'.repeat(43)))).toBe('401 not_signed_in');
    expect(await plans()).toEqual({ ...before, paid: { ...(before['paid'] as object), members: 321, noticesADay: 5 } });
    expect((await change('paid', { members: 500, noticesADay: 2000 })).status).toBe(204);
    expect(await plans()).toEqual(before);
  });

  it('is closed to every other token, and to sessions', async () => {
    const browser = new BrowserStandIn(server);
    for (const shown of ['', 'x', 'A'.repeat(43), `${token}x`, token.toLowerCase()]) expect(refusal(await setPlan(browser, 'free', shown))).toBe('401 not_signed_in');
    expect(refusal(await owner.call(`PUT /api/operator/practices/${owner.practice}/plan`, { body: { plan: 'free' } }))).toBe('401 not_signed_in');
    expect(await planOf(owner.practice)).toBe('paid');
  });

  it('knows no practice that is not there and no plan that is none', async () => {
    const browser = new BrowserStandIn(server);
    expect(refusal(await browser.call(`PUT /api/operator/practices/${newId()}/plan`, { body: { plan: 'free' }, ...bearer(token) }))).toBe('404 not_found');
    expect(refusal(await setPlan(browser, 'gold'))).toBe('400 invalid_request');
  });

  it('forgets a token that is revoked, and one whose time is over', async () => {
    const browser = new BrowserStandIn(server);
    const { token: other } = await operatorToken('--days', '2');
    expect((await setPlan(browser, 'paid', other)).status).toBe(204);
    const listed = (await sealpostCommand(['operator-token', 'list', '--json'], { DATABASE_URL: server.databaseUrl })).stdout;
    const rows = listed.trim().split('\n').map((line) => JSON.parse(line) as { id: string; note: string; lastUsed: string | null });
    expect(rows.map(({ note }) => note)).toEqual(['billing', '']);
    expect(listed).not.toContain(other);
    expect(rows[1]?.lastUsed).not.toBeNull();
    expect((await sealpostCommand(['operator-token', 'revoke', rows[0]?.id ?? ''], { DATABASE_URL: server.databaseUrl })).code).toBe(0);
    expect(refusal(await setPlan(browser, 'free'))).toBe('401 not_signed_in');
    server.advance(2 * DAY_MS);
    expect(refusal(await setPlan(browser, 'free', other))).toBe('401 not_signed_in');
    server.advance(-2 * DAY_MS);
    expect(await sealpostCommand(['operator-token', 'revoke', 'nothing'], { DATABASE_URL: server.databaseUrl })).toMatchObject({ code: 1, stderr: 'There is no token with this id.\n' });
  });

  it('keeps no token, only its hash', async () => {
    const { token: kept } = await operatorToken();
    const rows = await server.database.selectFrom('operator_tokens').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(kept);
  });

  it('lets one network address try only so often', async () => {
    const browser = new BrowserStandIn(server);
    const { limit } = RATES['operator-by-client'];
    for (let tries = 0; tries < limit; tries += 1) await setPlan(browser, 'free', 'A'.repeat(43));
    expect(refusal(await setPlan(browser, 'free', 'A'.repeat(43)))).toBe('429 too_many_requests');
  });
});
