// A real Firefox, driven over WebDriver BiDi: what it downloads goes to a folder, as an ordinary person's would.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer, { type Browser } from 'puppeteer-core';
import { findFirefox } from '../../scripts/test-programs.mjs';

/** The caller closes it. */
export async function launchFirefox({ downloads }: { downloads: string }): Promise<Browser> {
  const executablePath = findFirefox();
  if (executablePath === null) throw new Error('No Firefox: npm test installs one, or set FIREFOX_PATH.');
  return await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
      'browser.helperApps.neverAsk.saveToDisk': 'application/octet-stream',
    },
  });
}

/** Waits until the folder holds a whole file of this name (Firefox keeps an unfinished one beside it as `.part`). */
export async function downloadedFile(folder: string, { name, within = 90_000 }: { name: string; within?: number }): Promise<string> {
  const path = join(folder, name);
  const stem = name.slice(0, name.lastIndexOf('.'));
  for (const deadline = Date.now() + within; Date.now() < deadline; await sleep(200)) {
    const names = await readdir(folder);
    const isUnfinished = names.some((each) => each.startsWith(stem) && each.endsWith('.part'));
    if (names.includes(name) && !isUnfinished && (await stat(path)).size > 0) return path;
  }
  throw new Error(`${name} did not come: ${(await readdir(folder)).join(', ')}`);
}
