// A server that wants access codes to open what waits for good, or for nobody: whatever days it says an invitation is open, the browser
// signs no more than an operator may set, and none that is over at once.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

const DAY_SECONDS = 86_400;

let server: TestServer;
let ana: VaultPerson;
let invitation: string;
let sent = 0;

beforeAll(async () => {
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
  await ana.vault.send(await ana.write(['mia@invited.example']));
  invitation = (await ana.vault.invitations())[0]?.invitation ?? '';
});
afterEach(() => {
  ana.intercept = null;
});
afterAll(() => server?.stop());

type Signed = { json: string };

/** For how many days a new invitation is signed, and then one that is given another date, where the server says these days (as JSON). */
async function daysSigned(said: string): Promise<number[]> {
  const signed: number[] = [];
  // A device that has not asked yet.
  ana = await ana.elsewhere().logIn();
  ana.intercept = async ({ path, init }, pass) => {
    if (path === '/api/settings') return new Response((await (await pass()).text()).replace('"invitationDays":14', `"invitationDays":${said}`), { headers: { 'content-type': 'application/json' } });
    if (path !== '/api/messages' && !path.endsWith('/renew')) return pass();
    const body = JSON.parse(String(init.body)) as { invitations?: { object: Signed }[]; object?: Signed };
    const { expires } = JSON.parse((body.object ?? body.invitations?.[0]?.object)?.json ?? '{}') as { expires: number };
    // The clock goes on meanwhile.
    signed.push(Math.round((expires * 100 - server.parts.clock() / 10) / DAY_SECONDS) / 100);
    // What was signed is out already.
    return new Response(null, { status: 503 });
  };
  await ana.vault.send(await ana.write([`lee${(sent += 1)}@invited.example`])).catch(() => undefined);
  await ana.vault.renewInvitation(invitation as never).catch(() => undefined);
  return signed;
}

it.each([
  ['what an operator has set', '30', 30],
  ['the most that an operator may set', '365', 365],
  ['more than that', '366', 365],
  ['for good', '1e12', 365],
  ['more than a number holds', '1e400', 1],
  ['none', '0', 1],
  ['the past', '-30', 1],
  ['a part of one', '0.5', 1],
  ['a word', '"14"', 1],
  ['nothing', 'null', 1],
])('%s', async (_what, said, days) => {
  // A new date is always a later one.
  expect(await daysSigned(said)).toEqual(days > 14 ? [days, days] : [days]);
});
