// Fixed windows that begin with the first use, kept in PostgreSQL so that all servers count together.
import { sql } from 'kysely';
import type { Executor } from './executor.ts';

export type Spending = { bucket: Buffer; limit: number; windowSeconds: number; cost: number; now: Date };

/** Takes `cost` from the bucket and answers null, or, where that is more than is left, takes nothing and answers until when. */
export async function spend(database: Executor, { bucket, limit, windowSeconds, cost, now }: Spending): Promise<{ resetsAt: Date } | null> {
  const resetsAt = new Date(now.getTime() + windowSeconds * 1000);
  if (cost > limit) return { resetsAt };
  // One statement, so two requests at once cannot both take the last of it.
  const taken = await sql<{ used: number }>`
    insert into rate_limits as held (bucket, used, resets_at) values (${bucket}, ${cost}, ${resetsAt})
    on conflict (bucket) do update set
      used = case when held.resets_at <= ${now} then excluded.used else held.used + excluded.used end,
      resets_at = case when held.resets_at <= ${now} then excluded.resets_at else held.resets_at end
    where held.resets_at <= ${now} or held.used + excluded.used <= ${limit}
    returning used
  `.execute(database);
  if (taken.rows.length > 0) return null;
  const held = await database.selectFrom('rate_limits').select('resets_at').where('bucket', '=', bucket).executeTakeFirst();
  return { resetsAt: held?.resets_at ?? resetsAt };
}

/** Takes back what `spend` took at `now`; nothing where another window has begun since. */
export async function unspend(database: Executor, { bucket, windowSeconds, cost, now }: Omit<Spending, 'limit'>): Promise<void> {
  await database
    .updateTable('rate_limits')
    .set({ used: sql<number>`greatest(used - ${cost}::integer, 0)` })
    .where('bucket', '=', bucket)
    .where('resets_at', '<=', new Date(now.getTime() + windowSeconds * 1000))
    .execute();
}

/** Takes one back from each: the tries turned out to be good ones. */
export async function giveBack(database: Executor, buckets: readonly Buffer[]): Promise<void> {
  if (buckets.length === 0) return;
  await database
    .updateTable('rate_limits')
    .set({ used: sql<number>`greatest(used - 1, 0)` })
    .where('bucket', 'in', buckets)
    .execute();
}

export async function deleteExpiredRateLimits(database: Executor, now: Date): Promise<void> {
  await database.deleteFrom('rate_limits').where('resets_at', '<=', now).execute();
}
