// The HTTP port: opening it, and closing it so that requests in progress are answered first.
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Settings } from './config.ts';
import { StartError } from './start-error.ts';

type Options = { settings: Pick<Settings, 'port' | 'host'>; fetch: Parameters<typeof createAdaptorServer>[0]['fetch'] };

const DRAIN_MS = 3500;
const SWEEP_MS = 50;
/** Long enough for one segment of an attachment over a very slow line. */
const REQUEST_MS = 1_800_000;
const HEADERS_MS = 60_000;
const KEEP_ALIVE_MS = 65_000;

/** Listens, or throws StartError. Returns how to stop. */
export async function listen({ settings, fetch }: Options): Promise<{ close: () => Promise<void> }> {
  const server = createAdaptorServer({ fetch, serverOptions: { requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS, keepAliveTimeout: KEEP_ALIVE_MS } }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartError(explain(error, settings))));
    server.listen(settings.port, settings.host, resolve);
  });
  return { close: () => close(server) };
}

function explain({ code }: NodeJS.ErrnoException, { port, host }: Options['settings']): string {
  if (code === 'EADDRINUSE') return `PORT: ${port} is in use already: stop what uses it, or set another.`;
  if (code === 'EACCES') return `PORT: ${port} is reserved for the system: set another.`;
  return `HOST: ${host} cannot be listened on (${code ?? 'unknown reason'}).`;
}

/** New connections are refused at once; answers under way get a few seconds; what is open after that (event streams) is cut. */
async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
