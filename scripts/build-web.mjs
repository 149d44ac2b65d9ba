// Builds the web client where its sources changed: next build in every language, then scripts/web. The build's name is the hash of the sources.
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child-process.mjs';
import { withLock } from './file-lock.mjs';
import { nodeModules, root, setUpLock, webClient, webExport, webExportFirst } from './places.mjs';
import { hashSources } from './sources-hash.mjs';
import { FILE_LIST, finishExport } from './web/finish-export.mjs';
import { addLanguage, LANGUAGES } from './web/languages.mjs';
import { partLibsodium } from './web/part-libsodium.mjs';

const SOURCES = ['web', 'crypto', 'package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build-web.mjs', 'scripts/web'];

export async function ensureWebClient() {
  const buildId = hashSources(SOURCES).slice(0, 16);
  if (builtNow() !== buildId) await withLock(setUpLock, () => buildWebClient(buildId));
}

/** The build that stands in its place, complete: its list of files is written last. */
function builtNow() {
  const list = join(webClient, FILE_LIST);
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')).build : null;
}

/** @param {string} buildId */
async function buildWebClient(buildId) {
  if (builtNow() === buildId) return;
  console.log('Building the web client …');
  partLibsodium();
  const [first, ...others] = LANGUAGES;
  await exportIn(first, buildId);
  rmSync(webExportFirst, { recursive: true, force: true });
  renameSync(webExport, webExportFirst);
  for (const language of others) {
    await exportIn(language, buildId);
    addLanguage({ from: webExport, into: webExportFirst, language });
  }
  rmSync(webExport, { recursive: true, force: true });
  await finishExport({ folder: webExportFirst, buildId });
  rmSync(webClient, { recursive: true, force: true });
  renameSync(webExportFirst, webClient);
}

/**
 * @param {string} language
 * @param {string} buildId
 */
async function exportIn(language, buildId) {
  rmSync(webExport, { recursive: true, force: true });
  await run(process.execPath, [join(nodeModules, 'next', 'dist', 'bin', 'next'), 'build', 'web'], {
    cwd: root,
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NEXT_PUBLIC_SEALPOST_BUILD: buildId, SEALPOST_LANGUAGE: language },
    quiet: true,
  });
}
