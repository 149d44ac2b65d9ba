// All attachments of a message as one ZIP: whole, of the length that was said before, and never when one byte of it is wrong.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readStoredZip } from '../support/stored-zip.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

const files = [
  { name: 'scan.bin', bytes: new Uint8Array(randomBytes(6_000_001)) },
  { name: 'Scan.bin', bytes: new Uint8Array(randomBytes(5000)) },
  { name: 'Röntgen 36.txt', bytes: new Uint8Array(0) },
];

let server: TestServer;
let ana: VaultPerson;
let message: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-archive-'));
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
  const draft = await ana.write([ana.address], { subject: 'Findings: 3/4' });
  for (const file of files) await ana.attach(draft, file);
  message = (await ana.vault.send(draft)).id;
});
afterEach(() => {
  ana.intercept = null;
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function readAll(): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const parts = { signal: new AbortController().signal, wait: async () => undefined };
  for await (const chunk of ana.vault.readAll(message, parts)) chunks.push(chunk.slice());
  return Buffer.concat(chunks);
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the ZIP of a message', () => {
  test('has every file under a name of its own, and the length and a safe name that were said before', async () => {
    const { name, size } = await ana.vault.describeArchive(message);
    expect(name).toBe('Findings_ 3_4.zip');
    const bytes = await readAll();
    expect(bytes).toHaveLength(size);
    const path = join(folder, 'all.zip');
    await writeFile(path, bytes);
    const [first, second, third] = files.map((file) => hash(file.bytes));
    expect(await readStoredZip(path)).toEqual({ 'scan.bin': first, 'Scan (2).bin': second, 'Röntgen 36.txt': third });
  });

  test('goes on by range where the connection was lost', async () => {
    const whole = await readAll();
    let lost = false;
    ana.intercept = async (request, pass) => {
      const answer = await pass();
      if (!request.path.endsWith('/content') || lost || !answer.body) return answer;
      lost = true;
      return new Response((await answer.arrayBuffer()).slice(0, 5_500_000), answer);
    };
    expect((await readAll()).equals(whole)).toBe(true);
  });

  test('fails as a whole at one wrong byte of any of its files', async () => {
    ana.intercept = async (request, pass) => {
      const answer = await pass();
      if (!request.path.endsWith('/content')) return answer;
      const body = new Uint8Array(await answer.arrayBuffer());
      if (body.length < 6_000_000) body[100] = (body[100] ?? 0) ^ 1;
      return new Response(body, answer);
    };
    await expect(readAll()).rejects.toMatchObject({ code: 'cannot_open' });
  });
});
