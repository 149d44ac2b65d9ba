// The page's part in opening-pool.ts: it starts a worker and hands it the port on which the vault talks to it.
import { transfer, wrap } from 'comlink';
import type { OpenerHost } from './transfer-api.ts';

/** `ports`: as `OPENER_WANTED` says. The caller ends the worker. */
export function startOpeningWorker([port, errors]: readonly MessagePort[]): Worker {
  const worker = new Worker(new URL('./segment.worker.ts', import.meta.url), { type: 'module', name: 'segment' });
  worker.addEventListener('error', () => errors?.postMessage(null), { once: true });
  if (port) void wrap<OpenerHost>(worker).serveOpener(transfer(port, [port]));
  return worker;
}
