// The activity log: written in the transaction of what it tells of, read page by page. The database refuses to change it.
import { sql } from 'kysely';
import { newId } from '#crypto/server';
import { EVENTS, type EventKind, type EventName, WARNINGS } from '../activity-events.ts';
import type { Executor, Writer } from './executor.ts';
import type { ActorKind, EventDetails, SubjectKind } from './tables/activity.ts';

/** `nobody`: whoever it was had not proved to be anybody; from where they came is forgotten soon (`forgetOrigins`). */
export type Actor =
  | { by: 'account'; account: string; device: string | null }
  | { by: 'nobody'; clientAddress: string | null }
  | { by: 'operator' }
  | { by: 'server' };

export type NewEvent = {
  event: EventName;
  /** In whose log it stands; null: in a practice's only. */
  account: string | null;
  /** Absent: the one that the account belongs to. */
  practice?: string | null;
  by: Actor;
  on?: { subject: SubjectKind; id: string };
  details?: EventDetails;
  now: Date;
};

/** Somebody in a session. */
export function actorOf({ account, device }: { account: string; device: string }): Actor {
  return { by: 'account', account, device };
}

export async function record(writer: Writer, event: NewEvent): Promise<void> {
  await recordAll(writer, [event]);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether this session has begun to download it within the last day. */
export async function hasBegunDownload(
  database: Executor,
  { account, device, attachment, now }: { account: string; device: string; attachment: string; now: Date },
): Promise<boolean> {
  const row = await database
    .selectFrom('activity')
    .select('id')
    .where('account_id', '=', account)
    .where('at', '>', new Date(now.getTime() - DAY_MS))
    .where('event', '=', 'attachment-downloaded')
    .where('device_id', '=', device)
    .where('subject_id', '=', attachment)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A statement takes so many parameters and no more. */
const AT_ONCE = 1000;

export async function recordAll(writer: Writer, events: readonly NewEvent[]): Promise<void> {
  for (let begin = 0; begin < events.length; begin += AT_ONCE) await insertEvents(writer, events.slice(begin, begin + AT_ONCE));
}

async function insertEvents(writer: Writer, events: readonly NewEvent[]): Promise<void> {
  const named = events.map((event) => ({ id: newId(), ...event }));
  await writer
    .insertInto('activity')
    .values((values) =>
      named.map(({ id, event, account, practice, by, on, details = {}, now }) => ({
        id,
        at: now,
        event,
        account_id: account,
        practice_id: practice !== undefined ? practice : values.selectFrom('members').select('practice_id').where('account_id', '=', account),
        done_by: by.by,
        actor_id: by.by === 'account' ? by.account : null,
        device_id: by.by === 'account' ? by.device : null,
        subject: on?.subject ?? null,
        subject_id: on?.id ?? null,
        details: JSON.stringify(details) as never,
      })),
    )
    .execute();
  const origins = named.flatMap(({ id, by, now }) => (by.by === 'nobody' && by.clientAddress !== null ? [{ activity_id: id, client_address: by.clientAddress, at: now }] : []));
  if (origins.length > 0) await writer.insertInto('activity_origins').values(origins).execute();
}

/** Forgets from where nobody came, as sessions forget from where somebody did: see server/idle.ts. */
export async function forgetOrigins(database: Executor, idleSince: Date): Promise<void> {
  await database.deleteFrom('activity_origins').where('at', '<=', idleSince).execute();
}

/** Whose log: one's own, or a practice's. */
export type Log = { account: string } | { practice: string };
export type Filter = { who: string | null; what: EventKind | null; from: Date | null; to: Date | null };
export type Place = { at: Date; id: string };

export type ActivityRow = Place & {
  event: EventName;
  account: { id: string; name: string | null } | null;
  doneBy: ActorKind;
  actor: { id: string; name: string | null } | null;
  clientAddress: string | null;
  subject: SubjectKind | null;
  subjectId: string | null;
  details: EventDetails;
};

/** Newest first, before `before`. Names are those of today; null where the account is gone. */
export async function listActivity(database: Executor, { log, filter, before, limit }: { log: Log; filter: Filter; before: Place | null; limit: number }): Promise<ActivityRow[]> {
  let rows = matching(database, { log, filter })
    .leftJoin('accounts', 'accounts.id', 'activity.account_id')
    .leftJoin('accounts as actors', 'actors.id', 'activity.actor_id')
    .leftJoin('sessions', (join) => join.onRef('sessions.id', '=', 'activity.device_id').onRef('sessions.account_id', '=', 'activity.account_id'))
    .leftJoin('activity_origins', 'activity_origins.activity_id', 'activity.id')
    .select([
      'activity.id',
      'activity.at',
      'activity.event',
      'activity.account_id',
      'accounts.name as account_name',
      'activity.done_by as doneBy',
      'activity.actor_id',
      'actors.name as actor_name',
      'activity.subject',
      'activity.subject_id as subjectId',
      'activity.details',
    ])
    .select((select) => select.fn.coalesce('sessions.client_address', 'activity_origins.client_address').as('clientAddress'));
  if (before !== null) rows = rows.where((where) => where(where.refTuple('activity.at', 'activity.id'), '<', where.tuple(before.at, before.id)));
  const page = await rows.orderBy('activity.at', 'desc').orderBy('activity.id', 'desc').limit(limit).execute();
  return page.map(({ account_id: account, account_name: accountName, actor_id: actor, actor_name: actorName, ...row }) => ({
    ...row,
    account: account === null ? null : { id: account, name: accountName },
    actor: actor === null ? null : { id: actor, name: actorName },
  }));
}

const DAY_SECONDS = 24 * 60 * 60;

export type DayCount = { day: number; events: number; warnings: number };

/** How much happened in each 24 hours from `from` on; days on which nothing did are left out. */
export async function countDays(database: Executor, { log, filter, from }: { log: Log; filter: Filter; from: Date }): Promise<DayCount[]> {
  const day = sql<number>`floor(extract(epoch from activity.at - ${from}::timestamptz) / ${DAY_SECONDS})::int`;
  return await matching(database, { log, filter })
    .select(day.as('day'))
    .select((select) => [
      sql<number>`count(*)::int`.as('events'),
      select.fn.countAll<number>().filterWhere('activity.event', 'in', WARNINGS).as('warnings'),
    ])
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .execute();
}

function matching(database: Executor, { log, filter: { who, what, from, to } }: { log: Log; filter: Filter }) {
  let rows = database.selectFrom('activity');
  rows = 'account' in log ? rows.where('activity.account_id', '=', log.account) : rows.where('activity.practice_id', '=', log.practice);
  if (who !== null) rows = rows.where('activity.account_id', '=', who);
  if (what !== null) rows = rows.where('activity.event', 'in', EVENTS[what]);
  if (from !== null) rows = rows.where('activity.at', '>=', from);
  if (to !== null) rows = rows.where('activity.at', '<', to);
  return rows;
}
