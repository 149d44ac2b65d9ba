// Writes the page that stands in for all others while there is no connection, with its style, script and font, and says which files
// the service worker keeps, each with its digest.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { SetUpError } from '../failure.mjs';
import { root } from '../places.mjs';
import { addIntegrity } from './integrity.mjs';
import { findViolations } from './page-rules.mjs';

const sources = join(root, 'web', 'offline');
const PAGE = '/offline/page';

/**
 * @param {string} folder of the export
 * @returns {Promise<[address: string, integrity: string][]>} the page first
 */
export async function writeOfflinePage(folder) {
  mkdirSync(join(folder, 'offline'), { recursive: true });
  const files = await writeParts(folder);
  /** @param {string} type */
  const only = (type) => files.find((file) => file.endsWith(type)) ?? '';
  const offlinePage = await readPage();
  const html = addIntegrity(offlinePage({ style: only('.css'), script: only('.js') }), (address) => digest(join(folder, address), 'sha384'));
  const [violation] = findViolations(html);
  if (violation !== undefined) throw new SetUpError(`web: the page without a connection has ${violation}, which the Content-Security-Policy refuses.`);
  writeFileSync(join(folder, `${PAGE}.html`), html);
  const kept = [{ address: PAGE, path: `${PAGE}.html` }, ...files.map((file) => ({ address: file, path: file }))];
  return kept.map(({ address, path }) => [address, `sha384-${digest(join(folder, path), 'sha384')}`]);
}

/**
 * Style, script and font, each named by its contents: one of another build never stands in its place.
 *
 * @param {string} folder
 * @returns {Promise<string[]>} addresses
 */
async function writeParts(folder) {
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
    logLevel: 'error',
  });
  return Object.keys(metafile.outputs).map((path) => `/${relative(folder, join(root, path)).split(sep).join('/')}`).sort();
}

/** @returns {Promise<(parts: { style: string, script: string }) => string>} */
async function readPage() {
  const result = await build({ entryPoints: [join(sources, 'page.ts')], bundle: true, write: false, format: 'esm', platform: 'neutral', logLevel: 'error' });
  const module = await import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0]?.text ?? '').toString('base64')}`);
  return module.offlinePage;
}

/**
 * @param {string} path
 * @param {string} algorithm
 */
function digest(path, algorithm) {
  return createHash(algorithm).update(readFileSync(path)).digest('base64');
}
