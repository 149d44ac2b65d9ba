// What the server costs: a signed-in route beside bare Hono, and the inbox's first screen with many messages beside few.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openSegment } from '#crypto';
import { embeddedDatabaseUrlFile } from '../server/database/embedded-postgres.ts';
import { fetchWithCookies } from '../tests/support/cookie-fetch.ts';
import { createApi } from '../web/session/api.ts';
import { createMemoryDevice } from '../web/session/vault/memory-device.ts';
import { createVault } from '../web/session/vault/vault.ts';
import { median, type Figure } from './figure.ts';
import { startServer, type BenchServer } from './sealpost.ts';

const SESSION_RUNS = 5;
const SESSION_MS = 2_000;
/** Requests under way at once. */
const CALLERS = 16;
const INBOX_RUNS = 100;

type Account = { id: string; cookie: string };

async function signUp({ url }: BenchServer, name: string): Promise<Account> {
  const cookies = new Map<string, string>();
  const fetchHere = fetchWithCookies(url, cookies);
  const vault = createVault({ api: createApi({ origin: url, fetch: fetchHere }), fetch: fetchHere, openSegment, device: createMemoryDevice(), deviceName: null, origin: url, now: Date.now });
  await vault.signUp({ practiceName: name, name, address: `${name}@bench.example`, password: 'orbit-velvet-canyon-lantern-42', token: null });
  const session = await vault.session();
  return { id: session?.account ?? '', cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') };
}

const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });

type Asked = { url: string; cookie?: string; body?: object };

async function ask({ url, cookie = '', body }: Asked): Promise<string> {
  const headers = { cookie, origin: new URL(url).origin, ...(body && { 'content-type': 'application/json' }) };
  const sent = request(url, { agent, method: body ? 'POST' : 'GET', headers });
  sent.end(body && JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${text}`);
  return text;
}

/** Requests per second, with so many callers at once. */
async function load(asked: Asked): Promise<number> {
  let done = 0;
  const start = performance.now();
  const caller = async (): Promise<void> => {
    while (performance.now() - start < SESSION_MS) {
      await ask(asked);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return done / ((performance.now() - start) / 1000);
}

/** Requests ÷ requests: more is better. */
export async function session(): Promise<Figure[]> {
  const server = await startServer();
  const { cookie } = await signUp(server, 'session');
  const ours = { url: `${server.url}/api/session`, cookie };
  const entry = fileURLToPath(new URL('./bare-hono.ts', import.meta.url));
  const bare = spawn(process.execPath, ['--import', 'tsx', entry], { env: { ...process.env, BODY: await ask(ours) }, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = (await once(bare.stdout, 'data')) as [Buffer];
    const theirs = { url: `http://127.0.0.1:${String(port).trim()}/api/session` };
    const rates: { ours: number; theirs: number }[] = [];
    // In turn, and the first round is a warm-up.
    for (let run = 0; run <= SESSION_RUNS; run += 1) rates.push({ ours: await load(ours), theirs: await load(theirs) });
    const counted = rates.slice(1);
    const value = median(counted.map((rate) => rate.ours));
    return [{ name: 'api-session', value, unit: 'requests/s', ratio: median(counted.map((rate) => rate.ours / rate.theirs)), against: 'bare Hono', runs: SESSION_RUNS }];
  } finally {
    bare.kill();
    await server.stop();
  }
}

/** What the inbox begins with: a row for each message, or one for each conversation where that is chosen. */
const LISTS = { 'inbox-100k': 'messages', 'inbox-100k-conversations': 'messages/conversations' } as const;

/** 95th percentile ÷ 95th percentile: less is better. */
export async function inbox(): Promise<Figure[]> {
  const server = await startServer();
  const database = new pg.Client({ connectionString: readFileSync(embeddedDatabaseUrlFile({ dataDir: server.dataDir }), 'utf8').trim() });
  await database.connect();
  try {
    const full = await signUp(server, 'full');
    const small = await signUp(server, 'small');
    await fill(database, { account: full.id, address: 'full@bench.example', count: 100_000 });
    await fill(database, { account: small.id, address: 'small@bench.example', count: 1_000 });
    await database.query('analyze');
    const figures: Figure[] = [];
    for (const [name, list] of Object.entries(LISTS)) {
      const times = { full: [] as number[], small: [] as number[] };
      for (let run = 0; run < INBOX_RUNS + 10; run += 1) {
        for (const [size, { cookie }] of [['full', full], ['small', small]] as const) {
          const time = await firstScreen(server, { cookie, list });
          if (run >= 10) times[size].push(time);
        }
      }
      const value = p95(times.full) / p95(times.small);
      figures.push({ name, value, unit: 'times', ratio: value, against: '1,000 messages', runs: INBOX_RUNS });
    }
    return figures;
  } finally {
    await database.end();
    await server.stop();
  }
}

/** Milliseconds of the two requests that the inbox begins with: its newest rows, and their containers. */
async function firstScreen({ url }: BenchServer, { cookie, list }: { cookie: string; list: string }): Promise<number> {
  const start = performance.now();
  const { rows } = JSON.parse(await ask({ url: `${url}/api/${list}?folder=inbox&limit=50`, cookie })) as { rows: { id: string }[] };
  if (rows.length !== 50) throw new Error('not a whole screen');
  await ask({ url: `${url}/api/messages/read`, cookie, body: { ids: rows.map(({ id }) => id) } });
  return performance.now() - start;
}

/** Messages as a sender would leave them: containers of the smallest size, an hour apart, three conversations of four at a time, the newest fifty unread. */
async function fill(database: pg.Client, { account, address, count }: { account: string; address: string; count: number }): Promise<void> {
  // Ids are 16 bytes in base64url; the last of their 22 characters is one of A, Q, g, w.
  await database.query(
    `insert into messages
     select left(encode(sha256(($1::text || n)::bytea), 'hex'), 21) || 'A', left(encode(sha256(($1::text || 't' || n / 12 * 3 + n % 3)::bytea), 'hex'), 21) || 'A', null, $1::text, decode(repeat('5a', 7400), 'hex'),
       sha256(($1::text || n)::bytea), 'A message', 'Please read it with the link.', 'standard', now() - n * interval '1 hour', null
     from generate_series(1, ${count}) as n`,
    [account],
  );
  await database.query(
    `insert into deliveries (message_id, stanza, role, address, account_id, folder, sent_at, read_at)
     select id, 0, 'recipient', $2::text, $1::text, 'inbox', sent_at, case when sent_at < now() - interval '50 hours' then now() end
     from messages where sender_id = $1::text`,
    [account, address],
  );
}

function p95(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? NaN;
}
