// When one hears by e-mail of what has come: one's own choice, within what the practice allows.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { actorOf, record } from '../database/activity.ts';
import { findNoticeTimes, saveNoticeTimes } from '../database/notice-times.ts';
import type { ActiveSession } from '../database/sessions.ts';
import type { Env } from '../env.ts';
import { json, upTo } from '../middleware/body.ts';
import { byAccount, signedIn } from '../middleware/guards.ts';
import { inForce, isAllowed, nextNotice, type NoticePolicy, type NoticeTimes, RHYTHMS } from '../notice-times.ts';
import { isTimeZone } from '../zone-clock.ts';

/** `07:30`, as minutes of the day. */
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const timesBody = z.strictObject({
  rhythm: z.enum(RHYTHMS),
  hour: z.int().min(0).max(23),
  quiet: z.strictObject({ from: timeOfDay, to: timeOfDay }).refine(({ from, to }) => from !== to).nullable(),
  weekends: z.boolean(),
  timeZone: z.string().max(64).refine(isTimeZone),
});

export const noticeTimes = new Hono<Env>()
  .get('/', signedIn, async (c) => {
    const { parts, now, session } = c.var;
    return c.json(view(await findNoticeTimes(parts.database, session.account), { session, now }));
  })
  .put('/', upTo('small'), signedIn, byAccount('settings-change'), json(timesBody), async (c) => {
    const { parts, now, session } = c.var;
    const { account } = session;
    const times = c.req.valid('json');
    if (!isAllowed(times, policyOf(session))) throw new ApiError('notices_too_late');
    await parts.database.transaction().execute(async (writer) => {
      await saveNoticeTimes(writer, { account, times, now });
      // That it changed, since it may have been somebody else who silenced them; not to what: when people sleep is not their practice's business.
      await record(writer, { event: 'notices-changed', account, by: actorOf(session), now });
    });
    return c.json(view(times, { session, now }));
  });

const policyOf = ({ membership }: ActiveSession): NoticePolicy => membership?.practice.policies.notices ?? 'any';

/** `chosen` null: nothing yet. `tellsAt`: when an e-mail would tell of what comes at `asOf`, which is now. */
function view(times: NoticeTimes | null, { session, now }: { session: ActiveSession; now: Date }) {
  if (times === null) return { chosen: null, tellsAt: now.getTime(), asOf: now.getTime() };
  const { quiet } = times;
  return {
    chosen: { ...times, quiet: quiet === null ? null : { from: clockText(quiet.from), to: clockText(quiet.to) } },
    tellsAt: nextNotice(inForce(times, policyOf(session)), now).getTime(),
    asOf: now.getTime(),
  };
}

function clockText(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
