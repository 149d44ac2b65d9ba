// Where the repository's root folder is, whether this runs from the sources or from the built server.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder above that holds the manifest. */
function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('Sealpost is not installed completely: no package-lock.json above the server.');
  return findRoot(parent);
}

export const repository = findRoot(import.meta.dirname);
