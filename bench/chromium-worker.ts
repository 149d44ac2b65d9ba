// Runs one TypeScript entry in a dedicated worker of a real Chromium and returns what it posts: the place where Sealpost's
// cryptography runs for its users.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build, type BuildOptions } from 'esbuild';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../tests/support/browser.ts';

const page = '<!doctype html><meta charset="utf-8"><title>bench</title>';

export type WorkerOptions = {
  /** The address of a running Sealpost, where the worker shall stand as if it were served from there. */
  at?: string;
  /** Packages that are something else in the worker: name → file. */
  alias?: Record<string, string>;
  /** Looks at the browser before it is closed. */
  afterwards?: (browser: Browser) => Promise<void>;
};

/** `entry`: a file, or TypeScript with the folder that its imports start from. */
export async function runInWorker<Result>(entry: string | { source: string; folder: string }, { at, alias = {}, afterwards }: WorkerOptions = {}): Promise<Result> {
  const from: BuildOptions = typeof entry === 'string' ? { entryPoints: [entry] } : { stdin: { contents: entry.source, resolveDir: entry.folder, loader: 'ts' } };
  const bundle = await build({ ...from, alias, bundle: true, format: 'esm', platform: 'browser', target: 'es2022', write: false, external: ['crypto', 'fs', 'path', 'url', 'module'], logLevel: 'error' });
  const script = bundle.outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    const isScript = request.url === '/bench/worker.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' }).end(isScript ? script : page);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const browser = await launchBrowser();
  try {
    const tab = await browser.newPage({ bypassCSP: true });
    const origin = at ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    if (at !== undefined) await tab.context().route(`${at}/bench/**`, (route) => route.fulfill(route.request().url().endsWith('.js') ? { contentType: 'text/javascript', body: script } : { contentType: 'text/html', body: page }));
    await tab.goto(`${origin}/bench/`);
    const result = (await tab.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker('/bench/worker.js', { type: 'module' });
          worker.onmessage = (event) => ('error' in event.data ? reject(new Error(event.data.error)) : resolve(event.data.result));
          worker.onerror = (event) => reject(new Error(event.message));
        }),
    )) as Result;
    await afterwards?.(browser);
    return result;
  } finally {
    await browser.close();
    server.close();
  }
}
