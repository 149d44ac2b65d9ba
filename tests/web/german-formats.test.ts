// Dates, sizes, lists and plurals as the build in German writes them.
import { describe, expect, test, vi } from 'vitest';

// What the build does by an alias (web/next.config.ts).
vi.mock('#words/language.ts', async () => await import('../../web/text/de/language.ts'));
const { formatBytes, formatCount, formatDay, formatDuration, formatList, formatMoment, formatNumber, formatTime, formatWhen } = await import('../../web/text/format.ts');

const at = new Date(2026, 4, 3, 14, 5).getTime();
/** Intl sets spaces that do not break. */
const plain = (said: string) => said.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('in German', () => {
  test('dates are written as in Germany', () => {
    expect(formatDay(at)).toBe('3. Mai 2026');
    expect(formatTime(at)).toBe('14:05');
    expect(plain(formatMoment(at))).toBe('So., 3. Mai 2026 um 14:05');
    expect(formatWhen(at, at)).toBe('14:05');
    expect(formatWhen(at, at + 2 * 86_400_000)).toBe('So');
    expect(formatWhen(at, at + 20 * 86_400_000)).toBe('3. Mai');
    expect(formatWhen(at, at + 400 * 86_400_000)).toBe('3. Mai 2026');
  });

  test('sizes and numbers have a comma before the tenths and points between thousands', () => {
    expect(plain(formatBytes(1_500_000))).toBe('1,5 MB');
    expect(plain(formatBytes(1))).toBe('1 Byte');
    expect(formatNumber(20_000)).toBe('20.000');
  });

  test('plurals and lists are German', () => {
    expect(formatDuration(1000)).toBe('1 Sekunde');
    expect(formatDuration(180_000)).toBe('3 Minuten');
    expect(formatDuration(7_200_000)).toBe('2 Stunden');
    expect(formatCount(1, { one: 'Datei', other: 'Dateien' })).toBe('1 Datei');
    expect(formatCount(2000, { one: 'Datei', other: 'Dateien' })).toBe('2.000 Dateien');
    expect(formatList(['Ana', 'Lee', 'Sie'])).toBe('Ana, Lee und Sie');
  });

  test.each([
    ['de-AT', '3. Jänner 2026'],
    ['de-CH', '3. Januar 2026'],
    ['en-US', '3. Januar 2026'],
  ])('in a browser set to %s with the habits of the place, where it is one that speaks German', (language, day) => {
    vi.stubGlobal('navigator', { language });
    expect(formatDay(new Date(2026, 0, 3).getTime())).toBe(day);
    vi.unstubAllGlobals();
  });
});
