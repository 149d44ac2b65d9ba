// What the server writes to and cannot: refused at the start, in one line that names the setting it comes from.
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { withLock } from '../../scripts/file-lock.mjs';
import { openBlobStore } from '../../server/blobs/index.ts';
import { migrate } from '../../server/database/migrator.ts';
import { openLog } from '../../server/log.ts';
import { openMailer } from '../../server/mail/index.ts';
import { openSecrets } from '../../server/secrets.ts';
import { StartError } from '../../server/start-error.ts';
import { query } from '../support/backups.ts';
import { findFreePort } from '../support/free-port.ts';
import { createEmptyDatabase } from '../support/postgres.ts';
import { speaker } from '../support/speaker.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(inject('folder'), 'refused-'));
});

async function refusalOf(start: Promise<unknown>): Promise<string> {
  const error = await start.then(() => null, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StartError);
  const { message } = error as StartError;
  expect(message).not.toContain('\n');
  return message;
}

const withoutWarnings = () => undefined;

describe('a start is refused', () => {
  test('where a file stands in the place of the folder for blobs or mail', async () => {
    for (const name of ['blobs', 'mail']) await writeFile(join(dataDir, name), '');
    const blobs = openBlobStore({ s3: null, dataDir, publicUrl: 'http://localhost' }, withoutWarnings);
    expect(await refusalOf(blobs)).toMatch(/^DATA_DIR: the folder .*blobs cannot be made or written \(EEXIST\)\.$/);
    expect(await refusalOf(openMailer({ mail: { kind: 'folder', folder: join(dataDir, 'mail') } }))).toMatch(/^DATA_DIR: .*mail cannot be made/);
  });

  test('where the data folder is a file', async () => {
    await writeFile(join(dataDir, 'file'), '');
    for (const place of ['file', 'file/below']) {
      expect(await refusalOf(openSecrets({ secretsFile: join(dataDir, place, 'secrets.json') }))).toMatch(/^DATA_DIR or SECRETS_FILE: the folder .* cannot be made or written/);
    }
  });

  test('where the secrets file is a folder, without advice about its mode', async () => {
    await mkdir(join(dataDir, 'secrets.json'), { mode: 0o755 });
    expect(await refusalOf(openSecrets({ secretsFile: join(dataDir, 'secrets.json') }))).toMatch(/^SECRETS_FILE: .* is not a file\.$/);
  });

  // /proc takes no file from anybody, root included.
  test.runIf(process.platform === 'linux')('where the checkout has to be set up and cannot be written, instead of waiting for ever', async () => {
    const refused = withLock('/proc/set-up.lock', async () => undefined);
    await expect(refused).rejects.toThrow(/^\/proc cannot be written \(\w+\): start as the user who owns this checkout/);
  });

  test('where the object store does not answer', async () => {
    const endpoint = `http://127.0.0.1:${await findFreePort()}`;
    const s3 = { endpoint, bucket: 'bucket', accessKey: 'key', secretKey: 'sekret', region: 'us-east-1', publicEndpoint: null };
    const message = await refusalOf(openBlobStore({ s3, dataDir, publicUrl: 'http://localhost' }, withoutWarnings));
    expect(message).toBe('The object store does not answer (ECONNREFUSED): see S3_ENDPOINT.');
  });

  test.each([
    ['does not answer in time', 'ETIMEDOUT', () => undefined],
    ['offers no TLS', 'it offers no TLS', (socket: Socket) => void socket.on('data', () => socket.write('N'))],
  ])('where the database %s, and not because a newer version had made it', async (_, reason, speak) => {
    const { port, close } = await speaker(speak);
    const url = `postgresql://user:sekret@127.0.0.1:${port}/none${speak.length === 0 ? '' : '?sslmode=verify-full'}`;
    expect(await refusalOf(migrate({ url, log: openLog({ write: () => undefined }) }))).toBe(`The database does not let Sealpost in (${reason}): see DATABASE_URL.`);
    close();
  });

  test('where a newer version has made the database', async () => {
    const { url } = await createEmptyDatabase();
    await query(url, `create table kysely_migration (name text primary key, timestamp text not null); insert into kysely_migration values ('9999-to-come', '')`);
    expect(await refusalOf(migrate({ url, log: openLog({ write: () => undefined }) }))).toBe('The database was made by a newer version of Sealpost than this one: start that one.');
  });
});
