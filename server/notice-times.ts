// When somebody hears by e-mail of what has come: at once, or gathered every hour or once a day, and not in their quiet hours. By the
// clock where they are; and no later than their practice allows.
import { momentsOf, wallAt } from './zone-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MINUTES_OF_DAY = 1440;
/** From any moment to the end of the longest quiet: an evening, two days of a weekend, a morning. */
const MOST_STEPS = 8;

export const RHYTHMS = ['at-once', 'hourly', 'daily'] as const;
/** How late a practice lets its members hear: as late as they like, a day, or not at all. */
export const NOTICE_POLICIES = ['any', 'day', 'at-once'] as const;
export type NoticePolicy = (typeof NOTICE_POLICIES)[number];

/** Minutes of the day, different ones; over midnight where `to` is the smaller. */
export type QuietHours = { from: number; to: number };
export type NoticeTimes = {
  rhythm: (typeof RHYTHMS)[number];
  /** Of the daily one. */
  hour: number;
  quiet: QuietHours | null;
  /** Saturdays and Sundays are quiet as a whole. */
  weekends: boolean;
  timeZone: string;
};

export function isAtOnce({ rhythm, quiet, weekends }: NoticeTimes): boolean {
  return rhythm === 'at-once' && quiet === null && !weekends;
}

/** A day at most: that is all but quiet weekends. */
export function isAllowed(times: NoticeTimes, policy: NoticePolicy): boolean {
  return policy === 'any' || (policy === 'day' ? !times.weekends : isAtOnce(times));
}

/** What is in force of a choice that was made before the practice decided, or before somebody joined it. */
export function inForce(times: NoticeTimes, policy: NoticePolicy): NoticeTimes {
  if (isAllowed(times, policy)) return times;
  return policy === 'day' ? { ...times, weekends: false } : { ...times, rhythm: 'at-once', quiet: null, weekends: false };
}

/** When somebody hears of what comes now. A zone that this server does not know any more holds nothing back. */
export function nextNotice(times: NoticeTimes, now: Date): Date {
  try {
    return new Date(momentAfter(times, now.getTime()));
  } catch (error) {
    if (error instanceof RangeError) return now;
    throw error;
  }
}

function momentAfter(times: NoticeTimes, now: number): number {
  if (times.rhythm === 'daily') return nextDaily(times, now);
  return endOfQuiet(times, times.rhythm === 'hourly' ? nextHour(times, now) : now);
}

/** The next full hour on the wall. */
function nextHour({ timeZone }: NoticeTimes, now: number): number {
  return now - (wallAt(timeZone, now) % HOUR_MS) + HOUR_MS;
}

/** Once on every day that is not quiet as a whole, also where clocks show that hour twice or not at all. An hour in the quiet ones waits for their end. */
function nextDaily(times: NoticeTimes, now: number): number {
  const { quiet, timeZone, hour, weekends } = times;
  const minute = quiet !== null && isWithin(quiet, hour * 60) ? quiet.to : hour * 60;
  const today = startOfDay(wallAt(timeZone, now));
  for (let days = 0; days < MOST_STEPS; days += 1) {
    const wall = today + days * DAY_MS + minute * MINUTE_MS;
    const [moment] = momentsOf(timeZone, wall);
    if (moment > now && !(weekends && isWeekend(wall))) return moment;
  }
  return now;
}

function endOfQuiet(times: NoticeTimes, from: number): number {
  let moment = from;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const end = quietUntil(times, wallAt(times.timeZone, moment));
    if (end === null) return moment;
    const after = moment;
    moment = momentsOf(times.timeZone, end).find((each) => each > after) ?? after + HOUR_MS;
  }
  return moment;
}

/** Until when on the wall it is quiet for this reason at least; null where it is not. */
function quietUntil({ quiet, weekends }: NoticeTimes, wall: number): number | null {
  if (weekends && isWeekend(wall)) return startOfDay(wall) + DAY_MS;
  const minute = Math.floor((wall - startOfDay(wall)) / MINUTE_MS);
  if (quiet === null || !isWithin(quiet, minute)) return null;
  return startOfDay(wall) + (quiet.to > minute ? quiet.to : quiet.to + MINUTES_OF_DAY) * MINUTE_MS;
}

function isWithin({ from, to }: QuietHours, minute: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function isWeekend(wall: number): boolean {
  const day = new Date(wall).getUTCDay();
  return day === 0 || day === 6;
}

function startOfDay(wall: number): number {
  return wall - (wall % DAY_MS);
}
