// What is chosen in the filter, and what it asks of the server: days are the reader's own, from midnight to midnight.
import type { ActivityKind, ActivityQuery } from '../../session/activity.ts';

export type Choice = {
  /** An account; empty: everybody. */
  who: string;
  /** Empty: everything. */
  what: ActivityKind | '';
  /** As date fields give them: 2026-05-03, or empty. */
  from: string;
  to: string;
};

export const EVERYTHING: Choice = { who: '', what: '', from: '', to: '' };

export function queryOf({ who, what, from, to }: Choice): ActivityQuery {
  const begin = midnight(from, 0);
  const end = midnight(to, 1);
  return {
    ...(who === '' ? {} : { who }),
    ...(what === '' ? {} : { what }),
    ...(begin === null ? {} : { from: String(begin) }),
    ...(end === null ? {} : { to: String(end) }),
  };
}

/** Unix milliseconds of the midnight that begins the day, or one `days` later; null for what is no date. */
function midnight(date: string, days: number): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const time = new Date(Number(year), Number(month) - 1, Number(day) + days).getTime();
  return Number.isNaN(time) || time < 0 ? null : time;
}

const CHART_DAYS = 30;
const LONGEST_CHART_DAYS = 365;

export type Range = { from: number; days: number };

/** The days that the chart shows: those asked for, at most a year of them; else the last thirty. */
export function chartRange({ from, to }: ActivityQuery, now: number): Range {
  const end = to === undefined ? daysFrom(now, 1) : Number(to);
  const earliest = daysFrom(end, -LONGEST_CHART_DAYS);
  const begin = from === undefined ? daysFrom(end, -CHART_DAYS) : Math.max(Number(from), earliest);
  return { from: begin, days: Math.max(0, Math.round((end - begin) / 86_400_000)) };
}

/** Midnight of the day of `time`, or one that is `days` later: by the calendar, where some days have 23 hours. */
export function daysFrom(time: number, days: number): number {
  const date = new Date(time);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}
