// Work that is gathered: one piece for what comes at once, and each caller gets its own result or the failure.
import { expect, test } from 'vitest';
import { gather } from '../../web/session/gather.ts';

test('what is asked for in one turn is done together, and each gets its own', async () => {
  const done: number[][] = [];
  const double = gather(async (items: number[]) => {
    done.push([...items]);
    return items.map((item) => item * 2);
  });
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  expect(await double(4)).toBe(8);
  expect(done).toEqual([[1, 2, 3], [4]]);
});

test('what comes while it works is done next, together, and never beside it', async () => {
  const done: number[][] = [];
  let working = 0;
  const note = gather(async (items: number[]) => {
    working += 1;
    expect(working).toBe(1);
    done.push([...items]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    working -= 1;
    return items;
  });
  const first = note(1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const later = [2, 3].map(note);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await Promise.all([first, ...later, note(4)])).toEqual([1, 2, 3, 4]);
  expect(done).toEqual([[1], [2, 3, 4]]);
});

test('a failure is that of all who were in it, and of nobody after', async () => {
  let fails = true;
  const work = gather(async (items: number[]) => {
    if (fails) throw new Error('full');
    return items;
  });
  expect(await Promise.allSettled([work(1), work(2)])).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  fails = false;
  expect(await work(3)).toBe(3);
});
