// npm start: sets up what is missing, then becomes the server. It runs in this very process, so that whoever signals npm,
// alone or with its group, reaches it, and npm ends when it has ended.
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { reportAndExit } from './failure.mjs';

if (process.env.NODE_ENV === undefined) Object.assign(process.env, { NODE_ENV: 'production' });
/** @type {string} */
let server;
try {
  await ensureDependencies();
  // Only now: these need installed packages.
  const { ensureWebClient } = await import('./build-web.mjs');
  const { ensureServer } = await import('./build-server.mjs');
  await ensureWebClient();
  server = await ensureServer();
} catch (error) {
  reportAndExit(error);
}
process.setSourceMapsEnabled(true);
await import(pathToFileURL(server).href);
