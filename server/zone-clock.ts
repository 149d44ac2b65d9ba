// What clocks show in a time zone (IANA), and when they show it, by the tables that come with Node. A time on the wall is counted as if
// the zone were UTC: milliseconds since 1970.

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;
/** More than there are zones; the same one can be written in small letters and in large ones. */
const REMEMBERED = 1000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  if (formats.size >= REMEMBERED) formats.clear();
  formats.set(zone, made);
  return made;
}

/** A name that this server has a table for. */
export function isTimeZone(name: string): boolean {
  if (!NAME.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What the wall clock shows at that moment. Throws RangeError for a zone that is unknown here. */
export function wallAt(zone: string, moment: number): number {
  return moment + offsetAt(zone, moment);
}

function offsetAt(zone: string, moment: number): number {
  const seconds = Math.floor(moment / SECOND_MS) * SECOND_MS;
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatOf(zone).formatToParts(seconds)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - seconds;
}

/**
 * The moments at which the wall clock shows this, the first one first: two where clocks are put back over it. Where they are put
 * forward over it there is none; then it is the moment at which a clock that nobody has touched would show it.
 */
export function momentsOf(zone: string, wall: number): [number, ...number[]] {
  const [before, after] = [offsetAt(zone, wall - DAY_MS), offsetAt(zone, wall + DAY_MS)];
  const [first, ...rest] = [...new Set([wall - before, wall - after])].filter((moment) => wallAt(zone, moment) === wall).sort((a, b) => a - b);
  return first === undefined ? [wall - before] : [first, ...rest];
}
