// Runs what scripts/build.mjs has built as it is, without looking whether it is still true: nothing here installs or writes.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reportAndExit, SetUpError } from './failure.mjs';
import { serverBuild } from './places.mjs';

const [build] = existsSync(serverBuild) ? readdirSync(serverBuild).filter((name) => !name.endsWith('.new')) : [];
if (build === undefined) reportAndExit(new SetUpError('Nothing is built: run node scripts/build.mjs first, or npm start.'));
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(serverBuild, build, 'main.mjs')).href);
