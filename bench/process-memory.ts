// Resident memory of processes, from Linux's /proc.
import { readFile, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import type { DevTools } from './devtools.ts';

const MB = 1e6;

/** The most that a process has had resident since it began, or since `forgetPeak`. In MB. */
export async function peakMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return (Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) * 1024) / MB;
}

export async function forgetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5');
}

/** Processes that render pages, as the browser lists them. */
export async function rendererPids(browser: Browser | DevTools): Promise<number[]> {
  const devtools: Pick<DevTools, 'send'> = 'newBrowserCDPSession' in browser ? await browser.newBrowserCDPSession() : browser;
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}
