// The timed jobs against a real database and a real folder: what they remove, what they leave, and that one process does it.
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDirectory } from '../../server/blobs/directory.ts';
import type { BlobStore } from '../../server/blobs/blob-store.ts';
import { alone } from '../../server/database/alone.ts';
import { openDatabase } from '../../server/database/connection.ts';
import { cleanUp, removeStrayBlobs } from '../../server/jobs/clean-up.ts';
import { expire } from '../../server/jobs/expiry.ts';
import { startJobs } from '../../server/jobs/index.ts';
import type { Mailer } from '../../server/mail/mailer.ts';
import { blobOf, store } from '../support/blob-store-contract.ts';
import { jobParts, type JobsForTests } from '../support/jobs.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const DAY = 24 * 3_600_000;
const noMail: Mailer = { send: () => Promise.reject(new Error('no mail is sent here')), close: () => Promise.resolve() };
let database: TestDatabase;
let folder: string;
let blobs: BlobStore;
let parts: JobsForTests;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sealpost-jobs-'));
  blobs = await openDirectory({ folder });
});
beforeEach(async () => {
  await database.database.deleteFrom('attachments').execute();
  parts = jobParts({ database, mailer: noMail, blobs });
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function attachment({ daysAgo, complete, row = true }: { daysAgo: number; complete: boolean; row?: boolean }): Promise<string> {
  const blob = blobOf({ segmentBytes: 1000, full: 0, rest: 100 });
  if (complete) await store(blobs, blob);
  else await blobs.begin(blob.layout);
  const { id } = blob.layout;
  const at = new Date(parts.time.now - daysAgo * DAY);
  for (const name of (await readdir(folder, { recursive: true })).filter((file) => file.includes(id))) await utimes(join(folder, name), at, at);
  if (row) {
    const values = { id, owner_id: null, size: 28, segment_size: 5_242_880, segment_count: 1, created_at: at, completed_at: complete ? at : null };
    await database.database.insertInto('attachments').values(values).execute();
  }
  return id;
}

async function kept(): Promise<{ rows: Set<string>; blobs: Set<string> }> {
  const rows = await database.database.selectFrom('attachments').select('id').execute();
  const stored = new Set<string>();
  for await (const { id } of blobs.list()) stored.add(id);
  return { rows: new Set(rows.map(({ id }) => id)), blobs: stored };
}

describe('clean-up', () => {
  it('removes uploads that broke off two days ago and attachments unsent for two weeks, blob and row', async () => {
    const goes = [await attachment({ daysAgo: 3, complete: false }), await attachment({ daysAgo: 15, complete: true })];
    const stays = [await attachment({ daysAgo: 1, complete: false }), await attachment({ daysAgo: 13, complete: true })];
    await cleanUp(parts);
    const left = await kept();
    for (const id of goes) expect([left.rows.has(id), left.blobs.has(id)]).toEqual([false, false]);
    for (const id of stays) expect([left.rows.has(id), left.blobs.has(id)]).toEqual([true, true]);
  });

  it('removes blobs that belong to no row, once they are not young any more', async () => {
    const goes = [await attachment({ daysAgo: 3, complete: true, row: false }), await attachment({ daysAgo: 3, complete: false, row: false })];
    const stays = [await attachment({ daysAgo: 1, complete: true, row: false }), await attachment({ daysAgo: 3, complete: true })];
    await removeStrayBlobs(parts);
    const left = await kept();
    for (const id of goes) expect(left.blobs.has(id)).toBe(false);
    for (const id of stays) expect(left.blobs.has(id)).toBe(true);
  });
});

describe('expiry', () => {
  it('forgets rate limits and sign-ups that nobody confirmed, and nothing that still counts', async () => {
    const limits = [-1, 1].map((seconds) => ({ bucket: Buffer.alloc(32, seconds + 2), used: 1, resets_at: new Date(parts.time.now + seconds * 1000) }));
    await database.database.insertInto('rate_limits').values(limits).execute();
    const accounts = [15, 13].map((daysAgo, index) => ({
      id: `Account${index}AAAAAAAAAAAAAA`,
      address: `somebody${index}@example.org`,
      name: 'Somebody',
      practice_name: null,
      user_identifier: `account/${index}`.padEnd(51, 'A'),
      opaque_record: Buffer.alloc(192),
      kem_public_key: Buffer.alloc(1216),
      kit_proof_hash: Buffer.alloc(32, index),
      sign_up_browser_hash: null,
      confirmed_at: null,
      created_at: new Date(parts.time.now - daysAgo * DAY),
    }));
    await database.database.insertInto('accounts').values(accounts).execute();
    await expire(parts);
    expect(await database.database.selectFrom('rate_limits').select('resets_at').execute()).toEqual([{ resets_at: limits[1]?.resets_at }]);
    expect(await database.database.selectFrom('accounts').select('id').execute()).toEqual([{ id: accounts[1]?.id }]);
  });
});

describe('several processes', () => {
  it('let one at a time work, and the next one after it, even after a failure', async () => {
    const other = openDatabase({ url: database.url, log: parts.log });
    let finish = () => {};
    const held = new Promise<void>((resolve) => (finish = resolve));
    let ran = 0;
    const first = alone(database.database, 99, async () => {
      ran += 1;
      await held;
    });
    await expect.poll(() => ran).toBe(1);
    expect(await alone(other, 99, () => Promise.resolve())).toBe(false);
    expect(await alone(other, 98, () => Promise.resolve())).toBe(true);
    finish();
    expect(await first).toBe(true);
    await expect(alone(other, 99, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await alone(database.database, 99, () => Promise.resolve())).toBe(true);
    await other.destroy();
  });
});

describe('all jobs', () => {
  it('start and end within a second when there is nothing to do', async () => {
    const jobs = await startJobs(parts);
    const begun = performance.now();
    await jobs.stop();
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
