// What follows next build: pages without inline scripts, integrity attributes, the service workers and the page without a
// connection, precompressed copies, and last of all the list of all files with their SHA-256, by which the client that a server
// delivers can be checked.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { SetUpError } from '../failure.mjs';
import { root } from '../places.mjs';
import { compressFiles } from './compress.mjs';
import { moveInlineScripts } from './inline-scripts.mjs';
import { addIntegrity } from './integrity.mjs';
import { LANGUAGES } from './languages.mjs';
import { writeOfflinePage } from './offline-page.mjs';
import { findViolations } from './page-rules.mjs';
import { addStyles } from './page-styles.mjs';
import { copyPdfParts } from './pdf-parts.mjs';

export const FILE_LIST = 'sealpost-files.json';
const INLINE = '/_next/static/inline/';

/** @param {{ folder: string, buildId: string }} unfinished */
export async function finishExport({ folder, buildId }) {
  copyPdfParts(folder);
  const [policy, loginStart, downloads] = await Promise.all([bundle('trusted-types.ts'), bundle('features/unlock/login-start.ts'), bundle('sw.ts')]);
  writeFileSync(join(folder, 'sw.js'), downloads);
  mkdirSync(join(folder, INLINE), { recursive: true });
  const store = (/** @type {string} */ contents) => storeInline(folder, contents);
  const [policyAddress, loginAddress] = [store(policy), store(loginStart)];
  const pages = listFiles(folder).filter((file) => file.endsWith('.html'));
  const complete = addStyles(folder);
  const font = fontPreload(folder);
  for (const name of pages) finishPage({ folder, name, scripts: name.endsWith('/login.html') ? [policyAddress, loginAddress] : [policyAddress], font, complete, store });
  for (const language of LANGUAGES) await writeShell({ folder, language, buildId });
  await compressFiles(listFiles(folder).map((name) => join(folder, name)));
  const hashes = listFiles(folder).filter((name) => !/\.(br|gz)$/.test(name)).map((name) => [name, hashOf(folder, name)]);
  writeFileSync(join(folder, FILE_LIST), `${JSON.stringify({ build: buildId, files: Object.fromEntries(hashes) }, null, 1)}\n`);
}

/**
 * The service worker of the app, which differs by the page that it keeps. Of all that is kept the name says the contents.
 *
 * @param {{ folder: string, language: string, buildId: string }} wanted
 */
async function writeShell({ folder, language, buildId }) {
  const first = language === LANGUAGES[0];
  const constants = { SHELL_FILES: await writeOfflinePage({ folder, language }), BUILD: first ? buildId : `${buildId}-${language}` };
  writeFileSync(join(folder, first ? '' : language, 'shell.js'), await bundle('shell-worker.ts', constants));
}

/** @param {{ folder: string, name: string, scripts: string[], font: string, complete: (html: string) => string, store: (contents: string) => string }} unfinished */
function finishPage({ folder, name, scripts, font, complete, store }) {
  const path = join(folder, name);
  const page = complete(moveInlineScripts(readFileSync(path, 'utf8'), store));
  // Before any script that could need them, after the character set, which must be told early.
  const first = scripts.map((address) => `<script src="${address}"></script>`).join('') + (page.includes(font) ? '' : font);
  const guarded = page.replace(/<head>(<meta char[sS]et="utf-8"\/>)?/, (head) => head + first);
  const violations = findViolations(guarded);
  if (violations.length > 0) throw new SetUpError(`web: the page ${name} has ${violations[0]}, which the Content-Security-Policy refuses.`);
  writeFileSync(path, addIntegrity(guarded, (address) => digest(join(folder, address), 'sha384').toString('base64')));
}

/**
 * What asks for the font of all text, as Next.js writes it into every page but the one for addresses that do not exist: there the
 * text would move when the font comes.
 *
 * @param {string} folder
 */
function fontPreload(folder) {
  const preload = /<link rel="preload"[^>]*\sas="font"[^>]*>/.exec(readFileSync(join(folder, 'login.html'), 'utf8'))?.[0];
  if (preload === undefined) throw new SetUpError('web: the log-in page asks for no font.');
  return preload;
}

/**
 * @param {string} folder
 * @param {string} contents
 * @returns {string} the address
 */
function storeInline(folder, contents) {
  const name = `${createHash('sha256').update(contents).digest('hex').slice(0, 16)}.js`;
  const path = join(folder, INLINE, name);
  if (!existsSync(path)) writeFileSync(path, contents);
  return INLINE + name;
}

/**
 * @param {string} entry
 * @param {Record<string, unknown>} constants that the build puts in
 */
async function bundle(entry, constants = {}) {
  const result = await build({
    entryPoints: [join(root, 'web', entry)],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    define: Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)])),
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}

/**
 * @param {string} folder
 * @returns {string[]} addresses, sorted
 */
function listFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`).sort();
}

/**
 * @param {string} folder
 * @param {string} name
 */
function hashOf(folder, name) {
  return digest(join(folder, name), 'sha256').toString('hex');
}

/**
 * @param {string} path
 * @param {'sha256' | 'sha384'} algorithm
 */
function digest(path, algorithm) {
  return createHash(algorithm).update(readFileSync(path)).digest();
}
