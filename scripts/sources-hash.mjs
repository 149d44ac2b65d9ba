// One hash over source files, by which a build knows whether it is still true.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './places.mjs';

/** Made by a build, not the reason for one. */
const MADE = new Set(['node_modules', '.next', '.exported', '.exported-first', 'out', 'next-env.d.ts']);

/**
 * SHA-256 (hex) over names and contents of all files at or below the given paths, independent of where the repository is.
 *
 * @param {string[]} paths relative to the repository
 */
export function hashSources(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => list(join(root, path)))) {
    const contents = readFileSync(file);
    hash.update(`${relative(root, file).split(sep).join('/')}\0${contents.length}\0`).update(contents);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function list(path) {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => !MADE.has(name)).sort();
  return names.flatMap((name) => list(join(path, name)));
}
