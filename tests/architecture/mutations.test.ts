// The table of mutations against the tree: each check that it takes out still stands there, once, and each test that it names is there.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../../server/repository.ts';
import { mutations } from '../mutations/table.ts';
import { listFiles, readSource } from '../support/source-files.ts';

test('every check stands exactly once in its file, and is another without itself', () => {
  const wrong = mutations.filter(({ file, find, replace }) => readSource(file).split(find).length !== 2 || find === replace);
  expect(wrong.map(({ name, file }) => `${name} (${file})`)).toEqual([]);
});

test('every check names a test file that is there, and tests that it has', () => {
  const wrong = mutations.filter(({ test: path, only }) => !existsSync(join(repository, path)) || (only !== undefined && !namesTests(path, only)));
  expect(wrong.map(({ name, test: path, only }) => `${name} (${path} ${only ?? ''})`)).toEqual([]);
});

test('every attack is shown to be stopped by some check', () => {
  const attacks = listFiles().filter((path) => /^tests\/attacks\/.*\.test\.ts$/.test(path) && existsSync(join(repository, path)));
  const named = new Set(mutations.map(({ test: path }) => path));
  expect(attacks.filter((path) => !named.has(path))).toEqual([]);
});

/** Each alternative of the pattern stands in the file's text. */
function namesTests(path: string, pattern: string): boolean {
  const source = readSource(path);
  return pattern.split('|').every((part) => source.includes(part.replace(/^\^/, '')));
}
