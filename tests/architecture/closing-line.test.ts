// The last line of a test run, by which others judge it: it must count what failed, in whatever way.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../../server/repository.ts';

async function runTests(files: Record<string, string>): Promise<{ lastLine: string; exitCode: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-closing-line-'));
  try {
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
    for (const [name, source] of Object.entries(files)) await writeFile(join(folder, name), `import { test, expect } from 'vitest';\n${source}`);
    const args = [join(repository, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--reporter=default', `--reporter=${join(repository, 'tests/support/closing-line-reporter.ts')}`];
    const { stdout, exitCode } = await new Promise<{ stdout: string; exitCode: number }>((resolve) => {
      const child = execFile(process.execPath, args, { cwd: folder }, (_, output) => resolve({ stdout: output, exitCode: child.exitCode ?? -1 }));
    });
    return { lastLine: stdout.trimEnd().split('\n').at(-1) ?? '', exitCode };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('counts passed, failed and skipped tests', async () => {
  const source = `test('a', () => {}); test('b', () => expect(1).toBe(2)); test.skip('c', () => {}); test.todo('d');`;
  expect(await runTests({ 'a.test.ts': source })).toEqual({ lastLine: '1 passed, 1 failed, 2 skipped', exitCode: 1 });
});

test('counts a file that does not load and an error outside of any test as failures', async () => {
  const files = { 'a.test.ts': `test('a', () => {});`, 'b.test.ts': `throw new Error('at once');`, 'c.test.ts': `test('c', () => { setTimeout(() => { throw new Error('later'); }); return new Promise((done) => setTimeout(done, 50)); });` };
  expect(await runTests(files)).toEqual({ lastLine: '2 passed, 2 failed, 0 skipped', exitCode: 1 });
});

test('ends with exit code 0 only when nothing failed', async () => {
  expect(await runTests({ 'a.test.ts': `test('a', () => {});` })).toEqual({ lastLine: '1 passed, 0 failed, 0 skipped', exitCode: 0 });
});
