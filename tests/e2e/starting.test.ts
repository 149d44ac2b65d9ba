// npm start as an operator knows it: how fast it answers, what ends it, and the one line that says why it cannot start.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { findRunning } from '../../server/database/postgres-process.ts';
import { repository } from '../../server/repository.ts';
import { findFreePort } from '../support/free-port.ts';

type Started = { npm: ChildProcess; port: number; dataDir: string; output: () => string; ended: Promise<number | null> };

const END_MS = 10_000;
const AGAIN_MS = 10_000;
let running: Started[] = [];
let keptDataDir: string;

beforeAll(() => {
  keptDataDir = join(inject('folder'), `starting-${randomBytes(4).toString('hex')}`);
});
afterEach(async () => {
  for (const { npm, ended } of running) {
    if (npm.exitCode === null) process.kill(-(npm.pid ?? 0), 'SIGTERM');
    await ended;
  }
  running = [];
});

async function npmStart(env: Record<string, string> = {}): Promise<Started> {
  const port = await findFreePort();
  const dataDir = env['DATA_DIR'] ?? keptDataDir;
  const npm = spawn('npm', ['start', '--silent'], {
    cwd: repository,
    detached: true, // a process group of its own, as a terminal gives
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), DATA_DIR: dataDir, ...env },
  });
  const output: string[] = [];
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const started = { npm, port, dataDir, output: () => output.join(''), ended: once(npm, 'close').then(([code]) => code as number | null) };
  running.push(started);
  return started;
}

async function untilReady({ output, npm }: Started): Promise<void> {
  while (!output().includes('Sealpost is ready at ')) {
    if (npm.exitCode !== null) throw new Error(`npm start ended:\n${output()}`);
    await sleep(20);
  }
}

const databasePid = async (dataDir: string): Promise<number> => (await findRunning(join(dataDir, 'database')))?.pid ?? 0;

describe('npm start', () => {
  test('answers, and says where', async () => {
    const started = await npmStart();
    await untilReady(started);
    expect(started.output()).toContain(`Sealpost is ready at http://localhost:${started.port}\n`);
    const response = await fetch(`http://localhost:${started.port}/api/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
    expect((await fetch(`http://localhost:${started.port}/login`)).headers.get('content-type')).toContain('text/html');
  });

  test('answers within ten seconds the next time', async () => {
    const before = Date.now();
    await untilReady(await npmStart());
    expect(Date.now() - before).toBeLessThan(AGAIN_MS);
  });

  test('is refused on a folder and on a port that another one uses', async () => {
    const first = await npmStart();
    await untilReady(first);
    const sameFolder = await npmStart({ DATA_DIR: first.dataDir });
    expect(await sameFolder.ended).toBe(1);
    expect(sameFolder.output()).toMatch(/^Another Sealpost is running on [^\n]+\n$/);
    const samePort = await npmStart({ PORT: String(first.port), DATA_DIR: `${keptDataDir}-other` });
    expect(await samePort.ended).toBe(1);
    expect(samePort.output()).toMatch(/^PORT: \d+ is in use[^\n]+\n$/m);
    expect(await databasePid(`${keptDataDir}-other`)).toBe(0);
    expect((await fetch(`http://localhost:${first.port}/api/health`)).status).toBe(200);
  });

  test.each([
    ['PORT', 'abc'],
    ['PUBLIC_URL', 'http://mail.practice.example'],
    ['DATABASE_URL', 'nonsense'],
    ['SIGN_UP', 'perhaps'],
  ])('ends with exit code 1 and one line that names %s when that is malformed', async (name, value) => {
    const { ended, output } = await npmStart({ [name]: value });
    expect(await ended).toBe(1);
    expect(output()).toMatch(new RegExp(`^${name}: [^\n]+\n$`));
  });

  test.runIf(process.getuid?.() === 0)('ends with one line that names the folder which the database user cannot enter', async () => {
    const closed = `${keptDataDir}-closed`;
    await mkdir(join(closed, 'data'), { recursive: true });
    await chmod(closed, 0o700);
    const { ended, output } = await npmStart({ DATA_DIR: join(closed, 'data') });
    expect(await ended).toBe(1);
    expect(output()).toMatch(new RegExp(`^[^\n]*cannot enter ${closed}:[^\n]*\n$`));
  });

  test('says in one line when the database of DATABASE_URL does not let it in', async () => {
    const { ended, output } = await npmStart({ DATABASE_URL: 'postgresql://nobody:wrong@127.0.0.1:1/nothing' });
    expect(await ended).toBe(1);
    expect(output().split('\n').filter((line) => line.includes('DATABASE_URL'))).toHaveLength(1);
    expect(output()).not.toContain('wrong');
  });
});

describe('within ten seconds everything ends, the database too and npm last,', () => {
  test.each([
    { signal: 'SIGTERM', target: 'npm alone', times: 1 },
    { signal: 'SIGTERM', target: 'npm alone', times: 2 },
    { signal: 'SIGINT', target: 'npm alone', times: 1 },
    { signal: 'SIGTERM', target: 'the process group', times: 1 },
    { signal: 'SIGTERM', target: 'the process group', times: 2 },
    { signal: 'SIGINT', target: 'the process group', times: 2 },
  ] as const)('after $signal to $target, $times time(s), with connections open', async ({ signal, target, times }) => {
    const started = await npmStart();
    await untilReady(started);
    const database = await databasePid(started.dataDir);
    expect(database).toBeGreaterThan(0);
    const idle = connect(started.port, '127.0.0.1');
    const halfSent = connect(started.port, '127.0.0.1');
    halfSent.write(`PUT /api/state HTTP/1.1\r\nHost: localhost:${started.port}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"expected`);
    await sleep(200);
    const before = Date.now();
    for (let time = 0; time < times; time += 1) {
      process.kill(target === 'npm alone' ? (started.npm.pid ?? 0) : -(started.npm.pid ?? 0), signal);
      await sleep(150);
    }
    await started.ended;
    expect(Date.now() - before).toBeLessThan(END_MS);
    // npm was the last: the port is free and the database gone.
    await expect(fetch(`http://127.0.0.1:${started.port}/api/health`)).rejects.toThrow();
    expect(await databasePid(started.dataDir)).toBe(0);
    expect(() => process.kill(database, 0)).toThrow();
    for (const socket of [idle, halfSent]) socket.destroy();
  });
});
