// Builds web client and server without starting anything: for images that are built in one place and run in another.
import { ensureDependencies } from './dependencies.mjs';
import { reportAndExit } from './failure.mjs';

try {
  await ensureDependencies();
  await (await import('./build-web.mjs')).ensureWebClient();
  await (await import('./build-server.mjs')).ensureServer();
} catch (error) {
  reportAndExit(error);
}
