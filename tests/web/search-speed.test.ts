// The figure that search is promised with: an answer in under 50 ms over 10,000 messages. Measured is what the vault's worker does for it on the
// index in its memory, results with their snippets, on the texts of the benchmark `search-query-10k`; the two messages to the worker and back and
// the drawing are not in it. Counted is the time that processors work on it, all threads together, and of several attempts the best: on a machine
// that does nothing else that is the time it takes, and beside other programs, where the clock tells of those, it stays nearly the same.
import { beforeAll, expect, test } from 'vitest';
import { newId } from '#crypto';
import { MESSAGES, queries, textOf } from '../../bench/search-mail.ts';
import { search } from '../../web/session/search/find.ts';
import { entryOf } from '../../web/session/search/record.ts';
import { addEntry, newSearchIndex } from '../../web/session/search/search-index.ts';
import type { VaultContext } from '../../web/session/vault/context.ts';

const LIMIT_MS = 50;
const ATTEMPTS = 9;
const HOUR_MS = 3_600_000;
const now = Date.UTC(2026, 0, 1);

const index = newSearchIndex();
/** All that a search looks at. */
const context = { unlocked: { search: index }, now: () => now } as unknown as VaultContext;

beforeAll(() => {
  const person = { address: 'ana@northside.example', name: 'Dr. Ana Ruiz', practice: 'Northside Dental' };
  index.loaded = Promise.resolve();
  index.placements = new Map();
  for (let number = 0; number < MESSAGES; number += 1) {
    const [id, sentAt] = [newId(), now - number * HOUR_MS];
    const notice = { subject: 'A message', text: 'Please read it with the link.' };
    addEntry(index, entryOf({ id, sentAt, sender: person, recipients: [person], subject: `Case ${number}`, body: textOf(number), notice, files: [], expires: null }));
    index.placements.set(id, { recipient: { folder: 'inbox', read: true }, sender: null, sentAt });
  }
}, 120_000);

/** Milliseconds of work, with nothing known from the query before. */
async function workOf(query: string): Promise<number> {
  index.narrowed = null;
  const before = process.cpuUsage();
  await search(context, { query, limit: 50 });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

// A letter alone is in nearly every message; the last two have conditions too.
test.each([...queries, 'c', 'cr', 'from:ruiz crown', 'in:inbox case'])('“%s” is answered in under 50 ms over 10,000 messages', async (query) => {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) best = Math.min(best, await workOf(query));
  expect(best).toBeLessThan(LIMIT_MS);
});

test('what is measured finds what is there', async () => {
  expect((await search(context, { query: 'case', limit: 50 })).total).toBe(MESSAGES);
  expect((await search(context, { query: 'case 4711', limit: 50 })).hits.map(({ subject }) => subject)).toEqual(['Case 4711']);
  expect((await search(context, { query: 'quetzal', limit: 50 })).total).toBe(0);
});
