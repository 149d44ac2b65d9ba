// Work on a stream of inputs, several at once, with the results in the order of the inputs.

type Arrival<Input> = IteratorResult<Input, void> | { failure: unknown };

export type InOrder<Input, Output> = {
  inputs: AsyncGenerator<Input, void>;
  make: (input: Input, index: number) => Promise<Output>;
  /** Results being made or waiting at most. One more input is on its way meanwhile. */
  atOnce: number;
};

/**
 * A result is given out as soon as it is the first that is left, whether or not the next input has come. A failure, of an input
 * or of its result, is thrown after everything before it has been given out.
 */
export async function* inOrder<Input, Output>({ inputs, make, atOnce }: InOrder<Input, Output>): AsyncGenerator<Output> {
  const take = (): Promise<Arrival<Input>> => inputs.next().catch((failure: unknown) => ({ failure }));
  const results: Promise<Output>[] = [];
  let next = take();
  let end: Arrival<Input> | null = null;
  try {
    for (let index = 0; ; ) {
      while (end === null && results.length < atOnce) {
        const arrival = await firstOf(next, results[0]);
        if (arrival === null) break;
        if ('failure' in arrival || arrival.done === true) end = arrival;
        else {
          next = take();
          const result = make(arrival.value, index++);
          // Whoever waits for it hears of a failure.
          result.catch(() => undefined);
          results.push(result);
        }
      }
      const first = results.shift();
      if (first !== undefined) yield await first;
      else if (end !== null && 'failure' in end) throw end.failure;
      else return;
    }
  } finally {
    await inputs.return(undefined);
  }
}

/** What arrives, or null where the result has come (or failed) before. */
function firstOf<Input>(next: Promise<Arrival<Input>>, result: Promise<unknown> | undefined): Promise<Arrival<Input> | null> {
  if (result === undefined) return next;
  const made = result.then(() => null, () => null);
  return Promise.race([made, next]);
}
