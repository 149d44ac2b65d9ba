// Sessions: who is signed in on which device. The share lives and dies with its row.
import { sql } from 'kysely';
import { GRACE_MINUTES } from '../idle.ts';
import { recordAll } from './activity.ts';
import type { Executor, Writer } from './executor.ts';
import { endLogIns } from './log-ins.ts';
import { type PlanLimits, planLimits } from './plans.ts';
import { secondFactorOf } from './second-factors.ts';
import type { MemberRole, Plan, PracticePolicies } from './tables/accounts.ts';
import type { SessionRow } from './tables/access.ts';

export type Membership = {
  practice: { id: string; name: string; plan: Plan; policies: PracticePolicies; replyTo: string | null };
  role: MemberRole;
};

/** A live session with the person behind it: what guards and handlers need of both. */
export type ActiveSession = {
  device: string;
  account: string;
  address: string;
  name: string;
  confirmed: boolean;
  membership: Membership | null;
  /** By the plan of the practice; a guest's where there is none. */
  allowed: PlanLimits;
  /** The practice asks for a second factor and there is none: nothing but setting one up is open. */
  secondFactorMissing: boolean;
};

export async function insertSession(database: Executor, session: SessionRow): Promise<void> {
  await database.insertInto('sessions').values(session).execute();
}

/** `idleSince`: by the server's idle time; members of a practice that has one of its own have that. */
export type Idle = { now: Date; idleSince: Date };

/** The moment before which a session is over, of an account that is a member of `practices`, or of none. */
function lastMoment({ now, idleSince }: Idle, policies: ReturnType<typeof sql>) {
  return sql<Date>`coalesce(${now}::timestamptz - make_interval(mins => (${policies} ->> 'idleMinutes')::int + ${GRACE_MINUTES}), ${idleSince}::timestamptz)`;
}

/** Null where there is none, where it has been idle for too long, and where the account is suspended. */
export async function findSession(
  database: Executor,
  { tokenHash, ...idle }: Idle & { tokenHash: Buffer },
): Promise<ActiveSession | null> {
  const row = await database
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
    .leftJoin('members', 'members.account_id', 'accounts.id')
    .leftJoin('practices', 'practices.id', 'members.practice_id')
    .innerJoin('plans', (join) => join.on('plans.plan', '=', sql`coalesce(practices.plan, 'guest')`))
    .select([
      planLimits.as('allowed'),
      secondFactorOf('accounts.id').as('second_factor'),
      'sessions.id as device',
      'accounts.id as account',
      'accounts.address',
      'accounts.name',
      'accounts.confirmed_at',
      'members.role',
      'practices.id as practice_id',
      'practices.name as practice_name',
      'practices.plan',
      'practices.policies',
      'practices.reply_to',
    ])
    .where('sessions.token_hash', '=', tokenHash)
    .where('sessions.last_active_at', '>', lastMoment(idle, sql`practices.policies`))
    .where('accounts.suspended_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { device, account, address, name, role, plan, policies, allowed } = row;
  const membership =
    role === null || row.practice_id === null || row.practice_name === null || plan === null || policies === null
      ? null
      : { role, practice: { id: row.practice_id, name: row.practice_name, plan, policies, replyTo: row.reply_to } };
  const secondFactorMissing = membership?.practice.policies.secondFactor === true && !row.second_factor;
  return { device, account, address, name, confirmed: row.confirmed_at !== null, membership, allowed, secondFactorMissing };
}

export async function findShare(database: Executor, device: string): Promise<Buffer | null> {
  const row = await database.selectFrom('sessions').select('share').where('id', '=', device).executeTakeFirst();
  return row?.share ?? null;
}

export async function touchSession(database: Executor, { device, now }: { device: string; now: Date }): Promise<void> {
  await database.updateTable('sessions').set({ last_active_at: now }).where('id', '=', device).execute();
}

export async function listSessions(database: Executor, account: string): Promise<Omit<SessionRow, 'token_hash' | 'share'>[]> {
  return await database
    .selectFrom('sessions')
    .select(['id', 'account_id', 'user_agent', 'client_address', 'country', 'created_at', 'last_active_at'])
    .where('account_id', '=', account)
    .orderBy('last_active_at', 'desc')
    .execute();
}

/** True where the account had this device. */
export async function endSession(database: Executor, { account, device }: { account: string; device: string }): Promise<boolean> {
  const ended = await database.deleteFrom('sessions').where('account_id', '=', account).where('id', '=', device).executeTakeFirst();
  return ended.numDeletedRows > 0n;
}

/**
 * `keep`: the device that asks; null ends all. Log-ins that are under way end too: one begun with the old password would open a
 * session afterwards.
 */
export async function endSessions(writer: Writer, { account, keep }: { account: string; keep: string | null }): Promise<void> {
  await endLogIns(writer, account);
  // Also where the password is proved and the second factor is not yet.
  await writer.deleteFrom('tickets').where('account_id', '=', account).where('purpose', '=', 'second-factor').execute();
  const ending = writer.deleteFrom('sessions').where('account_id', '=', account);
  await (keep === null ? ending : ending.where('id', '<>', keep)).execute();
}

/** Most idle sessions were ended by their browser before. */
export async function deleteIdleSessions(database: Executor, idle: Idle): Promise<void> {
  const { now } = idle;
  const policies = sql`(select policies from practices join members on members.practice_id = practices.id where members.account_id = sessions.account_id)`;
  await database.transaction().execute(async (writer) => {
    const ended = await writer.deleteFrom('sessions').where('last_active_at', '<=', lastMoment(idle, policies)).returning(['id', 'account_id']).execute();
    await recordAll(
      writer,
      ended.map(({ id, account_id: account }) => ({ event: 'log-out-idle', account, by: { by: 'server' }, on: { subject: 'device', id }, now })),
    );
  });
}

export async function endSessionByToken(database: Executor, tokenHash: Buffer): Promise<void> {
  await database.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
}
