// The last day of a message, as the date field of compose has it.
import { describe, expect, test } from 'vitest';
import { dayOf, endOfDay } from '../../web/features/compose/expiry-day.ts';

describe('the last day', () => {
  test('ends with its last moment on this device’s clock, whatever its length', () => {
    for (const day of ['2026-11-26', '2026-03-29', '2026-10-25', '2028-02-29', '2026-12-31']) {
      const end = endOfDay(day) ?? Number.NaN;
      expect(dayOf(end)).toBe(day);
      expect(dayOf(end + 1)).not.toBe(day);
    }
  });

  test('is none where the field holds none', () => {
    for (const typed of ['', '2026', '0002-12-26', '0202-12-26', '26.11.2026', '2026-11-26T10:00']) expect(endOfDay(typed), typed).toBeNull();
  });
});
