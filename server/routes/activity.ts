// The activity log as people see it: everybody their own, owners and administrators their practice's. It is only ever read here.
import { Hono } from 'hono';
import { z } from 'zod';
import { isId } from '#crypto/server';
import type { EventKind } from '../activity-events.ts';
import { EVENTS, WARNINGS } from '../activity-events.ts';
import { ApiError } from '../api-error.ts';
import { type ActivityRow, countDays, type Filter, listActivity, type Log, type Place } from '../database/activity.ts';
import type { Executor } from '../database/executor.ts';
import type { ActiveSession } from '../database/sessions.ts';
import type { Env } from '../env.ts';
import { query } from '../middleware/body.ts';
import { administrator, byAccount, signedIn } from '../middleware/guards.ts';
import { csvHead, csvLine } from './activity/csv.ts';
import * as wire from './wire.ts';

const PAGE = 50;
const EXPORT_PAGE = 1000;
const LONGEST_CHART_DAYS = 366;
const DAY_MS = 24 * 60 * 60 * 1000;

const time = z.string().regex(/^\d{1,13}$/).transform((text) => new Date(Number(text)));
const kinds = Object.keys(EVENTS) as [EventKind, ...EventKind[]];
const filterQuery = z.object({ who: wire.id.optional(), what: z.enum(kinds).optional(), from: time.optional(), to: time.optional() });
const place = z.string().max(40).transform((text, context): Place => {
  const [, at, id] = /^(\d{1,13})\.([A-Za-z0-9_-]{22})$/.exec(text) ?? [];
  if (at !== undefined && isId(id)) return { at: new Date(Number(at)), id };
  context.addIssue({ code: 'custom', message: 'place' });
  return z.NEVER;
});
const listQuery = filterQuery.extend({ before: place.optional() });
const daysQuery = filterQuery.required({ from: true, to: true }).refine(({ from, to }) => from < to && to.getTime() - from.getTime() <= LONGEST_CHART_DAYS * DAY_MS, { path: ['to'] });

type Asked = { [Field in keyof Filter]?: Filter[Field] | undefined };
const filterOf = ({ who, what, from, to }: Asked): Filter => ({ who: who ?? null, what: what ?? null, from: from ?? null, to: to ?? null });

const ownLog = ({ account }: ActiveSession): Log => ({ account });

/** After `administrator`. */
function practiceLog({ membership }: ActiveSession): Log {
  if (membership === null) throw new ApiError('not_allowed');
  return { practice: membership.practice.id };
}

export const activity = new Hono<Env>()
  .get('/', signedIn, query(listQuery), async (c) => c.json(await page(c.var.parts.database, { log: ownLog(c.var.session), ...c.req.valid('query') })))
  .get('/days', signedIn, query(daysQuery), async (c) => c.json(await days(c.var.parts.database, { log: ownLog(c.var.session), ...c.req.valid('query') })))
  .get('/export', signedIn, byAccount('activity-export'), query(filterQuery), (c) => {
    const lines = exportLines(c.var.parts.database, { log: ownLog(c.var.session), filter: filterOf(c.req.valid('query')) });
    return c.body(streamOf(lines), 200, CSV_HEADERS);
  });

export const practiceActivity = new Hono<Env>()
  .get('/', signedIn, administrator, query(listQuery), async (c) => c.json(await page(c.var.parts.database, { log: practiceLog(c.var.session), ...c.req.valid('query') })))
  .get('/days', signedIn, administrator, query(daysQuery), async (c) => c.json(await days(c.var.parts.database, { log: practiceLog(c.var.session), ...c.req.valid('query') })))
  .get('/export', signedIn, administrator, byAccount('activity-export'), query(filterQuery), (c) => {
    const lines = exportLines(c.var.parts.database, { log: practiceLog(c.var.session), filter: filterOf(c.req.valid('query')) });
    return c.body(streamOf(lines), 200, CSV_HEADERS);
  });

async function page(database: Executor, { log, before, ...asked }: Asked & { log: Log; before?: Place | undefined }) {
  const found = await listActivity(database, { log, filter: filterOf(asked), before: before ?? null, limit: PAGE + 1 });
  const events = found.slice(0, PAGE);
  const last = events.at(-1);
  return { events: events.map(eventView), next: found.length > PAGE && last !== undefined ? `${last.at.getTime()}.${last.id}` : null };
}

async function days(database: Executor, { log, ...asked }: Asked & { log: Log; from: Date }) {
  return { days: await countDays(database, { log, filter: filterOf(asked), from: asked.from }) };
}

function eventView({ at, ...row }: ActivityRow) {
  return { ...row, at: at.getTime(), warning: WARNINGS.includes(row.event) };
}

const CSV_HEADERS = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="activity.csv"' };

async function* exportLines(database: Executor, { log, filter }: { log: Log; filter: Filter }): AsyncGenerator<string> {
  yield csvHead;
  let before: Place | null = null;
  do {
    const rows: ActivityRow[] = await listActivity(database, { log, filter, before, limit: EXPORT_PAGE });
    if (rows.length > 0) yield rows.map(csvLine).join('');
    before = rows.length < EXPORT_PAGE ? null : (rows.at(-1) ?? null);
  } while (before !== null);
}

function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await texts.return(undefined)),
  });
}
