// How the server ends: once, however often it is told to, in reverse order of the beginning, each step within its time.
import type { Log } from './log.ts';

export type Shutdown = {
  /** Registers how to end what has just begun. If the end has come meanwhile, it ends this at once and throws Ended. */
  add: (name: string, end: () => Promise<void>) => Promise<void>;
  /** Ends everything; a second call waits for the first. */
  end: () => Promise<void>;
  isEnding: () => boolean;
};

/** Thrown into a start that is overtaken by the end: nothing went wrong. */
export class Ended extends Error {
  readonly code = 'ended';
}

export function createShutdown(log: Log): Shutdown {
  const ends: { name: string; end: () => Promise<void> }[] = [];
  let ending: Promise<void> | null = null;

  const endOne = async ({ name, end }: { name: string; end: () => Promise<void> }): Promise<void> => {
    await end().catch((error: unknown) => log.error({ err: error, step: name }, 'a part of the server did not end well'));
  };
  const endAll = async (): Promise<void> => {
    for (let last = ends.pop(); last !== undefined; last = ends.pop()) await endOne(last);
  };
  return {
    add: async (name, end) => {
      if (ending === null) {
        ends.push({ name, end });
        return;
      }
      await endOne({ name, end });
      throw new Ended();
    },
    end: () => (ending ??= endAll()),
    isEnding: () => ending !== null,
  };
}

/** Settles with the work, or without it after so long: an end must not wait for what does not end. */
export async function withinTime(work: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, timeUp]).finally(() => clearTimeout(timer));
}
