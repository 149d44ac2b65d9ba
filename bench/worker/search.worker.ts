// The search index of ten thousand messages, built by the vault against the real server; its queries beside MiniSearch's on the same
// texts; and a second device, which takes the index from the sealed shards.
import MiniSearch from 'minisearch';
import { openSegment, ready } from '#crypto';
import { createApi } from '../../web/session/api.ts';
import { createMemoryDevice } from '../../web/session/vault/memory-device.ts';
import { createVault, type VaultEngine } from '../../web/session/vault/vault.ts';
import { account, queries, textOf } from '../search-mail.ts';
import { answer } from './answer.ts';

const RUNS = 20;
const TICK_MS = 5;

function newDevice(): VaultEngine {
  const boundFetch = fetch.bind(globalThis);
  const { origin } = self.location;
  return createVault({ api: createApi({ origin, fetch: boundFetch }), fetch: boundFetch, openSegment, device: createMemoryDevice(), deviceName: null, origin, now: Date.now });
}

/** Seconds until the index is complete, and for how many milliseconds the worker let others wait again and again meanwhile. */
async function complete(vault: VaultEngine): Promise<{ seconds: number; messages: number; waits: number[] }> {
  let last = performance.now();
  const waits: number[] = [];
  const clock = setInterval(() => {
    const now = performance.now();
    waits.push(Math.max(0, now - last - TICK_MS));
    last = now;
  }, TICK_MS);
  const start = performance.now();
  for (;;) {
    const progress = await vault.buildIndex();
    if (!progress.complete) continue;
    clearInterval(clock);
    return { seconds: (performance.now() - start) / 1000, messages: progress.total, waits };
  }
}

/** Milliseconds of each query, as somebody types it letter by letter. */
async function typing(ask: (query: string) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    for (const query of queries.flatMap((whole) => Array.from(whole, (_, index) => whole.slice(0, index + 1)))) {
      const start = performance.now();
      await ask(query);
      if (run > 0) times.push(performance.now() - start);
    }
  }
  return times;
}

async function measure(): Promise<unknown> {
  await ready();
  const vault = newDevice();
  await vault.logIn(account);
  const first = await complete(vault);
  const { hits } = await vault.search({ query: 'case', limit: first.messages });
  const other = new MiniSearch<{ id: string; subject: string; text: string }>({ fields: ['subject', 'text'] });
  other.addAll(hits.map(({ id, subject }, index) => ({ id, subject, text: textOf(index) })));
  const ours = await typing((query) => vault.search({ query, limit: 50 }));
  const theirs = await typing(async (query) => other.search(query, { prefix: true, combineWith: 'AND' }).slice(0, 50));
  const fresh = newDevice();
  await fresh.logIn(account);
  return { first, second: await complete(fresh), ours, theirs };
}

answer(measure);
