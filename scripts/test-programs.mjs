// The programs that tests need besides npm's packages: a Chromium, a Firefox, a real S3 server, Python for the second
// implementation of our formats, and others' OpenPGP. On Debian root has them installed; elsewhere what is missing is named.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { run } from './child-process.mjs';
import { SetUpError } from './failure.mjs';
import { nodeModules } from './places.mjs';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FIREFOX_NAMES = ['firefox-esr', 'firefox'];
const CEPH_PROGRAMS = ['radosgw', 'radosgw-admin', 'ceph-mon', 'ceph-osd', 'ceph', 'monmaptool'];
const OPENPGP_PROGRAMS = ['gpg', 'gpg-agent', 'gpgconf', 'sq', 'sqop'];
const OPENPGP_PACKAGES = ['gpg', 'gpg-agent', 'sq', 'sqop'];
const CEPH_PACKAGES = ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common'];
const PYTHON_PACKAGES = ['python3', 'python3-cryptography', 'python3-argon2'];

/** Installs what is missing, or throws SetUpError that names it. */
export async function ensureTestPrograms() {
  const needsChromium = findChromium() === null;
  const missing = [
    ...(needsChromium ? ['chromium'] : []),
    ...(findFirefox() === null ? ['firefox-esr'] : []),
    ...(hasS3() ? [] : CEPH_PACKAGES),
    ...(findPython() === null ? PYTHON_PACKAGES : []),
    ...(hasOpenPgp() ? [] : OPENPGP_PACKAGES),
  ];
  if (canInstall() && missing.length > 0) await install(missing);
  if (findChromium() === null) await downloadChromium();
  if (findFirefox() === null) throw new SetUpError('The tests need Firefox: install it (on Debian the package firefox-esr), or set FIREFOX_PATH.');
  if (!hasS3()) {
    throw new SetUpError('The tests need an S3 server: start MinIO (docker compose up store) and set S3_TEST_ENDPOINT, S3_TEST_ACCESS_KEY and S3_TEST_SECRET_KEY, or install radosgw, ceph-mon, ceph-osd and ceph-common.');
  }
  if (findPython() === null) {
    throw new SetUpError('The tests need Python 3 with the modules cryptography and argon2: install python3-cryptography and python3-argon2 (with pip: cryptography, argon2-cffi).');
  }
  if (!hasOpenPgp()) throw new SetUpError('The tests need GnuPG and Sequoia: install gpg, gpg-agent, sq and sqop.');
}

/** A Python 3 that has the modules of tests/crypto/independent, or null. The system's own has what the system's packages bring. */
export function findPython() {
  const pythons = [findProgram('python3'), '/usr/bin/python3'].filter((path) => path !== null && existsSync(path));
  const check = 'import sys, argon2.low_level, cryptography.hazmat.primitives.ciphers.aead; assert sys.version_info >= (3, 9)';
  return pythons.find((path) => path !== null && spawnSync(path, ['-c', check], { stdio: 'ignore' }).status === 0) ?? null;
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

function hasOpenPgp() {
  return OPENPGP_PROGRAMS.every((name) => findProgram(name) !== null);
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
