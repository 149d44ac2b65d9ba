// Finding out who has an account: by status, size, headers, cookies, queries or time of the answers to somebody who is not signed in.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, startLogin } from '#crypto';
import { createApp } from '../../server/app.ts';
import { openLog } from '../../server/log.ts';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from '../../server/database/tables.ts';
import { type Answer, BrowserStandIn } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { changeAddress } from '../support/address-change.ts';
import { redeem, registerBody, send } from '../support/correspondence.ts';
import { setProfile } from '../support/practice-profile.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let known: TestClient[];
beforeAll(async () => {
  server = await startTestServer();
  known = [];
  for (let person = 0; person < 3; person += 1) known.push(await founder(server));
}, 120_000);
afterAll(() => server.stop());

let strangers = 0;
/** As long as a known address, so that only knowledge can make a difference. */
function unknownLike(address: string): string {
  strangers += 1;
  const [, domain = ''] = address.split('@');
  return `${String(strangers).padStart(address.length - domain.length - 1, 'u')}@${domain}`;
}

function traits({ status, body, headers }: Answer) {
  const lengths = Object.entries(body as Record<string, unknown>).map(([name, value]) => [name, String(value).length]);
  return { status, lengths, headers: [...headers.keys()].filter((name) => name !== 'x-request-id').toSorted(), type: headers.get('content-type') };
}

async function startLogIn(address: string, client: BrowserStandIn = new BrowserStandIn(server)): Promise<Answer> {
  return await client.call('POST /api/login/start', { body: { address, request: (await startLogin('guess')).request } });
}

/** The texts of all queries that one request sends, with a server that is watched. */
async function queriesOf(ask: (client: BrowserStandIn) => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const dialect = new PostgresDialect({ pool: new pg.Pool({ connectionString: server.databaseUrl }) });
  const database = new Kysely<Tables>({ dialect, log: ({ query }) => void sent.push(query.sql) });
  const parts = { ...server.parts, database, log: openLog({ write: () => undefined }) };
  await ask(new BrowserStandIn({ ...server, parts, app: createApp(parts) }));
  await database.destroy();
  return sent;
}

describe('an invitation to an address that an account has left', () => {
  it('tells its inviter, who has the code and not the mailbox, nothing that a free address would not', async () => {
    const [inviter, mover] = [await founder(server), await founder(server)];
    const left = mover.address;
    await changeAddress(mover, unknownLike(left));
    const seen = async (address: string) => {
      const { codes, body } = await send(inviter, { to: [address] });
      const invited = { invitation: body.invitations[0]?.id ?? '', code: codes.get(address) ?? '', mailbox: false };
      const alone = new TestClient(server, somebody({ address }));
      const redeemed = await redeem(alone, invited);
      const made = await registerBody(alone, redeemed);
      const registered = await alone.call(`POST /api/invitations/${redeemed.id}/register/finish`, { body: made.body });
      return { redeemed: Object.keys(redeemed), registered: traits(registered) };
    };
    const free = await seen(unknownLike(left));
    expect(free.registered.status).toBe(201);
    expect(await seen(left)).toEqual(free);
    expect((await server.mails(left)).at(-1)?.kind).toBe('address_kept');
  });
});

describe('starting a log-in', () => {
  it('answers known and unknown addresses alike in status, sizes and headers', async () => {
    const address = known[0]?.address ?? '';
    expect(traits(await startLogIn(unknownLike(address)))).toEqual(traits(await startLogIn(address)));
  });

  it('sends the same queries for both', async () => {
    const address = known[0]?.address ?? '';
    const [there, away] = [await queriesOf((client) => startLogIn(address, client)), await queriesOf((client) => startLogIn(unknownLike(address), client))];
    expect(away).toEqual(there);
    expect(there.length).toBeGreaterThan(2);
  });

  it('asks an unknown address twice with the same answer a known one would give: one element for one request', async () => {
    const address = unknownLike(known[0]?.address ?? '');
    const { request } = await startLogin('guess');
    const ask = async (asked: string) => (await new BrowserStandIn(server).call<{ response: string }>('POST /api/login/start', { body: { address: asked, request } })).body.response;
    // The first 32 bytes are the evaluated element: constant for one identifier, as a real record's is.
    const evaluated = async (asked: string) => (await ask(asked)).slice(0, 42);
    expect(await evaluated(address)).toBe(await evaluated(address));
    const real = known[1]?.address ?? '';
    expect(await evaluated(real)).toBe(await evaluated(real));
    expect(await evaluated(address)).not.toBe(await evaluated(real));
    // And, as real ones are, another for each address.
    expect(await evaluated(unknownLike(real))).not.toBe(await evaluated(address));
  });

  it('takes the same time for both, as far as medians of many tries tell', async () => {
    const samples: Record<'there' | 'away', number[]> = { there: [], away: [] };
    for (let round = 0; round < 60; round += 1) {
      for (const kind of ['there', 'away'] as const) {
        const address = known[round % known.length]?.address ?? '';
        const asked = kind === 'there' ? address : unknownLike(address);
        const client = new BrowserStandIn(server);
        const begun = performance.now();
        await startLogIn(asked, client);
        samples[kind].push(performance.now() - begun);
        await server.database.deleteFrom('rate_limits').execute();
      }
    }
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    const ratio = median(samples.there) / median(samples.away);
    expect(ratio).toBeGreaterThan(0.75);
    expect(ratio).toBeLessThan(1.33);
  });

  it('refuses a wrong finish alike', async () => {
    const address = known[0]?.address ?? '';
    const finish = async (asked: string) => {
      const client = new BrowserStandIn(server);
      const { login } = (await startLogIn(asked, client)).body as { login: string };
      return await client.call('POST /api/login/finish', { body: { login, finish: 'A'.repeat(86) } });
    };
    expect(traits(await finish(unknownLike(address)))).toEqual(traits(await finish(address)));
  });
});

