// A real Chromium: the one that CHROMIUM_PATH names, the system's, or Playwright's own.
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../scripts/test-programs.mjs';

export const browserArguments: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function browserProgram(): string {
  const path = findChromium();
  if (path === null) throw new Error('No Chromium: npm test installs one, or set CHROMIUM_PATH.');
  return path;
}

/** The caller closes it. */
export async function launchBrowser({ args = [] }: { args?: readonly string[] } = {}): Promise<Browser> {
  return chromium.launch({ executablePath: browserProgram(), args: [...browserArguments, ...args] });
}
