// vitest global set-up: one PostgreSQL for the whole run, the same that npm start embeds, tuned for data that nobody keeps.
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../server/database/embedded-postgres.ts';
import { openLog } from '../../server/log.ts';
import { onceForTheRun } from './once-for-the-run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A connection URL of a role that may make databases. */
    postgres: string;
  }
}

const tuning = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/** What fails here fails in each test that asks for a database: an error in a global set-up would end the run uncounted. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = join(project.getProvidedContext().folder, 'postgres');
  try {
    const { value, release } = await onceForTheRun('postgres', {
      begin: () => startEmbeddedPostgres({ dataDir, password: 'for-tests-only-and-not-secret', tuning, log: openLog({ write: () => undefined }) }),
      end: ({ stop }) => stop(),
    });
    project.provide('postgres', value.url);
    return release;
  } catch (error) {
    process.stderr.write(`PostgreSQL did not start: ${String(error)}\n`);
    return async () => undefined;
  }
}
