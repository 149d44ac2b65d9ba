// The programs that tests need besides npm's packages: a Chromium, a Firefox and a real S3 server. On Debian root has them installed;
// elsewhere what is missing is named.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { run } from './child-process.mjs';
import { SetUpError } from './failure.mjs';
import { nodeModules } from './places.mjs';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FIREFOX_NAMES = ['firefox-esr', 'firefox'];
const CEPH_PROGRAMS = ['radosgw', 'radosgw-admin', 'ceph-mon', 'ceph-osd', 'ceph', 'monmaptool'];
const CEPH_PACKAGES = ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common'];

/** Installs what is missing, or throws SetUpError that names it. */
export async function ensureTestPrograms() {
  const needsChromium = findChromium() === null;
  const needsS3 = !hasS3();
  const needsFirefox = findFirefox() === null;
  if (canInstall() && (needsChromium || needsS3 || needsFirefox)) {
    await install([...(needsChromium ? ['chromium'] : []), ...(needsFirefox ? ['firefox-esr'] : []), ...(needsS3 ? CEPH_PACKAGES : [])]);
  }
  if (findChromium() === null) await downloadChromium();
  if (findFirefox() === null) throw new SetUpError('The tests need Firefox: install it (on Debian the package firefox-esr), or set FIREFOX_PATH.');
  if (!hasS3()) {
    throw new SetUpError('The tests need an S3 server: start MinIO (docker compose up minio) and set S3_TEST_ENDPOINT, S3_TEST_ACCESS_KEY and S3_TEST_SECRET_KEY, or install radosgw, ceph-mon, ceph-osd and ceph-common.');
  }
}

/** The Chromium to drive, or null. */
export function findChromium() {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return existsSync(CHROMIUM_PATH) ? CHROMIUM_PATH : null;
  const own = chromium.executablePath();
  return CHROMIUM_NAMES.map(findProgram).find((path) => path !== null) ?? (existsSync(own) ? own : null);
}

/** The Firefox to drive, or null. */
export function findFirefox() {
  const { FIREFOX_PATH } = process.env;
  if (FIREFOX_PATH) return existsSync(FIREFOX_PATH) ? FIREFOX_PATH : null;
  return FIREFOX_NAMES.map(findProgram).find((path) => path !== null) ?? null;
}

function hasS3() {
  return Boolean(process.env['S3_TEST_ENDPOINT']) || CEPH_PROGRAMS.every((name) => findProgram(name) !== null);
}

/** @param {string} name */
function findProgram(name) {
  const folders = `${process.env['PATH'] ?? ''}${delimiter}/usr/bin${delimiter}/usr/sbin`.split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && findProgram('apt-get') !== null;
}

/** @param {string[]} packages */
async function install(packages) {
  console.log(`Installing ${packages.join(', ')} …`);
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: /** @type {const} */ (true) };
  await run('apt-get', ['update', '-qq'], options);
  await run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', ...packages], options);
}

async function downloadChromium() {
  if (process.env['CHROMIUM_PATH']) throw new SetUpError('CHROMIUM_PATH: there is no such file.');
  await run(process.execPath, [join(nodeModules, 'playwright-core', 'cli.js'), 'install', 'chromium']).catch(() => {
    throw new SetUpError('The tests need Chromium: install the package chromium, or set CHROMIUM_PATH.');
  });
}
