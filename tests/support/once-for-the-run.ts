// Something that the whole run shares: made when the first project needs it, ended when the last one is done. vitest loads a
// global set-up once for each project, all in one process, so what they share stands on globalThis.

type Shared<Value> = { value: Promise<Value>; users: number };
type Registry = Record<string, Shared<unknown> | undefined>;

const registry = ((globalThis as { sealpostShared?: Registry }).sealpostShared ??= {});

/** Returns the value and how to say that it is no longer needed. */
export async function onceForTheRun<Value>(
  name: string,
  { begin, end }: { begin: () => Promise<Value>; end: (value: Value) => Promise<void> },
): Promise<{ value: Value; release: () => Promise<void> }> {
  const shared = (registry[name] ??= { value: begin(), users: 0 }) as Shared<Value>;
  shared.users += 1;
  const value = await shared.value;
  const release = async (): Promise<void> => {
    shared.users -= 1;
    if (shared.users > 0) return;
    registry[name] = undefined;
    await end(value);
  };
  return { value, release };
}
