// Days as a date field has them, on this device's clock.

/** `2026-11-26`. */
export function dayOf(time: number): string {
  const date = new Date(time);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The last moment of that day; null for what is no day, or one of which the year is still being typed. */
export function endOfDay(day: string): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined || year.startsWith('0')) return null;
  return new Date(Number(year), Number(month) - 1, Number(date), 23, 59, 59, 999).getTime();
}
