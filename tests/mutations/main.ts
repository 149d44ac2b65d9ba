// npm run mutations [-- WORD…]: takes each check of table.ts out of a copy of the tree, one at a time, and runs the test that must fail
// then. A check whose test still passes is not tested. The working tree is never touched.
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVitest, type TestSpecification, type Vitest } from 'vitest/node';
import { repository } from '../../server/repository.ts';
import type { Mutation } from './check.ts';
import { mutations } from './table.ts';

type Outcome = 'killed' | 'survived' | 'skipped';

const words = process.argv.slice(2);
const chosen = mutations.filter(({ name, file, test }) => words.length === 0 || words.some((word) => `${name} ${file} ${test}`.includes(word)));
const copy = await copyOfTree();
const counts: Record<Outcome, number> = { killed: 0, survived: 0, skipped: mutations.length - chosen.length };
const vitest = await createVitest('test', { root: copy, watch: false, reporters: [{}], silent: true, pool: 'threads', passWithNoTests: true });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void clear().then(() => process.exit(1)));
try {
  await vitest.standalone();
  for (const test of new Set(chosen.map((mutation) => mutation.test))) await tellAll(test);
} finally {
  await clear();
}
console.log(`${counts.killed} passed, ${counts.survived} failed, ${counts.skipped} skipped`);
process.exit(counts.survived === 0 ? 0 : 1);

async function clear(): Promise<void> {
  await vitest.close();
  await rm(copy, { recursive: true, force: true });
}

async function tellAll(test: string): Promise<void> {
  const own = chosen.filter((mutation) => mutation.test === test);
  const patterns = own.flatMap(({ only }) => only ?? []);
  // A test that fails by itself would seem to find every mutation.
  const result = await run(vitest, { test, only: patterns.length < own.length ? undefined : patterns.join('|') });
  if (result === 'passed') for (const mutation of own) counts[await tell(mutation)] += 1;
  else {
    console.log(`${result.toUpperCase()} as it is: ${test}`);
    counts.survived += own.length;
  }
}

/** What git knows of, with the installed packages beside it. */
async function copyOfTree(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-mutations-'));
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '-z'], { cwd: repository, encoding: 'utf8' });
  for (const path of listed.split('\0').filter(Boolean)) await cp(join(repository, path), join(folder, path)).catch(() => undefined);
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function tell(mutation: Mutation): Promise<Outcome> {
  const begun = performance.now();
  const outcome = await tryOut(mutation);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${outcome === 'killed' ? 'killed  ' : 'SURVIVED'} ${seconds.padStart(6)} s  ${mutation.name} (${mutation.file}; ${mutation.test})`);
  return outcome;
}

async function tryOut({ file, find, replace, test, only }: Mutation): Promise<Outcome> {
  const path = join(copy, file);
  const source = await readFile(path, 'utf8');
  // A function, so that no $ in the replacement means anything.
  await writeFile(path, source.replace(find, () => replace));
  vitest.invalidateFile(path);
  try {
    const result = await run(vitest, { test, only });
    if (result === 'broken') console.log(`${test} does not even load:`);
    return result === 'failed' ? 'killed' : 'survived';
  } finally {
    await writeFile(path, source);
    vitest.invalidateFile(path);
  }
}

type Run = Pick<Mutation, 'test'> & { only: string | undefined };

/** `broken`: nothing ran, for the file does not load or has no such test. */
async function run(runner: Vitest, { test, only }: Run): Promise<'passed' | 'failed' | 'broken'> {
  if (only === undefined) runner.resetGlobalTestNamePattern();
  else runner.setGlobalTestNamePattern(new RegExp(only));
  const specifications: TestSpecification[] = await runner.globTestSpecifications([join(copy, test)]);
  const { testModules: all, unhandledErrors } = await runner.rerunTestSpecifications(specifications);
  // The runner still tells what became of files that ran before.
  const testModules = all.filter(({ moduleId }) => moduleId === join(copy, test));
  const tests = testModules.flatMap((module) => [...module.children.allTests()]);
  const failed = tests.some((each) => each.result().state === 'failed');
  if (failed || (tests.length > 0 && (unhandledErrors.length > 0 || testModules.some((module) => !module.ok())))) return 'failed';
  return tests.some((each) => each.result().state === 'passed') ? 'passed' : 'broken';
}
