// Notices that the server was upgraded while this tab stayed open: its pages then belong to another build.

let current: string | null = process.env['NEXT_PUBLIC_SEALPOST_BUILD'] ?? null;
let newer = false;
const listeners = new Set<() => void>();

/** Takes the build id that a response carried. Without one built in, the first seen is this tab's own. */
export function noticeBuild(build: string): void {
  current ??= build;
  if (build === current || newer) return;
  newer = true;
  for (const listener of listeners) listener();
}

export function hasNewBuild(): boolean {
  return newer;
}

export function watchBuild(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
