// Where things stand that the scripts make and need.
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
/** Everything that can be made again, apart from the web client. */
export const cache = join(root, '.cache');
export const nodeModules = join(root, 'node_modules');
/** Next.js exports here, one language after the other. */
export const webExport = join(root, 'web', '.exported');
/** The first language's export, to which the others are added; what is complete is moved to `webClient` at once. */
export const webExportFirst = join(root, 'web', '.exported-first');
/** Its script and its WebAssembly, each a file of its own. */
export const partedLibsodium = join(cache, 'libsodium');
export const webClient = join(root, 'web', 'out');
export const serverBuild = join(cache, 'server');
/** Held while packages are installed or something is built. */
export const setUpLock = join(cache, 'set-up.lock');
