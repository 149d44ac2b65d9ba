// What jobs are made of, for tests: a real database and mailer, and a clock that the test sets.
import { Writable } from 'node:stream';
import { readSettings } from '../../server/config.ts';
import { openLog } from '../../server/log.ts';
import type { JobParts } from '../../server/jobs/parts.ts';
import type { Mailer } from '../../server/mail/mailer.ts';
import type { BlobStore } from '../../server/blobs/blob-store.ts';
import type { TestDatabase } from './postgres.ts';

export type JobsForTests = JobParts & { time: { now: number }; logged: () => string };

type Needs = { database: TestDatabase; mailer: Mailer; blobs?: BlobStore };

export function jobParts({ database, mailer, blobs }: Needs): JobsForTests {
  const time = { now: Date.UTC(2026, 4, 3, 9) };
  let logged = '';
  const sink = new Writable({
    write: (chunk: Buffer, _, done) => {
      logged += chunk.toString();
      done();
    },
  });
  return {
    settings: readSettings({ PUBLIC_URL: 'https://mail.northside.example', MAIL_FROM: 'Northside <post@northside.example>' }),
    secrets: { opaqueSetup: '', masterKey: new Uint8Array(32).fill(7) },
    database: database.database,
    databaseUrl: database.url,
    mailer,
    blobs: blobs ?? noBlobs,
    clock: () => time.now,
    log: openLog(sink),
    time,
    logged: () => logged,
  };
}

/** For jobs that have nothing to do with blobs: touching any fails the test. */
const noBlobs = new Proxy({} as BlobStore, {
  get: (_, name) => {
    throw new Error(`this test has no blobs, but ${String(name)} was asked for`);
  },
});
