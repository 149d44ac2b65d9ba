// What a check of the doctor's says: that all is well, or in one line what is not and what to do.

/** `warn`: it works, but not for long or not as it should. `fail`: it does not work. */
export type Finding = { state: 'ok' | 'warn' | 'fail'; line: string };

export const ok = (line: string): Finding => ({ state: 'ok', line });
export const warn = (line: string): Finding => ({ state: 'warn', line });
export const fail = (line: string): Finding => ({ state: 'fail', line });

/** Where it says only that something does not answer, a code is all that may be told: messages quote addresses and values. */
export function codeOf(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string' && /^[A-Z\d]/.test(each.code)) return each.code;
  }
  return error instanceof Error ? error.name : 'unknown reason';
}

const PATIENCE_MS = 15_000;

/** A check that hangs has failed. */
export async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })), PATIENCE_MS);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
