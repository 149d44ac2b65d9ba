// Time zones and the times of notices, by the calendar: where clocks are put forward and back, beside the date line, on every day of a year.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inForce, isAllowed, isAtOnce, nextNotice, type NoticeTimes, RHYTHMS } from '../../server/notice-times.ts';
import { isTimeZone, momentsOf, wallAt } from '../../server/zone-clock.ts';

const DAY_MS = 86_400_000;
const at = (text: string) => Date.parse(text);
const iso = (moment: number) => new Date(moment).toISOString().replace('.000Z', 'Z');
/** What a wall clock shows, written as a UTC time. */
const shown = (zone: string, moment: string) => iso(wallAt(zone, at(moment)));
const shows = (zone: string, wall: string) => momentsOf(zone, at(wall)).map(iso);

const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const NIGHT = { from: minutes('19:00'), to: minutes('07:00') };
const times = (changes: Partial<NoticeTimes>): NoticeTimes => ({ rhythm: 'at-once', hour: 8, quiet: null, weekends: false, timeZone: 'Europe/Berlin', ...changes });
const told = (changes: Partial<NoticeTimes>, now: string) => iso(nextNotice(times(changes), new Date(now)).getTime());

describe('the wall clock', () => {
  it.each([
    ['Europe/Berlin', '2026-01-15T12:00:00Z', '2026-01-15T13:00:00Z'],
    ['Europe/Berlin', '2026-07-15T12:00:00Z', '2026-07-15T14:00:00Z'],
    ['America/New_York', '2026-03-08T06:59:59Z', '2026-03-08T01:59:59Z'],
    ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08T03:00:00Z'],
    ['Asia/Kathmandu', '2026-05-04T12:00:00Z', '2026-05-04T17:45:00Z'],
    ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', '2026-07-01T10:30:00Z'],
    ['Pacific/Kiritimati', '2026-05-04T11:00:00Z', '2026-05-05T01:00:00Z'],
    ['Pacific/Pago_Pago', '2026-05-04T10:00:00Z', '2026-05-03T23:00:00Z'],
    ['UTC', '2026-05-04T10:00:00Z', '2026-05-04T10:00:00Z'],
  ])('of %s shows at %s what people there read', (zone, moment, wall) => {
    expect(shown(zone, moment)).toBe(wall);
    expect(shows(zone, wall)).toEqual([moment]);
  });

  it('shows an hour twice where it is put back, and an hour never where it is put forward', () => {
    expect(shows('Europe/Berlin', '2026-10-25T02:30:00Z')).toEqual(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']);
    expect(shows('Europe/Berlin', '2026-03-29T02:30:00Z')).toEqual(['2026-03-29T01:30:00Z']);
    expect(shows('America/New_York', '2026-11-01T01:30:00Z')).toEqual(['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z']);
    // Half an hour of it, and a midnight that never comes.
    expect(shows('Australia/Lord_Howe', '2026-04-05T01:45:00Z')).toEqual(['2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z']);
    expect(shows('Africa/Cairo', '2026-04-24T00:00:00Z')).toEqual(['2026-04-23T22:00:00Z']);
  });

  it('is known by its IANA name and by nothing else', () => {
    for (const name of ['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Asia/Calcutta', 'Etc/GMT+3', 'UTC']) expect(isTimeZone(name)).toBe(true);
    for (const name of ['', 'Nowhere/Town', '+02:00', 'Europe/Berlin ', 'Europe/Berlin\r\n', '../Berlin', 'Europe/Bérlin', 'E'.repeat(65)]) expect(isTimeZone(name)).toBe(false);
  });
});

describe('at once', () => {
  it('is now, but in quiet hours their end', () => {
    expect(told({}, '2026-05-04T18:00:00Z')).toBe('2026-05-04T18:00:00Z');
    expect(told({ quiet: NIGHT }, '2026-05-04T16:59:59Z')).toBe('2026-05-04T16:59:59Z');
    expect(told({ quiet: NIGHT }, '2026-05-04T17:00:00Z')).toBe('2026-05-05T05:00:00Z');
    expect(told({ quiet: NIGHT }, '2026-05-05T04:59:00Z')).toBe('2026-05-05T05:00:00Z');
    expect(told({ quiet: NIGHT }, '2026-05-05T05:00:00Z')).toBe('2026-05-05T05:00:00Z');
    // Not over midnight.
    expect(told({ quiet: { from: minutes('12:30'), to: minutes('13:15') } }, '2026-05-04T10:45:00Z')).toBe('2026-05-04T11:15:00Z');
  });

  it('keeps a quiet night as long as people sleep it when clocks change in it', () => {
    expect(told({ quiet: NIGHT }, '2026-03-28T19:00:00Z')).toBe('2026-03-29T05:00:00Z');
    expect(told({ quiet: NIGHT }, '2026-10-24T18:00:00Z')).toBe('2026-10-25T06:00:00Z');
    expect(told({ quiet: NIGHT, timeZone: 'America/New_York' }, '2026-03-08T01:00:00Z')).toBe('2026-03-08T11:00:00Z');
    expect(told({ quiet: NIGHT, timeZone: 'America/New_York' }, '2026-11-01T01:00:00Z')).toBe('2026-11-01T12:00:00Z');
  });

  it('ends quiet hours whose end clocks show never or twice', () => {
    const quiet = { from: minutes('22:00'), to: minutes('02:30') };
    expect(told({ quiet }, '2026-03-28T22:00:00Z')).toBe('2026-03-29T01:30:00Z');
    expect(told({ quiet }, '2026-10-24T21:00:00Z')).toBe('2026-10-25T00:30:00Z');
    // Ten past two for the second time.
    expect(told({ quiet }, '2026-10-25T01:10:00Z')).toBe('2026-10-25T01:30:00Z');
    expect(told({ quiet: { from: minutes('20:00'), to: 0 }, timeZone: 'Africa/Cairo' }, '2026-04-23T20:00:00Z')).toBe('2026-04-23T22:00:00Z');
  });

  it('is quiet on a weekend from Friday’s evening to Monday’s morning', () => {
    expect(told({ weekends: true }, '2026-05-01T21:59:00Z')).toBe('2026-05-01T21:59:00Z');
    expect(told({ weekends: true }, '2026-05-01T22:00:00Z')).toBe('2026-05-03T22:00:00Z');
    expect(told({ weekends: true, quiet: NIGHT }, '2026-05-01T18:00:00Z')).toBe('2026-05-04T05:00:00Z');
    expect(told({ weekends: true, quiet: NIGHT }, '2026-05-03T21:00:00Z')).toBe('2026-05-04T05:00:00Z');
    // Saturday there while it is Friday here.
    expect(told({ weekends: true, timeZone: 'Pacific/Kiritimati' }, '2026-05-01T11:00:00Z')).toBe('2026-05-03T10:00:00Z');
  });
});

describe('every hour', () => {
  it('is the next full hour on the wall, outside the quiet ones', () => {
    expect(told({ rhythm: 'hourly' }, '2026-05-04T10:00:00Z')).toBe('2026-05-04T11:00:00Z');
    expect(told({ rhythm: 'hourly' }, '2026-05-04T10:59:59.999Z')).toBe('2026-05-04T11:00:00Z');
    expect(told({ rhythm: 'hourly', timeZone: 'Asia/Kathmandu' }, '2026-05-04T12:00:00Z')).toBe('2026-05-04T12:15:00Z');
    expect(told({ rhythm: 'hourly', quiet: NIGHT }, '2026-05-04T16:30:00Z')).toBe('2026-05-05T05:00:00Z');
  });
});

describe('once a day', () => {
  it('is at the hour that was chosen, today or tomorrow, and on Monday where weekends are quiet', () => {
    expect(told({ rhythm: 'daily' }, '2026-05-04T05:59:59Z')).toBe('2026-05-04T06:00:00Z');
    expect(told({ rhythm: 'daily' }, '2026-05-04T06:00:00Z')).toBe('2026-05-05T06:00:00Z');
    expect(told({ rhythm: 'daily', weekends: true }, '2026-05-01T07:00:00Z')).toBe('2026-05-04T06:00:00Z');
  });

  it('waits for the end of the quiet hours where it falls into them', () => {
    expect(told({ rhythm: 'daily', hour: 22, quiet: NIGHT }, '2026-05-04T05:01:00Z')).toBe('2026-05-05T05:00:00Z');
    expect(told({ rhythm: 'daily', hour: 22, quiet: NIGHT }, '2026-05-04T20:01:00Z')).toBe('2026-05-05T05:00:00Z');
  });

  it('comes once also on a day whose hour clocks show never or twice', () => {
    expect(told({ rhythm: 'daily', hour: 2 }, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00Z');
    expect(told({ rhythm: 'daily', hour: 2 }, '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:00:00Z');
    expect(told({ rhythm: 'daily', hour: 2 }, '2026-10-25T00:00:00Z')).toBe('2026-10-26T01:00:00Z');
    expect(told({ rhythm: 'daily', hour: 2 }, '2026-10-25T00:59:59Z')).toBe('2026-10-26T01:00:00Z');
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu', 'America/Santiago', 'Africa/Casablanca'])('comes exactly once on each day of a year in %s', (timeZone) => {
    for (const hour of [0, 1, 2, 3, 23]) {
      const days = new Set<string>();
      let moment = at('2026-01-01T12:00:00Z');
      for (let told = 0; told < 365; told += 1) {
        moment = nextNotice(times({ rhythm: 'daily', hour, timeZone }), new Date(moment)).getTime();
        days.add(iso(wallAt(timeZone, moment)).slice(0, 10));
      }
      expect(days.size).toBe(365);
      expect(moment).toBeLessThan(at('2027-01-02T12:00:00Z'));
    }
  });
});

const anyTimes: fc.Arbitrary<NoticeTimes> = fc.record({
  rhythm: fc.constantFrom(...RHYTHMS),
  hour: fc.integer({ min: 0, max: 23 }),
  quiet: fc.option(fc.record({ from: fc.integer({ min: 0, max: 1439 }), to: fc.integer({ min: 0, max: 1439 }) }).filter(({ from, to }) => from !== to)),
  weekends: fc.boolean(),
  timeZone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
});
const anyMoment = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2036-01-01T00:00:00Z') });

describe('whatever is chosen, anywhere, at any moment', () => {
  it('a notice is neither late nor early: not before it came, not in quiet hours, and within a week', () => {
    fc.assert(
      fc.property(anyTimes, anyMoment, (chosen, now) => {
        const moment = nextNotice(chosen, new Date(now)).getTime();
        expect(moment).toBeGreaterThanOrEqual(now);
        expect(moment - now).toBeLessThan(5 * DAY_MS);
        // By a second reading of the clock, as text.
        const text = new Date(moment).toLocaleString('en-GB', { timeZone: chosen.timeZone, hourCycle: 'h23', weekday: 'short', hour: '2-digit', minute: '2-digit' });
        if (chosen.weekends) expect(text).not.toMatch(/Sat|Sun/);
        const minute = minutes(/\d\d:\d\d/.exec(text)?.[0] ?? '');
        const { from, to } = chosen.quiet ?? { from: 0, to: 0 };
        const quiet = from < to ? minute >= from && minute < to : from > to && (minute >= from || minute < to);
        // Once a day comes on its day, also where the clock is put back from the end of quiet hours into them.
        if (chosen.rhythm !== 'daily') expect(quiet).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('a practice that says a day has its members told within a day, or 25 hours when clocks are put back', () => {
    fc.assert(
      fc.property(anyTimes, anyMoment, (chosen, now) => {
        const kept = inForce(chosen, 'day');
        expect(isAllowed(kept, 'day')).toBe(true);
        expect(nextNotice(kept, new Date(now)).getTime() - now).toBeLessThanOrEqual(DAY_MS + 3_600_000);
      }),
      { numRuns: 3000 },
    );
  });

  it('a practice that says at once has them told at once, and one that says nothing changes nothing', () => {
    fc.assert(
      fc.property(anyTimes, anyMoment, (chosen, now) => {
        expect(isAtOnce(inForce(chosen, 'at-once'))).toBe(true);
        expect(nextNotice(inForce(chosen, 'at-once'), new Date(now)).getTime()).toBe(now);
        expect(inForce(chosen, 'any')).toEqual(chosen);
      }),
    );
  });
});

it('a zone that is not known any more holds nothing back', () => {
  expect(told({ timeZone: 'Nowhere/Town', quiet: NIGHT, rhythm: 'daily' }, '2026-05-04T20:00:00Z')).toBe('2026-05-04T20:00:00Z');
});
