// The real Sealpost on a folder of its own, for figures that need the whole of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../server/repository.ts';
import { findFreePort } from '../tests/support/free-port.ts';

export type BenchServer = { url: string; dataDir: string; pid: number; stop: () => Promise<void> };

export async function startServer(env: Record<string, string> = {}): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sealpost-bench-'));
  await chmod(dataDir, 0o755); // the database's own user must get to its part of it
  const port = env['PORT'] ?? String(await findFreePort());
  const child = spawn(process.execPath, [join(repository, 'scripts', 'start.mjs')], {
    cwd: repository,
    env: { ...process.env, PORT: port, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((ready, failed) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Sealpost is ready at ')) ready();
    });
    child.once('exit', () => failed(new Error(`Sealpost did not start:\n${output}`)));
  });
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: `http://localhost:${port}`, dataDir, pid: child.pid ?? 0, stop };
}
