// Every package has its line in docs/dependencies.md, every line its package, and every version is exact.
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { readSource } from '../support/source-files.ts';

const packages = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };

test('docs/dependencies.md has one line for each package', () => {
  const lines = [...readSource('docs/dependencies.md').matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(lines.toSorted()).toEqual(Object.keys(packages).toSorted());
});

test('versions are exact', () => {
  expect(Object.entries(packages).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});
