// Days as they are typed into the search: 2026-03-01, 2026-03, 2026, 1.3.2026 or 1.3.26.

/** The beginning of that day, month or year in the reader's own time, in Unix milliseconds; null where there is none. */
export function parseDay(text: string): number | null {
  const [, year, month = '1', day = '1'] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text) ?? reversed(text) ?? [];
  if (year === undefined || !isDay({ year: Number(year), month: Number(month), day: Number(day) })) return null;
  return new Date(Number(year), Number(month) - 1, Number(day)).getTime();
}

const BEGUN = /^(?:\d{0,3}|\d{4}-(?:[01]?|(?:0?[1-9]|1[0-2])-[0-3]?))$/;
/** Some year has it. */
const LEAP_YEAR = 2024;

/** Whether more typing can make a day of it: 2026-0 and 31.1, but not 2026-13 or 31.2. */
export function canBecomeDay(text: string): boolean {
  if (BEGUN.test(text)) return true;
  const [, day, month, year] = /^(\d{1,2})\.(\d{0,2})(?:\.(\d{0,3}))?$/.exec(text) ?? [];
  if (day === undefined || month === undefined) return false;
  // Without the second dot the month may go on.
  if (year === undefined) return month.length < 2 ? Number(day) <= 31 : isDay({ year: LEAP_YEAR, month: Number(month), day: Number(day) });
  return isDay({ year: LEAP_YEAR, month: Number(month), day: Number(day) });
}

function isDay({ year, month, day }: { year: number; month: number; day: number }): boolean {
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day;
}

function reversed(text: string): string[] | null {
  const [whole, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/.exec(text) ?? [];
  return whole === undefined || year === undefined || month === undefined || day === undefined ? null : [whole, year.padStart(4, '20'), month, day];
}
