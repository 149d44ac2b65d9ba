// Several segments opened at once: their order, how many, and what is given out before a failure.
import { describe, expect, test } from 'vitest';
import { inOrder } from '../../web/session/vault/in-order.ts';

type Later<T> = { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void };

function later<T>(): Later<T> {
  let [resolve, reject]: [Later<T>['resolve'], Later<T>['reject']] = [() => undefined, () => undefined];
  const promise = new Promise<T>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
}

/** A generator whose inputs come when the test says so. */
function line(count: number) {
  const arrivals = Array.from({ length: count }, () => later<void>());
  let asked = 0;
  let returned = false;
  async function* inputs(): AsyncGenerator<number, void> {
    try {
      for (const [index, { promise }] of arrivals.entries()) {
        asked += 1;
        await promise;
        yield index;
      }
    } finally {
      returned = true;
    }
  }
  return { inputs: inputs(), arrive: (index: number) => arrivals[index]?.resolve(), fail: (index: number, error: Error) => arrivals[index]?.reject(error), asked: () => asked, returned: () => returned };
}

async function all<T>(results: AsyncGenerator<T>): Promise<T[]> {
  const got: T[] = [];
  for await (const result of results) got.push(result);
  return got;
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

function works() {
  const under = new Map<number, Later<string>>();
  const make = (input: number, index: number) => {
    expect(input).toBe(index);
    const work = later<string>();
    under.set(input, work);
    return work.promise;
  };
  return { make, under, finish: (index: number) => under.get(index)?.resolve(`made ${index}`) };
}

describe('results', () => {
  test('come in the order of the inputs, whichever is made first', async () => {
    const { inputs, arrive } = line(3);
    const { make, finish } = works();
    const results = inOrder({ inputs, make, atOnce: 3 });
    const got = all(results);
    for (const index of [0, 1, 2]) arrive(index);
    await settle();
    for (const index of [2, 0, 1]) finish(index);
    expect(await got).toEqual(['made 0', 'made 1', 'made 2']);
  });

  test('are made so many at once and no more, with one more input on its way', async () => {
    const { inputs, arrive, asked } = line(6);
    const { make, under, finish } = works();
    const results = inOrder({ inputs, make, atOnce: 2 });
    const first = results.next();
    for (let index = 0; index < 6; index += 1) arrive(index);
    await settle();
    expect([...under.keys()]).toEqual([0, 1]);
    expect(asked()).toBe(3);
    finish(0);
    expect(await first).toEqual({ done: false, value: 'made 0' });
    await settle();
    // Nobody has asked for the second.
    expect([...under.keys()]).toEqual([0, 1]);
  });

  test('are given out at once, also where the next input takes its time', async () => {
    const { inputs, arrive } = line(2);
    const { make, finish } = works();
    const results = inOrder({ inputs, make, atOnce: 3 });
    const first = results.next();
    arrive(0);
    await settle();
    finish(0);
    expect(await first).toEqual({ done: false, value: 'made 0' });
  });
});

describe('a failure', () => {
  test('of an input is thrown after what came before it', async () => {
    const { inputs, arrive, fail } = line(3);
    const { make, finish } = works();
    const results = inOrder({ inputs, make, atOnce: 3 });
    const first = results.next();
    arrive(0);
    await settle();
    fail(1, new Error('lost'));
    await settle();
    finish(0);
    expect(await first).toEqual({ done: false, value: 'made 0' });
    await expect(results.next()).rejects.toThrow('lost');
  });

  test('of a result is thrown in its place, and the inputs are told to end', async () => {
    const { inputs, arrive, returned } = line(3);
    const { make, under, finish } = works();
    const results = inOrder({ inputs, make, atOnce: 2 });
    const first = results.next();
    arrive(0);
    arrive(1);
    await settle();
    under.get(1)?.reject(new Error('not what was signed'));
    await settle();
    finish(0);
    expect(await first).toEqual({ done: false, value: 'made 0' });
    arrive(2);
    await expect(results.next()).rejects.toThrow('not what was signed');
    await settle();
    expect(returned()).toBe(true);
  });

  test('of whoever reads, who stops, ends the inputs too', async () => {
    const { inputs, arrive, returned } = line(2);
    const { make, finish } = works();
    const results = inOrder({ inputs, make, atOnce: 2 });
    const first = results.next();
    arrive(0);
    await settle();
    finish(0);
    await first;
    arrive(1);
    await results.return(undefined);
    expect(returned()).toBe(true);
  });
});
