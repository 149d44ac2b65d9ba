// The real Sealpost, as npm start runs it: its own process, port, data folder and embedded database.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { embeddedDatabaseUrlFile } from '../../server/database/embedded-postgres.ts';
import { repository } from '../../server/repository.ts';
import { findFreePort } from './free-port.ts';
import { waitForMail, type WrittenMail } from './mail-folder.ts';

export type RunningSealpost = {
  url: string;
  dataDir: string;
  databaseUrl: string;
  /** Standard output and standard error so far, of restarts too. */
  output: () => string;
  /** The newest matching mail in the folder; waits up to 20 s. */
  mailTo: (address: string, options?: { containing?: string }) => Promise<WrittenMail>;
  /** Ends it as an operator would. Idempotent; the data folder stays until the end of the run. */
  stop: () => Promise<void>;
  /** Ends it if it runs, and starts it anew on the same data and port. */
  restart: () => Promise<void>;
  /** The server's process, to do worse to. */
  pid: () => number;
};

type Options = { env?: Record<string, string> };

const READY_MS = 120_000;
const END_MS = 12_000;

/** Settings of whoever runs the tests are not passed on: only what is given here. */
const NOT_SETTINGS = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER'];

export async function startSealpost({ env = {} }: Options = {}): Promise<RunningSealpost> {
  const port = env['PORT'] ?? String(await findFreePort());
  const dataDir = env['DATA_DIR'] ?? join(inject('folder'), `sealpost-${randomBytes(6).toString('hex')}`);
  const inherited = Object.fromEntries(NOT_SETTINGS.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  // Messages go out at once unless a test says otherwise.
  const settings = { ...inherited, PORT: port, DATA_DIR: dataDir, UNDO_SECONDS: '0', ...env } as unknown as NodeJS.ProcessEnv;
  const output: string[] = [];
  let child = launch(settings, output);
  await untilReady(child, output);
  const stop = () => end(child);
  return {
    url: env['PUBLIC_URL'] ?? `http://localhost:${port}`,
    dataDir,
    databaseUrl: env['DATABASE_URL'] ?? readDatabaseUrl(dataDir),
    output: () => output.join(''),
    mailTo: (address, options = {}) => waitForMail(join(dataDir, 'mail'), { to: address, ...options }),
    stop,
    restart: async () => {
      await stop();
      child = launch(settings, output);
      await untilReady(child, output);
    },
    pid: () => child.pid ?? 0,
  };
}

function launch(env: NodeJS.ProcessEnv, output: string[]): ChildProcess {
  const child = spawn(process.execPath, [join(repository, 'scripts', 'start.mjs')], { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk.toString('utf8')));
  return child;
}

async function untilReady(child: ChildProcess, output: string[]): Promise<void> {
  const timeUp = AbortSignal.timeout(READY_MS);
  const before = output.length;
  while (!output.slice(before).join('').includes('Sealpost is ready at ')) {
    if (child.exitCode !== null || timeUp.aborted) {
      child.kill('SIGKILL');
      throw new Error(`Sealpost did not start:\n${output.slice(before).join('')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_MS);
  await ended;
  clearTimeout(timer);
}

function readDatabaseUrl(dataDir: string): string {
  const file = embeddedDatabaseUrlFile({ dataDir });
  if (!existsSync(file)) throw new Error('The embedded database is not running');
  return readFileSync(file, 'utf8').trim();
}
