// Calls of WebCrypto for the records of one message. It works on another thread: a few calls under way keep that thread busy.

const AT_ONCE = 4;

/** Runs `work` for 0 … count-1, a few at once; the first failure is thrown after none is left running. */
export async function sideBySide(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(AT_ONCE, count) }, lane));
  for (const result of lanes) if (result.status === "rejected") throw result.reason;
}
