// The embedded database's process: starting it, finding one that an earlier server left behind, ending it.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import { bareEnvironment, type Cluster } from './postgres-cluster.ts';

export type PostgresProcess = { pid: number; socketFolder: string };

const FAST_SHUTDOWN_MS = 3000;
const IMMEDIATE_SHUTDOWN_MS = 1000;
const KILL_MS = 500;

/** The server that holds this data folder, as its postmaster.pid says; null if none does. A stale file of a crash is removed. */
export async function findRunning(folder: string): Promise<PostgresProcess | null> {
  const pidFile = join(folder, 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (isAlive(pid) && (await isPostgresOf(folder, pid))) return { pid, socketFolder: lines[4] ?? '' };
  // After a crash, and always in a container, the number may by now belong to another process; PostgreSQL would then refuse.
  await rm(pidFile, { force: true });
  return null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The database's main process works in its data folder. Where that cannot be seen (no /proc), its word is taken. */
async function isPostgresOf(folder: string, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return workingFolder !== null && workingFolder === (await realpath(folder));
}

/**
 * Starts PostgreSQL on a socket alone: no port to collide, none to reach from outside. It is in a process group of its own, so
 * that a signal to the server's group does not take the database away before the server has drained.
 */
export async function launch({ program, folder, logFile, socketFolder, user, tuning }: Cluster): Promise<PostgresProcess> {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Without these the log would quote rows and statements, addresses among them.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...tuning,
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(program, ['-D', folder, ...options], { ...user, cwd: '/', detached: true, stdio: ['ignore', log, log], env: bareEnvironment });
  closeSync(log);
  child.unref();
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', () => reject(new StartError(`The embedded database cannot be run: ${program} does not start.`)));
  });
  return { pid: child.pid ?? 0, socketFolder };
}

/** Ends the database and waits for it: without new connections first, then without a checkpoint, which its journal makes up for. */
export async function endProcess({ pid }: PostgresProcess): Promise<void> {
  if (await signalAndWait({ pid, signal: 'SIGINT', milliseconds: FAST_SHUTDOWN_MS })) return;
  if (await signalAndWait({ pid, signal: 'SIGQUIT', milliseconds: IMMEDIATE_SHUTDOWN_MS })) return;
  await signalAndWait({ pid, signal: 'SIGKILL', milliseconds: KILL_MS });
}

async function signalAndWait({ pid, signal, milliseconds }: { pid: number; signal: NodeJS.Signals; milliseconds: number }): Promise<boolean> {
  if (!isAlive(pid)) return true;
  process.kill(pid, signal);
  return waitForEnd(pid, milliseconds);
}

/** True once the process is gone, false if it is still there after so long. */
export async function waitForEnd(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}
