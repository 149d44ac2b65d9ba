// npm run mutations: installs what is missing, then takes one check after the other out of a copy of the tree and expects its test to
// fail (tests/mutations/main.ts). Arguments choose among them: words of a check's name, its file or its test.
import { ProgramFailed, run } from './child-process.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { reportAndExit } from './failure.mjs';
import { root } from './places.mjs';

try {
  await ensureDependencies();
} catch (error) {
  reportAndExit(error);
}
await run(process.execPath, ['--import', 'tsx', 'tests/mutations/main.ts', ...process.argv.slice(2)], { cwd: root }).catch((error) => {
  process.exit(error instanceof ProgramFailed ? error.exitCode : 1);
});
