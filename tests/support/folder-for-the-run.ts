// vitest global set-up: one folder for everything the run writes, removed at its end. What a killed run left is removed too.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { endProcess, findRunning } from '../../server/database/postgres-process.ts';
import { onceForTheRun } from './once-for-the-run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder that everybody may pass through, so that the embedded database's user can too. */
    folder: string;
  }
}

const PREFIX = 'sealpost-tests-';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { value, release } = await onceForTheRun('folder', { begin: makeFolder, end: removeFolder });
  project.provide('folder', value);
  return release;
}

async function makeFolder(): Promise<string> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(name.slice(PREFIX.length));
    if (name.startsWith(PREFIX) && !isAlive(pid)) await removeFolder(join(tmpdir(), name));
  }
  const folder = join(tmpdir(), PREFIX + process.pid);
  await mkdir(folder, { mode: 0o755 });
  return folder;
}

/** Databases that still run in there are ended first. */
async function removeFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const running = await findRunning(join(folder, name, 'database'));
    if (running !== null) await endProcess(running);
  }
  await rm(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
