// Every secret and every address that a request can carry, sent wherever a request can carry it, through the whole application: the log
// says which function was called and how it ended, and not a word of them.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#crypto';
import { insertOperatorToken } from '../../server/database/operator-tokens.ts';
import { clearDeletedAccounts } from '../../server/jobs/deletions.ts';
import { mailedToken } from '../../server/mailed-token.ts';
import { createToken } from '../../server/token.ts';
import { BrowserStandIn } from '../support/browser-stand-in.ts';
import { founder, somebody, type TestClient } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { deleteAccount } from '../support/deletion.ts';
import { codeOf, setUpSecondFactor } from '../support/second-factor.ts';
import { DAY_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer({ TRUSTED_PROXIES: '10.0.0.0/8' });
  owner = await founder(server, { name: 'Canary Ruiz', address: 'canary.ruiz@aviary.example' });
});
afterAll(() => server.stop());

/** What every line may have. */
const FIELDS = new Set(['level', 'time', 'msg', 'request', 'method', 'route', 'status', 'ms', 'err', 'code', 'accounts']);

test('nothing of cookies, tokens, links, passwords’ messages, addresses, names, agents, bodies and queries stands in it, whether a request works, is refused or breaks the server', async () => {
  const browser = new BrowserStandIn(server);
  const invited = somebody({ address: 'invited.finch@aviary.example' });
  const { body, codes, id } = await send(owner, { to: [invited.address], notice: { subject: 'Notice of the canary', text: 'Text of the canary' } });
  const invitation = body.invitations[0]?.id ?? '';
  const app = await setUpSecondFactor(owner);
  const links = ['confirm', 'invitation', 'restart'] as const;
  const operator = createToken();
  const now = new Date(server.parts.clock());
  await insertOperatorToken(server.database, { id: newId(), tokenHash: operator.hash, note: 'canary', now, expiresAt: new Date(now.getTime() + DAY_MS) });
  const canaries: Record<string, string> = {
    session: owner.cookies.get('sealpost_session') ?? '',
    bearer: randomBytes(32).toString('base64url'),
    operator: operator.token,
    agent: 'CanaryAgent/7.7',
    forwarded: '203.0.113.77',
    code: codes.get(invited.address) ?? '',
    secondFactor: codeOf(app, server),
    reauth: await owner.reauthenticate(),
    ...Object.fromEntries(links.map((purpose) => [purpose, mailedToken(server.parts.secrets, { purpose, id: invitation })])),
    owner: owner.address,
    invited: invited.address,
    name: 'Canary Ruiz',
    notice: 'of the canary',
    message: id,
    invitation,
    typed: 'typed-canary-in-a-body',
  };
  for (const [name, canary] of Object.entries(canaries)) expect([name, canary.length > 5]).toEqual([name, true]);
  const all = Object.values(canaries).join(' ');
  const headers = { 'user-agent': canaries['agent'] ?? '', 'x-forwarded-for': canaries['forwarded'] ?? '', referer: `http://localhost:8080/invite?id=${invitation}&token=${canaries['invitation']}#${canaries['code']}`, 'x-request-id': canaries['typed'] ?? '' };
  const query = Object.entries(canaries).map(([name, canary]) => `${name}=${encodeURIComponent(canary)}`).join('&');

  for (const client of [browser, owner]) {
    // Pages whose addresses carry secrets, routes that do not exist, queries that nobody asked for, bodies of no form.
    for (const path of ['/invite', '/confirm', '/restart', `/${canaries['invitation']}`, `/api/${canaries['bearer']}`, '/api/messages', '/api/health']) await client.call(`GET ${path}?${query}`, { headers });
    for (const path of ['/api/confirm', '/api/confirm/view', '/api/restart/view', '/api/login/start', '/api/login/finish', '/api/recovery/start', '/api/sign-up/start', `/api/invitations/${invitation}/redeem`, `/api/invitations/${invitation}/view`, '/api/messages', '/api/deletion', '/api/reauthenticate', '/api/webhooks/resend']) {
      for (const sent of [canaries, { ...canaries, address: owner.address, token: canaries['confirm'] }, all, `{"broken": "${canaries['typed']}`]) await client.call(`POST ${path}`, { body: sent, headers });
    }
    for (const shown of [canaries['bearer'], canaries['operator']]) await client.call(`GET /api/operator/practices?${query}`, { headers: { ...headers, authorization: `Bearer ${shown}` } });
    await client.call(`GET /api/messages/${id}?${query}`, { headers });
  }
  // A statement that fails quotes what it was given; the log must not.
  await sql`alter table notice_times rename to notice_times_away`.execute(server.database);
  expect((await owner.call('GET /api/notice-times', { headers })).status).toBe(500);
  await sql`alter table notice_times_away rename to notice_times`.execute(server.database);
  expect((await deleteAccount(owner, { endsPractice: true, code: app.recoveryCodes[0] ?? '' })).status).toBe(204);
  await clearDeletedAccounts(server.parts);

  const logged = server.logged();
  const lines = logged.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.filter(({ level }) => level === 'error')).not.toEqual([]);
  expect([...new Set(lines.flatMap((line) => Object.keys(line)))].filter((field) => !FIELDS.has(field))).toEqual([]);
  for (const [name, canary] of Object.entries(canaries)) {
    for (const form of [canary, encodeURIComponent(canary), Buffer.from(canary).toString('base64url')]) expect(logged.includes(form), name).toBe(false);
  }
  expect(logged).not.toMatch(/[\w.]+@[\w.]+|\b\d{1,3}(\.\d{1,3}){3}\b|[?&]token=/);
});
