// Writes the page that stands in for all others while there is no connection, with its style, script and font, and says which files
// the service worker keeps, each with its digest. Each is named by its contents, so that languages and builds do not meet in one name.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { SetUpError } from '../failure.mjs';
import { root } from '../places.mjs';
import { addIntegrity } from './integrity.mjs';
import { findViolations } from './page-rules.mjs';

const sources = join(root, 'web', 'offline');
/**
 * @param {{ folder: string, language: string }} wanted folder: of the export
 * @returns {Promise<[address: string, integrity: string][]>} the page first
 */
export async function writeOfflinePage({ folder, language }) {
  mkdirSync(join(folder, 'offline'), { recursive: true });
  const files = await writeParts({ folder, language });
  /** @param {string} type */
  const only = (type) => files.find((file) => file.endsWith(type)) ?? '';
  const offlinePage = await readPage(language);
  const html = addIntegrity(offlinePage({ style: only('.css'), script: only('.js') }), (address) => digest(join(folder, address), 'sha384'));
  const [violation] = findViolations(html);
  if (violation !== undefined) throw new SetUpError(`web: the page without a connection has ${violation}, which the Content-Security-Policy refuses.`);
  const page = `/offline/page.${createHash('sha256').update(html).digest('hex').slice(0, 8).toUpperCase()}`;
  writeFileSync(join(folder, `${page}.html`), html);
  const kept = [{ address: page, path: `${page}.html` }, ...files.map((file) => ({ address: file, path: file }))];
  return kept.map(({ address, path }) => [address, `sha384-${digest(join(folder, path), 'sha384')}`]);
}

/**
 * @param {{ folder: string, language: string }} wanted
 * @returns {Promise<string[]>} addresses
 */
async function writeParts({ folder, language }) {
  const { metafile } = await build({
    entryPoints: [join(sources, 'page.css'), join(sources, 'going-on.ts')],
    bundle: true,
    metafile: true,
    absWorkingDir: root,
    outdir: join(folder, 'offline'),
    entryNames: '[name].[hash]',
    assetNames: '[name].[hash]',
    publicPath: '/offline',
    loader: { '.woff2': 'file' },
    format: 'iife',
    platform: 'browser',
    target: ['es2022', 'chrome123', 'firefox120', 'safari17.5'],
    minify: true,
    legalComments: 'none',
    plugins: [wordsIn(language)],
    logLevel: 'error',
  });
  return Object.keys(metafile.outputs).map((path) => `/${relative(folder, join(root, path)).split(sep).join('/')}`).sort();
}

/**
 * @param {string} language
 * @returns {Promise<(parts: { style: string, script: string }) => string>}
 */
async function readPage(language) {
  const result = await build({ entryPoints: [join(sources, 'page.ts')], bundle: true, write: false, format: 'esm', platform: 'neutral', plugins: [wordsIn(language)], logLevel: 'error' });
  const module = await import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0]?.text ?? '').toString('base64')}`);
  return module.offlinePage;
}

/**
 * As next.config.ts has it for the pages.
 *
 * @param {string} language
 * @returns {import('esbuild').Plugin}
 */
function wordsIn(language) {
  const resolve = (/** @type {{ path: string }} */ { path }) => ({ path: join(root, 'web', 'text', language, path.slice('#words/'.length)) });
  return { name: 'words', setup: ({ onResolve }) => onResolve({ filter: /^#words\// }, resolve) };
}

/**
 * @param {string} path
 * @param {string} algorithm
 */
function digest(path, algorithm) {
  return createHash(algorithm).update(readFileSync(path)).digest('base64');
}
