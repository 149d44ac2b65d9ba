// The real application on a real database and a real blob folder, called without a socket; the clock is the test's.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { createOpaqueSetup, ready } from '#crypto/server';
import { createApp } from '../../server/app.ts';
import { openBlobStore } from '../../server/blobs/index.ts';
import { openChanges } from '../../server/changes.ts';
import { readSettings, type Settings } from '../../server/config.ts';
import type { Tables } from '../../server/database/tables.ts';
import { keepDuringBackups } from '../../server/kept-blobs.ts';
import type { OutboxRow } from '../../server/database/tables/mailbox.ts';
import { openLog } from '../../server/log.ts';
import { mailedToken } from '../../server/mailed-token.ts';
import type { Parts } from '../../server/parts.ts';
import { createTestDatabase } from './postgres.ts';

export type TestServer = {
  app: ReturnType<typeof createApp>;
  parts: Parts;
  database: Kysely<Tables>;
  databaseUrl: string;
  /** Everything logged so far. */
  logged: () => string;
  /** Moves the server's clock. */
  advance: (milliseconds: number) => void;
  /** Mails waiting for this address, oldest first. */
  mails: (recipient: string) => Promise<OutboxRow[]>;
  /** The token in the newest confirmation mail to this address. */
  confirmationToken: (recipient: string) => Promise<string>;
  /** The token in the mail that carries this invitation. */
  invitationToken: (invitation: string) => string;
  stop: () => Promise<void>;
};

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** `environment`: settings as the operator would set them. Messages go out at once unless it says otherwise. */
export async function startTestServer(environment: Record<string, string> = {}): Promise<TestServer> {
  await ready();
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-server-'));
  const settings: Settings = readSettings({ DATA_DIR: folder, PUBLIC_URL: 'http://localhost:8080', UNDO_SECONDS: '0', ...environment });
  const { database, url: databaseUrl, drop } = await createTestDatabase();
  const secrets = { opaqueSetup: createOpaqueSetup(), masterKey: randomBytes(32) };
  const lines: string[] = [];
  let skipped = 0;
  const log = openLog({ write: (line) => void lines.push(line) });
  const changes = openChanges({ url: databaseUrl, log });
  const parts: Parts = {
    settings,
    secrets,
    database,
    blobs: keepDuringBackups(await openBlobStore(settings, () => undefined), database),
    changes,
    client: { files: new Map() },
    clock: () => Date.now() + skipped,
    log,
    buildId: 'test-build',
  };
  const mails = async (recipient: string): Promise<OutboxRow[]> =>
    await database.selectFrom('outbox').selectAll().where('recipient', '=', recipient).orderBy('created_at').execute();
  return {
    app: createApp(parts),
    parts,
    database,
    databaseUrl,
    logged: () => lines.join(''),
    advance: (milliseconds) => {
      skipped += milliseconds;
    },
    mails,
    confirmationToken: async (recipient) => {
      const confirm = (await mails(recipient)).findLast(({ kind }) => kind === 'confirm');
      const { confirmation } = (confirm?.payload ?? {}) as { confirmation?: string };
      if (confirmation === undefined) throw new Error('no confirmation was mailed');
      return mailedToken(secrets, { purpose: 'confirm', id: confirmation });
    },
    invitationToken: (invitation) => mailedToken(secrets, { purpose: 'invitation', id: invitation }),
    stop: async () => {
      await changes.close();
      await parts.blobs.close();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