describe('signing up', () => {
  it('answers known and unknown addresses alike, start and finish, cookies included', async () => {
    const taken = known[0]?.person ?? somebody();
    const seen = [];
    for (const person of [taken, { ...taken, address: unknownLike(taken.address) }]) {
      const client = new TestClient(server, person);
      const { body } = await client.signUpBody();
      const answer = await client.call<{ session: object; share: string }>('POST /api/sign-up/finish', { body });
      const { session } = answer.body;
      seen.push({ ...traits(answer), cookies: [...client.cookies.keys()], session: Object.keys(session), confirmed: JSON.stringify(session).includes('"confirmed":false') });
    }
    expect(seen[1]).toEqual(seen[0]);
  });

  it('sends the same queries for both', async () => {
    const taken = known[0]?.person ?? somebody();
    const queries = [];
    for (const person of [taken, { ...taken, address: unknownLike(taken.address) }]) {
      const client = new TestClient(server, person);
      const { body } = await client.signUpBody();
      queries.push(await queriesOf((watched) => watched.call('POST /api/sign-up/finish', { body })));
    }
    expect(queries[1]).toEqual(queries[0]);
  });
});

describe('recovery', () => {
  it('refuses known and unknown addresses alike, by the same queries', async () => {
    const address = known[0]?.address ?? '';
    const ask = (asked: string) => (client: BrowserStandIn) => client.call('POST /api/recovery/start', { body: { address: asked, proof: 'A'.repeat(43), request: 'AAAA' } });
    const [there, away] = [await ask(address)(new BrowserStandIn(server)), await ask(unknownLike(address))(new BrowserStandIn(server))];
    expect(traits(away)).toEqual(traits(there));
    expect(await queriesOf(ask(unknownLike(address)))).toEqual(await queriesOf(ask(address)));
  });
});

describe('how practices are reached', () => {
  it('is told to nobody who has no message from there, and no answer tells whether there is such an account, or a card of theirs', async () => {
    const [asker, withCard, without] = [await founder(server), await founder(server), await founder(server)];
    await setProfile(withCard);
    for (const picture of ['', '/logo']) {
      const ask = (account: string) => (client: BrowserStandIn) => client.call(`GET /api/accounts/${account}/profile${picture}`);
      const [there, bare, nowhere] = [await ask(withCard.account)(asker), await ask(without.account)(asker), await ask(newId())(asker)];
      expect([there.status, there.body]).toMatchObject(picture === '' ? [200, { vouched: null }] : [404, {}]);
      expect([traits(bare), traits(nowhere)]).toEqual([traits(there), traits(there)]);
      const watched = async (account: string) =>
        await queriesOf(async (client) => {
          for (const [name, value] of asker.cookies) client.cookies.set(name, value);
          await ask(account)(client);
        });
      expect(await watched(newId())).toEqual(await watched(withCard.account));
    }
  });
});

describe('the table of rate limits', () => {
  it('names nobody who tried or was tried', async () => {
    const address = unknownLike(known[0]?.address ?? '');
    await startLogIn(address);
    const rows = await server.database.selectFrom('rate_limits').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(Buffer.concat(rows.map(({ bucket }) => bucket)).includes(address)).toBe(false);
    expect(rows.every(({ bucket }) => bucket.length === 32)).toBe(true);
  });
});
