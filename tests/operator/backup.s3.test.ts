// Backup and restore with PostgreSQL and an object store: a bucket is backed up while it is being used, and restored into another.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { S3Settings } from '../../server/config.ts';
import { attach, download } from '../support/attaching.ts';
import { sealpostCommand } from '../support/cli.ts';
import { founder, TestClient } from '../support/client.ts';
import { guestOf, openInboxMessage, send } from '../support/correspondence.ts';
import { overHttp } from '../support/over-http.ts';
import { createEmptyDatabase } from '../support/postgres.ts';
import { testS3 } from '../support/s3.ts';
import { type RunningSealpost, startSealpost } from '../support/sealpost.ts';

const MIB = 1024 * 1024;

function environment(url: string, { endpoint, bucket, accessKey, secretKey }: S3Settings): Record<string, string> {
  return { DATABASE_URL: url, S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey };
}

let first: RunningSealpost;
let settings: Record<string, string>;

beforeAll(async () => {
  settings = environment((await createEmptyDatabase()).url, testS3());
  first = await startSealpost({ env: settings });
}, 240_000);
afterAll(() => first.stop());

describe('with an object store', () => {
  it('what is restored into another database and bucket opens byte for byte', { timeout: 400_000 }, async () => {
    const server = await overHttp(first);
    const owner = await founder(server, { address: `owner-${randomBytes(3).toString('hex')}@practice.example` });
    const { guest } = await guestOf(owner, { address: `guest-${randomBytes(3).toString('hex')}@lab.example` });
    const content = randomBytes(11 * MIB);
    const attachment = await attach(owner, content);
    const { id } = await send(owner, { to: [guest.address], text: 'In the bucket', attachments: [attachment] });

    const key = join(inject('folder'), `key-${randomBytes(4).toString('hex')}.txt`);
    const file = `${key}.age`;
    const recipient = (await sealpostCommand(['backup-key', key], {})).stdout.trim();
    const made = sealpostCommand(['backup', file, '-r', recipient], { ...settings, DATA_DIR: first.dataDir });
    const during = await attach(owner, randomBytes(MIB));
    await owner.call(`DELETE /api/attachments/${during.id}`);
    expect(await made).toMatchObject({ code: 0, stdout: '' });

    const other = { ...environment((await createEmptyDatabase()).url, testS3()), DATA_DIR: `${first.dataDir}-restored` };
    const restored = await sealpostCommand(['restore', file, '-i', key], other);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    const second = await startSealpost({ env: other });
    try {
      const reader = await new TestClient(await overHttp(second), guest.person).logIn();
      expect(JSON.stringify((await openInboxMessage(reader, id)).body)).toContain('In the bucket');
      expect(content.equals(await download(reader, attachment))).toBe(true);
    } finally {
      await second.stop();
    }
  });
});
