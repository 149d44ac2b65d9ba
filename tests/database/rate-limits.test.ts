// The counting behind every limit: exact also when many servers count at once.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteExpiredRateLimits, giveBack, spend, unspend } from '../../server/database/rate-limits.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let held: TestDatabase;
beforeAll(async () => {
  held = await createTestDatabase();
});
afterAll(() => held.drop());

const start = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

function use(bucket: Buffer, { now = start, cost = 1, limit = 5 } = {}) {
  return spend(held.database, { bucket, limit, windowSeconds: 60, cost, now });
}

describe('a rate limit', () => {
  it('lets exactly the limit through when all come at once', async () => {
    const bucket = randomBytes(32);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => use(bucket)));
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome !== null).every(({ resetsAt }) => resetsAt.getTime() === after(60).getTime())).toBe(true);
  });

  it('begins anew when the window is over, not when somebody keeps trying', async () => {
    const bucket = randomBytes(32);
    for (let time = 0; time < 5; time += 1) await use(bucket);
    expect(await use(bucket, { now: after(59) })).toEqual({ resetsAt: after(60) });
    expect(await use(bucket, { now: after(60) })).toBeNull();
    expect(await use(bucket, { now: after(61), cost: 4 })).toBeNull();
    expect(await use(bucket, { now: after(62) })).toEqual({ resetsAt: after(120) });
  });

  it('takes a cost as a whole or not at all', async () => {
    const bucket = randomBytes(32);
    expect(await use(bucket, { cost: 6 })).not.toBeNull();
    expect(await use(bucket, { cost: 3 })).toBeNull();
    expect(await use(bucket, { cost: 3 })).not.toBeNull();
    expect(await use(bucket, { cost: 2 })).toBeNull();
  });

  it('takes back what turned out to be no wrong try, never below nothing', async () => {
    const bucket = randomBytes(32);
    for (let time = 0; time < 5; time += 1) await use(bucket);
    await giveBack(held.database, [bucket]);
    expect(await use(bucket)).toBeNull();
    for (let time = 0; time < 9; time += 1) await giveBack(held.database, [bucket]);
    expect(await use(bucket, { cost: 5 })).toBeNull();
  });

  it('takes back what was never used, from the window in which it was taken only', async () => {
    const bucket = randomBytes(32);
    const back = (now: Date) => unspend(held.database, { bucket, windowSeconds: 60, cost: 3, now });
    expect(await use(bucket, { cost: 5 })).toBeNull();
    await back(start);
    expect(await use(bucket, { cost: 4 })).not.toBeNull();
    expect(await use(bucket, { cost: 3, now: after(59) })).toBeNull();
    expect(await use(bucket, { cost: 5, now: after(60) })).toBeNull();
    await back(after(59));
    expect(await use(bucket, { now: after(61) })).not.toBeNull();
    await back(after(60));
    await back(after(60));
    expect(await use(bucket, { cost: 5, now: after(61) })).toBeNull();
  });

  it('is forgotten when its window is over', async () => {
    const bucket = randomBytes(32);
    await use(bucket);
    await deleteExpiredRateLimits(held.database, after(59));
    expect(await held.database.selectFrom('rate_limits').select('used').where('bucket', '=', bucket).execute()).toHaveLength(1);
    await deleteExpiredRateLimits(held.database, after(60));
    expect(await held.database.selectFrom('rate_limits').select('used').where('bucket', '=', bucket).execute()).toHaveLength(0);
  });
});
