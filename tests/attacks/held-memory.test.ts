// Filling the server's memory: with bodies whose end never comes, and with answers that nobody reads. One who does so is refused, and
// keeps nobody else out.
import { request, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#crypto';
import { listen } from '../../server/listener.ts';
import { BODY_LIMITS } from '../../server/middleware/body.ts';
import { MEMORY_ROOM } from '../../server/middleware/memory-room.ts';
import { BrowserStandIn, refusal } from '../support/browser-stand-in.ts';
import { founder, type TestClient } from '../support/client.ts';
import { findFreePort } from '../support/free-port.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const FINISH = 'POST /api/recovery/finish';
const SAVE = 'PUT /api/state';
const TOO_MANY = '429 too_many_requests';

let server: TestServer;
let owner: TestClient;
let other: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  [owner, other] = [await founder(server), await founder(server)];
}, 120_000);
afterAll(() => server?.stop());

/** A body that says its length, or does not, and of which only the beginning comes. */
class Held {
  /** What it was answered before its end; null: it waits. */
  readonly refused: Promise<string | null>;
  readonly #answered: Promise<Response>;
  #breakOff = () => {};

  constructor(browser: BrowserStandIn, route: string, length: number | null) {
    const [method = '', path = ''] = route.split(' ');
    let wait = () => {};
    const waiting = new Promise<null>((resolve) => (wait = () => resolve(null)));
    let begun = false;
    const stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#breakOff = () => controller.error(new Error('broken off'));
        },
        pull: (controller) => {
          if (begun) wait();
          else controller.enqueue(new TextEncoder().encode('{'));
          begun = true;
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { 'content-type': 'application/json', ...(length === null ? {} : { 'content-length': String(length) }) };
    const init = { method, headers, body: stream, duplex: 'half' };
    this.#answered = browser.fetch(`${server.parts.settings.publicUrl}${path}`, init as RequestInit);
    const answer = this.#answered.then(async (response) => refusal({ status: response.status, headers: response.headers, body: await response.json() }));
    this.refused = Promise.race([answer, waiting]);
  }

  async breakOff(): Promise<void> {
    this.#breakOff();
    await this.#answered;
  }
}

describe('bodies whose end does not come', () => {
  it('are held for a stranger as far as one person needs it', async () => {
    const stranger = new BrowserStandIn(server);
    const held = [1, 2, 3].map(() => new Held(stranger, FINISH, BODY_LIMITS.rekey));
    expect((await Promise.all(held.map(({ refused }) => refused))).filter((each) => each !== null)).toEqual([TOO_MANY]);
    // One that does not say how long it is may be as long as the route takes.
    const unsaid = new Held(stranger, FINISH, null);
    expect(await unsaid.refused).toBe(TOO_MANY);
    await Promise.all(held.map((each) => each.breakOff()));
    const again = new Held(stranger, FINISH, BODY_LIMITS.rekey);
    expect(await again.refused).toBe(null);
    await again.breakOff();
  });

  it('are held for all strangers together as far as the server can bear, and nobody who is signed in or logs in is kept out', async () => {
    const whole = Math.floor(MEMORY_ROOM.ofStrangers / BODY_LIMITS.rekey);
    const lengths = [...Array<number>(whole).fill(BODY_LIMITS.rekey), MEMORY_ROOM.ofStrangers - whole * BODY_LIMITS.rekey, BODY_LIMITS.registration];
    const many: Held[] = [];
    // One after the other, so that the last finds no room at all.
    for (const length of lengths) {
      many.push(new Held(new BrowserStandIn(server), FINISH, length));
      expect(await many.at(-1)?.refused).toBe(many.length < lengths.length ? null : '503 unavailable');
    }
    await other.saveState('draft', new Uint8Array(100_000));
    await other.logIn();
    await Promise.all(many.map((each) => each.breakOff()));
  });

  it('are held for an account as far as its devices need it', async () => {
    const fitting = Math.floor(MEMORY_ROOM.ofOne / BODY_LIMITS.state);
    const held = Array.from({ length: fitting + 1 }, () => new Held(owner, SAVE, BODY_LIMITS.state));
    const refused = await Promise.all(held.map((each) => each.refused));
    expect(refused.filter((each) => each !== null)).toEqual([TOO_MANY]);
    await other.saveState('draft', new Uint8Array(100_000));
    await Promise.all(held.map((each) => each.breakOff()));
    await owner.saveState('draft', new Uint8Array(100_000));
  });
});

describe('answers that nobody reads', () => {
  it('are held for an account as far as its devices need it, and let go of with its connections', async () => {
    const names = Array.from({ length: 12 }, () => `draft/${newId()}`);
    const rows = names.map((name) => ({ account_id: owner.account, name, version: 1, sealed: Buffer.alloc(1024 * 1024) }));
    await server.database.insertInto('state_blobs').values(rows).execute();
    const port = await findFreePort();
    const { close } = await listen({ settings: { host: '127.0.0.1', port }, fetch: server.app.fetch as never });
    const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const ask = (): Promise<IncomingMessage> =>
      new Promise((resolve, reject) => {
        const asking = request({ port, method: 'POST', path: '/api/state/read', headers: { cookie, 'content-type': 'application/json' } });
        asking.on('response', resolve).on('error', reject).end(JSON.stringify({ names }));
      });
    try {
      const answers: IncomingMessage[] = [];
      for (let time = 0; time < MEMORY_ROOM.ofOne / (16 * 1024 * 1024) + 1; time += 1) answers.push(await ask());
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array<number>(8).fill(200), 429]);
      for (const answer of answers) answer.destroy();
      await pause(300);
      const after = await ask();
      expect(after.statusCode).toBe(200);
      after.destroy();
    } finally {
      await close();
    }
  });
});
