// A page at a running Sealpost's address, made of Sealpost's own parts, whose sealing workers are those of one side.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { DevTools } from './devtools.ts';
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

const PAGE = '<!doctype html><meta charset="utf-8"><title>bench</title><input type="file"><script type="module" src="/bench/page.js"></script>';

export async function openTransferPage(browser: DevTools, { at, side }: { at: string; side: Side }): Promise<TransferPage> {
  const { browserContextId } = await browser.send('Target.createBrowserContext');
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const send = browser.sendTo(sessionId);
  const evaluate = async (expression: string) => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await send('Page.setBypassCSP', { enabled: true });
  await serveBench(browser, { session: sessionId, at, side });
  await send('Page.navigate', { url: `${at}/bench/` });
  while (!(await evaluate(`'bench' in window`))) await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    choose: async (path) => {
      const { result } = await send('Runtime.evaluate', { expression: `document.querySelector('input')` });
      await send('DOM.setFileInputFiles', { files: [path], objectId: result.objectId ?? '' });
    },
    run: (action, ...input) => evaluate(`bench.${action}(...${JSON.stringify(input)})`),
  };
}

/** Answers what stands below /bench/; everything else passes untouched. */
async function serveBench(browser: DevTools, { session, at, side }: { session: string; at: string; side: Side }): Promise<void> {
  const scripts: Record<string, string> = {
    'page.js': './page/transfers.page.ts',
    'vault.worker.ts': '../web/session/vault.worker.ts',
    'segment.worker.ts': SEALERS[side],
    'disk.worker.ts': './worker/disk.worker.ts',
  };
  const send = browser.sendTo(session);
  const answer = async ({ requestId, request }: { requestId: string; request: { url: string } }) => {
    const entry = scripts[new URL(request.url).pathname.slice('/bench/'.length)];
    const [type, body] = entry === undefined ? ['text/html', PAGE] : ['text/javascript', await bundle(entry)];
    await send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders: [{ name: 'content-type', value: type }], body: Buffer.from(body).toString('base64') });
  };
  browser.on('Fetch.requestPaused', session, answer);
  await send('Fetch.enable', { patterns: [{ urlPattern: `${at}/bench/*` }] });
}
