// One export for each language becomes one folder: what is the same in all of them once, and what differs under the language's name.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { SetUpError } from '../failure.mjs';

/** The first is what pages are in where nothing better is known; its files keep their names (server/language.ts). */
export const LANGUAGES = /** @type {const} */ (['en', 'de']);

/** Names in here hold a hash of the contents, and pages of every language name them so. */
const HASHED = '_next/';

/**
 * Adds the export in another language to the first one's folder.
 *
 * @param {{ from: string, into: string, language: string }} merge
 */
export function addLanguage({ from, into, language }) {
  for (const name of listFiles(from)) {
    const [added, first] = [join(from, name), join(into, name)];
    const isThere = existsSync(first);
    if (isThere && readFileSync(first).equals(readFileSync(added))) continue;
    if (isThere && name.startsWith(HASHED)) throw new SetUpError(`web: ${name} is not the same in ${language} as in ${LANGUAGES[0]}. Its name says that it is.`);
    const target = name.startsWith(HASHED) ? first : join(into, language, name);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(added, target);
  }
}

/**
 * @param {string} folder
 * @returns {string[]} relative to it, with slashes
 */
function listFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
