// The operator's commands as an operator runs them: processes of their own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repository } from '../../server/repository.ts';

export type Outcome = { code: number; stdout: string; stderr: string };
export type Running = { child: ChildProcess; outcome: Promise<Outcome> };

/** Settings of whoever runs the tests are not passed on: only what is given here. */
export function startCommand(args: readonly string[], environment: Record<string, string>, { typed }: { typed?: string } = {}): Running {
  const env = { NODE_ENV: 'production', PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'], ...environment } as unknown as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, [join(repository, 'cli/sealpost.mjs'), ...args], { env, stdio: [typed === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
  // A command that asks for nothing ends without reading it.
  child.stdin?.on('error', () => undefined).end(typed);
  const output: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  for (const name of ['stdout', 'stderr'] as const) child[name]?.on('data', (chunk: Buffer) => output[name].push(chunk));
  const outcome = once(child, 'close').then(([code]) => ({
    code: code as number,
    stdout: Buffer.concat(output.stdout).toString('latin1'),
    stderr: Buffer.concat(output.stderr).toString('utf8'),
  }));
  return { child, outcome };
}

/** `typed`: what somebody types at it. */
export async function sealpostCommand(args: readonly string[], environment: Record<string, string>, given: { typed?: string } = {}): Promise<Outcome> {
  return await startCommand(args, environment, given).outcome;
}
