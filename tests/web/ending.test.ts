// What waits for an answer is told of the end, and no answer is kept by having been waited for.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { createEnding } from '../../web/session/ending.ts';

const never = new Promise<never>(() => undefined);

describe('waiting for an answer', () => {
  test('ends with it, or with its error', async () => {
    const ending = createEnding();
    expect(await ending.until(Promise.resolve(7))).toBe(7);
    await expect(ending.until(Promise.reject(new Error('wrong')))).rejects.toThrow('wrong');
  });

  test('ends with the end, for those that wait and for those that come later, with its first reason', async () => {
    const ending = createEnding();
    const waiting = ending.until(never);
    ending.end(new Error('first'));
    ending.end(new Error('second'));
    await expect(waiting).rejects.toThrow('first');
    await expect(ending.until(never)).rejects.toThrow('first');
    await expect(ending.until(Promise.reject(new Error('late')))).rejects.toThrow();
  });

  test('keeps no answer', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const ending = createEnding();
    const answer = async () => new WeakRef(await ending.until(Promise.resolve({ secret: true })));
    const reference = await answer();
    await expect.poll(() => (collect(), reference.deref() === undefined)).toBe(true);
    ending.end(new Error('over'));
  });
});
