// Which tests there are and how they run: one project for each kind, quick ones first, those with a browser last and alone.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const forTheRun = 'tests/support/folder-for-the-run.ts';
const postgres = 'tests/support/postgres-for-the-run.ts';
const needsBrowser = 'tests/**/*.browser.test.ts';
const needsS3 = 'tests/**/*.s3.test.ts';
const needsPython = 'tests/**/*.python.test.ts';
const needsGpg = 'tests/**/*.gpg.test.ts';
/** Attacks that need no server, only input: quick ones. */
const attacksByInput = ['tests/attacks/malformed-input.test.ts', 'tests/attacks/substituted-thumbnail.test.ts'];

/** Each of these stretches dozens of passwords. */
const manyPasswords = ['second-factor', 'renewal', 'logging-in'].map((name) => `tests/server/${name}.test.ts`);

/** Types, lint and imports use every core by themselves, so they come after what runs side by side. */
const order = { sideBySide: 0, wholeTree: 1, s3: 2, browser: 3 } as const;

type OnDatabase = { include: string[]; exclude?: string[]; isolate?: boolean };

/** Tests on real databases, several files side by side. `isolate`: each file in a process of its own. */
function onDatabase(name: string, { include, exclude = [], isolate = true }: OnDatabase) {
  const sequence = { groupOrder: order.sideBySide };
  const globalSetup = [forTheRun, postgres];
  return { extends: true as const, test: { name, isolate, include, exclude: [needsBrowser, needsS3, ...exclude], globalSetup, sequence, testTimeout: 60_000, hookTimeout: 60_000 } };
}

export default defineConfig({
  test: {
    // vitest leaves one core to itself, and hardly uses it; half of what these tests do is waiting.
    maxWorkers: availableParallelism(),
    reporters: ['default', './tests/support/closing-line-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'crypto',
          isolate: false,
          include: ['tests/crypto/**/*.test.ts', ...attacksByInput],
          exclude: [needsBrowser, needsPython, needsGpg],
          sequence: { groupOrder: order.sideBySide },
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'python',
          include: [needsPython],
          sequence: { groupOrder: order.sideBySide },
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'gpg',
          include: [needsGpg],
          sequence: { groupOrder: order.sideBySide },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      onDatabase('server', { include: ['tests/{server,database}/**/*.test.ts'], exclude: manyPasswords, isolate: false }),
      onDatabase('passwords', { include: manyPasswords }),
      onDatabase('operator', { include: ['tests/operator/**/*.test.ts'] }),
      onDatabase('attacks', { include: ['tests/attacks/**/*.test.ts'], exclude: attacksByInput }),
      {
        extends: true,
        test: {
          name: 'architecture',
          include: ['tests/architecture.test.ts', 'tests/architecture/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: order.wholeTree },
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 's3',
          include: [needsS3],
          globalSetup: [forTheRun, postgres, 'tests/support/s3-for-the-run.ts'],
          fileParallelism: false,
          sequence: { groupOrder: order.s3 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/{web,e2e}/**/*.test.ts', needsBrowser],
          exclude: [needsS3],
          globalSetup: [forTheRun, postgres],
          fileParallelism: false,
          sequence: { groupOrder: order.browser },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
