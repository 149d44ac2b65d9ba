// How many segments go up side by side, on quick lines, slow ones and broken ones.
import { describe, expect, test } from 'vitest';
import { createUploadPace } from '../../web/session/upload-pace.ts';

function afterRounds(milliseconds: number, rounds: number) {
  const pace = createUploadPace();
  for (let round = 0; round < rounds; round += 1) {
    const { places } = pace;
    for (let place = 0; place < places; place += 1) pace.arrived(milliseconds);
  }
  return pace;
}

describe('the pace of uploads', () => {
  test('begins with two places and rises to four on a quick line, never above', () => {
    expect(createUploadPace().places).toBe(2);
    expect(afterRounds(300, 1).places).toBe(3);
    expect(afterRounds(300, 20).places).toBe(4);
  });

  test('falls to one on a slow line, and stays where a segment takes neither long nor short', () => {
    expect(afterRounds(30_000, 5).places).toBe(1);
    expect(afterRounds(7_000, 5).places).toBe(2);
  });

  test('is halved by a lost connection, once however many segments it met, and recovers', () => {
    const pace = afterRounds(300, 5);
    for (const at of [10_000, 10_001, 10_500]) pace.stumbled(at);
    expect(pace.places).toBe(2);
    pace.stumbled(20_000);
    pace.stumbled(30_000);
    expect(pace.places).toBe(1);
    pace.arrived(300);
    expect(pace.places).toBe(2);
  });
});
