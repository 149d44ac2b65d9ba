// The compiler, the linter and the search for what nobody uses, over the whole tree: any finding fails the run.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../../server/repository.ts';

/** What the program printed if it found something, else an empty text. */
async function findings(program: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(join(repository, 'node_modules', '.bin', program), args, { cwd: repository, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve(error === null ? '' : `${stdout}${stderr}`.trim() || String(error));
    });
  });
}

test('tsc finds no error in its strictest settings', async () => {
  expect(await findings('tsc', ['-p', '.', '--noEmit', '--pretty', 'false'])).toBe('');
});

test('oxlint finds nothing', async () => {
  expect(await findings('oxlint', ['--deny-warnings'])).toBe('');
});

test('knip finds no unused file, export or dependency', async () => {
  expect(await findings('knip', ['--no-progress', '--no-config-hints'])).toBe('');
});

test('the linter would find something if it were there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-lint-'));
  try {
    await writeFile(join(folder, 'planted.ts'), 'export const planted: any = 1 == 2;\n');
    expect(await findings('oxlint', ['-c', join(repository, '.oxlintrc.json'), join(folder, 'planted.ts')])).toMatch(/no-explicit-any/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the compiler would find something if it were there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-types-'));
  try {
    await writeFile(join(folder, 'planted.ts'), 'const list: string[] = [];\nexport const first: string = list[0];\n');
    const config = { extends: join(repository, 'tsconfig.json'), compilerOptions: { types: [] }, include: [join(folder, 'planted.ts')], exclude: [] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    expect(await findings('tsc', ['-p', folder, '--noEmit', '--pretty', 'false'])).toMatch(/TS2322/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
