// The end of something that answers calls. Nothing is raced with a promise that may never settle: such a promise would keep every answer
// that was ever raced with it, plaintext too, as long as it lives.

export type Ending = {
  /** As `work`, or as the end where that comes first. */
  until<T>(work: Promise<T>): Promise<T>;
  /** The first reason stays. */
  end(reason: Error): void;
};

export function createEnding(): Ending {
  const waiting = new Set<(reason: Error) => void>();
  let ended: Error | null = null;
  return {
    until: (work) =>
      new Promise((resolve, reject) => {
        work.then(resolve, reject).finally(() => waiting.delete(reject));
        if (ended !== null) reject(ended);
        else waiting.add(reject);
      }),
    end(reason) {
      ended ??= reason;
      for (const reject of waiting) reject(ended);
      waiting.clear();
    },
  };
}
