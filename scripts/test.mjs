// npm test, npm run check: sets up what is missing, then runs vitest, which runs everything. Arguments are passed on to vitest.
import { join } from 'node:path';
import { ProgramFailed, run } from './child-process.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { reportAndExit } from './failure.mjs';
import { nodeModules, root } from './places.mjs';

/** How many malformed inputs all parsers together get in the whole run; tests/attacks/malformed-input.test.ts gives fewer by itself. */
const PARSER_CASES = '100000';
/**
 * What needs neither browser, S3 nor other programs; nor what stretches many passwords, as the attacks on
 * whole accounts do, nor the operator's command line, which starts many programs and databases.
 */
const FAST = ['crypto', 'server', 'architecture'];

const args = process.argv.slice(2);
const isFast = args.includes('--fast');
try {
  await ensureDependencies();
  // Only now: it needs installed packages.
  if (!isFast) await (await import('./test-set-up.mjs')).setUpForTests();
} catch (error) {
  reportAndExit(error);
}
const projects = isFast ? FAST.map((name) => `--project=${name}`) : [];
const env = isFast ? {} : { PARSER_CASES };
const rest = args.filter((argument) => argument !== '--fast');
await run(process.execPath, [join(nodeModules, 'vitest', 'vitest.mjs'), 'run', ...projects, ...rest], { cwd: root, env }).catch((error) => {
  // vitest has said what failed; its last line must stay the last.
  process.exit(error instanceof ProgramFailed ? error.exitCode : 1);
});
