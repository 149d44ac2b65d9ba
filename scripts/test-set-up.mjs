// Everything that tests and benchmarks need beyond npm's packages, each made only where it is missing or outdated.
import { ensureServer } from './build-server.mjs';
import { ensureWebClient } from './build-web.mjs';
import { ensureTestPrograms } from './test-programs.mjs';

export async function setUpForTests() {
  await ensureTestPrograms();
  await ensureWebClient();
  await ensureServer();
}
