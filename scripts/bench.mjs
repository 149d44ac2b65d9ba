// npm run bench: sets up what is missing, then runs bench/main.ts with the names of the figures asked for.
import { ProgramFailed, run } from './child-process.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { reportAndExit } from './failure.mjs';
import { root } from './places.mjs';

try {
  await ensureDependencies();
  // Only now: it needs installed packages.
  await (await import('./test-set-up.mjs')).setUpForTests();
} catch (error) {
  reportAndExit(error);
}
await run(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...process.argv.slice(2)], { cwd: root, env: { NODE_ENV: 'production' } }).catch((error) => {
  process.exit(error instanceof ProgramFailed ? error.exitCode : 1);
});
