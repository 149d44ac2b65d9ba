// A page at a running Sealpost's address, made of Sealpost's own parts, whose sealing workers are those of one side.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, BrowserContext } from 'playwright-core';
import type { TransferActions } from './page/transfers.page.ts';

const SEALERS = {
  ours: '../web/session/segment.worker.ts',
  plain: './worker/plain-segment.worker.ts',
  openpgp: './worker/openpgp-segment.worker.ts',
  age: './worker/age-segment.worker.ts',
} as const;

export type Side = keyof typeof SEALERS;
type Action = keyof TransferActions;

export type TransferPage = {
  choose(path: string): Promise<void>;
  run<A extends Action>(action: A, ...input: Parameters<TransferActions[A]>): Promise<Awaited<ReturnType<TransferActions[A]>>>;
  context: BrowserContext;
};

const bundles = new Map<string, Promise<string>>();

function bundle(entry: string): Promise<string> {
  const made = bundles.get(entry) ?? bundleAnew(entry);
  bundles.set(entry, made);
  return made;
}

async function bundleAnew(entry: string): Promise<string> {
  const entryPoint = fileURLToPath(new URL(entry, import.meta.url));
  const built = await build({ entryPoints: [entryPoint], bundle: true, format: 'esm', platform: 'browser', target: 'es2022', write: false, external: ['crypto', 'fs', 'path', 'url', 'module'], logLevel: 'error' });
  return built.outputFiles[0]?.text ?? '';
}

export async function openTransferPage(browser: Browser, { at, side }: { at: string; side: Side }): Promise<TransferPage> {
  const context = await browser.newContext({ bypassCSP: true });
  const scripts: Record<string, string> = {
    'page.js': './page/transfers.page.ts',
    'vault.worker.ts': '../web/session/vault.worker.ts',
    'segment.worker.ts': SEALERS[side],
    'disk.worker.ts': './worker/disk.worker.ts',
  };
  await context.route(`${at}/bench/**`, async (route) => {
    const entry = scripts[new URL(route.request().url()).pathname.slice('/bench/'.length)];
    if (entry === undefined) await route.fulfill({ contentType: 'text/html', body: '<!doctype html><meta charset="utf-8"><title>bench</title><input type="file"><script type="module" src="/bench/page.js"></script>' });
    else await route.fulfill({ contentType: 'text/javascript', body: await bundle(entry) });
  });
  const page = await context.newPage();
  await page.goto(`${at}/bench/`);
  await page.waitForFunction(() => 'bench' in window);
  return {
    context,
    choose: (path) => page.locator('input').setInputFiles(path),
    run: async (action, ...input) =>
      (await page.evaluate(([name, given]) => (window as unknown as { bench: Record<string, (...input: unknown[]) => unknown> }).bench[name]?.(...given), [action, input] as const)) as never,
  };
}
