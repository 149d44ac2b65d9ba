// Backing up a server that is being used, and restoring into an empty folder: real processes, real databases, real blobs.
import { randomBytes } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Id, ManifestAttachment } from '#crypto';
import { attach, download } from '../support/attaching.ts';
import { sealpostCommand } from '../support/cli.ts';
import { founder, TestClient } from '../support/client.ts';
import { guestOf, openInboxMessage, send } from '../support/correspondence.ts';
import { overHttp } from '../support/over-http.ts';
import { type RunningSealpost, startSealpost } from '../support/sealpost.ts';

const MIB = 1024 * 1024;
type Sent = { id: Id; text: string; attachment: ManifestAttachment; content: Buffer };

let folder: string;
let sealpost: RunningSealpost;
let owner: TestClient;
let guest: TestClient;
let before: Sent;
let keyFile: string;
let recipient: string;

beforeAll(async () => {
  folder = join(inject('folder'), `backup-${randomBytes(6).toString('hex')}`);
  await mkdir(folder, { recursive: true });
  sealpost = await startSealpost();
  const server = await overHttp(sealpost);
  owner = await founder(server, { address: `owner-${randomBytes(3).toString('hex')}@practice.example` });
  guest = (await guestOf(owner, { address: `guest-${randomBytes(3).toString('hex')}@lab.example` })).guest;
  before = await sendOne('Before the backup', 12 * MIB);
  keyFile = join(folder, 'key.txt');
  recipient = (await sealpostCommand(['backup-key', keyFile], {})).stdout.trim();
}, 240_000);
afterAll(() => sealpost.stop());

async function sendOne(text: string, size: number): Promise<Sent> {
  const content = randomBytes(size);
  const attachment = await attach(owner, content);
  const { id } = await send(owner, { to: [guest.address], text, attachments: [attachment] });
  return { id, text, attachment, content };
}

/** The same person at another server. */
function at(server: Awaited<ReturnType<typeof overHttp>>, { person }: TestClient): TestClient {
  return new TestClient(server, person);
}

async function assertReadable(reader: TestClient, { id, text, attachment, content }: Sent): Promise<void> {
  const { manifest, body } = await openInboxMessage(reader, id);
  expect(JSON.stringify(body)).toContain(text);
  expect(manifest.attachments[0]?.id).toBe(attachment.id);
  expect(content.equals(await download(reader, attachment))).toBe(true);
}

describe('a backup of a running server', () => {
  it('restores into an empty folder to a server where people log in and open old messages and attachments byte for byte', { timeout: 240_000 }, async () => {
    const file = join(folder, 'one.age');
    // Sent and deleted all the while: what the snapshot shows is whole, whatever comes after it.
    const during: Sent[] = [];
    const copied = new AbortController();
    const busy = (async () => {
      for (let index = 0; !copied.signal.aborted; index += 1) {
        during.push(await sendOne(`During the backup ${index}`, MIB));
        const unsent = await attach(owner, randomBytes(1000));
        await owner.call(`DELETE /api/attachments/${unsent.id}`);
      }
    })();
    const made = await sealpostCommand(['backup', file, '--recipient', recipient], { DATA_DIR: sealpost.dataDir });
    copied.abort();
    await busy;
    expect(made).toMatchObject({ code: 0, stdout: '' });
    expect(made.stderr).toMatch(/^Backed up \d+ rows and \d+ attachments \(\d+ bytes\): \d+ bytes, SHA-256 [\da-f]{64}\n$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const dataDir = join(folder, 'restored');
    const restored = await sealpostCommand(['restore', file, '--identity', keyFile], { DATA_DIR: dataDir });
    expect(restored.stderr).toBe('');
    expect(restored).toMatchObject({ code: 0 });
    const second = await startSealpost({ env: { DATA_DIR: dataDir } });
    try {
      const server = await overHttp(second);
      const reader = await at(server, guest).logIn();
      await assertReadable(reader, before);
      const { rows } = await (await reader.api.messages.$get({ query: { folder: 'inbox' } })).json() as { rows: { id: string }[] };
      const kept = during.filter(({ id }) => rows.some((row) => row.id === id));
      for (const each of kept) await assertReadable(reader, each);
      // It goes on as any other: another message arrives.
      const writer = await at(server, owner).logIn();
      const { id } = await send(writer, { to: [guest.address], text: 'After the restore' });
      expect(JSON.stringify((await openInboxMessage(reader, id)).body)).toContain('After the restore');
    } finally {
      await second.stop();
    }
  });
});
