// Attachments in a real browser: sealed and sent by workers, saved by the service worker, through a server that goes away.
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goTo, newPerson, openCompose, openMessage, registerPractice, send, write, type Person } from '../e2e/person.ts';
import { launchBrowser } from '../support/browser.ts';
import { startSealpost, type RunningSealpost } from '../support/sealpost.ts';

const dentist = { practiceName: 'Northside Dental', name: 'Dr. Ana Ruiz', address: 'ana@northside.example', password: 'orbit-velvet-canyon-lantern-42' };
const MIB = 1024 * 1024;

let sealpost: RunningSealpost;
let browser: Browser;
let ana: Person;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-files-'));
  [sealpost, browser] = await Promise.all([startSealpost(), launchBrowser()]);
  ana = await newPerson(browser, { base: sealpost.url });
  await registerPractice(ana, dentist);
  await goTo(ana, (await sealpost.mailTo(dentist.address)).link('/confirm'));
  await ana.page.getByRole('button', { name: 'Confirm address', exact: true }).click();
  await ana.page.getByText(/confirmed/i).first().waitFor();
  await goTo(ana, '/mail');
});
afterAll(async () => {
  await browser?.close();
  await sealpost?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function makeFile(name: string, size: number): Promise<string> {
  const path = join(folder, name);
  const file = await open(path, 'w');
  for (let left = size; left > 0; left -= 8 * MIB) await file.write(randomBytes(Math.min(left, 8 * MIB)));
  await file.close();
  return path;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Writes to oneself with this file; `during` runs while it is on its way. */
async function sendFile(path: string, { subject, during }: { subject: string; during?: () => Promise<void> }): Promise<void> {
  const dialog = await openCompose(ana);
  await write(dialog, { to: [dentist.address], secureSubject: subject, secureMessage: 'See the file.' });
  const chooser = ana.page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Attach files', exact: true }).click();
  await (await chooser).setFiles(path);
  await dialog.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem').first().waitFor();
  await during?.();
  await send(dialog);
}

async function startDownload(subject: string) {
  await goTo(ana, '/mail');
  await openMessage(ana, subject);
  const item = ana.page.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem').first();
  const [download] = await Promise.all([ana.page.waitForEvent('download', { timeout: 60_000 }), item.getByRole('button', { name: /^Download/ }).click()]);
  return { download, item };
}

describe('a file of 60 MB', () => {
  test('comes back byte for byte, by an ordinary download with its name and size', async () => {
    const path = await makeFile('scan.bin', 60_000_007);
    await sendFile(path, { subject: 'Sixty' });
    const { download } = await startDownload('Sixty');
    expect(download.suggestedFilename()).toBe('scan.bin');
    expect(await download.failure()).toBeNull();
    expect(await hashOf(await download.path())).toBe(await hashOf(path));
  });

  test('with one altered byte on the server is a failed download, and the page says so', async () => {
    const blob = await newestBlob();
    const file = await open(blob, 'r+');
    const { size } = await file.stat();
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, size - 1000);
    await file.write(Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, size - 1000);
    await file.close();
    const { download, item } = await startDownload('Sixty');
    expect(await download.failure()).not.toBeNull();
    await item.getByText(/did not pass its checks/).first().waitFor();
  });
});

describe('the workers that seal', () => {
  const sealers = async () => {
    const session = await browser.newBrowserCDPSession();
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'worker' }] });
    await session.detach();
    return targetInfos.filter(({ title }) => title === 'segment').length;
  };

  test('end when nothing has been under way for a while, and begin with the next file', async () => {
    await goTo(ana, '/mail');
    const seen: number[] = [];
    const path = await makeFile('next.bin', 6_000_000);
    const uploaded = (count: number) => ana.page.getByRole('list', { name: 'Attachments', exact: true }).getByText('Encrypted and uploaded').nth(count - 1).waitFor();
    await sendFile(path, {
      subject: 'One after the other',
      during: async () => {
        await uploaded(1);
        seen.push(await sealers());
        await expect.poll(sealers, { timeout: 30_000 }).toBe(0);
        const chooser = ana.page.waitForEvent('filechooser');
        await ana.page.getByRole('button', { name: 'Attach files', exact: true }).click();
        await (await chooser).setFiles(path);
        await uploaded(2);
        seen.push(await sealers());
      },
    });
    expect(seen).toEqual([2, 2]);
  });
});

describe('a server that goes away', () => {
  test('in the middle of an upload: it goes on by itself when the server is back', async () => {
    const path = await makeFile('long.bin', 150_000_001);
    await sendFile(path, { subject: 'Through an outage', during: () => sealpost.restart() });
    const { download } = await startDownload('Through an outage');
    expect(await download.failure()).toBeNull();
    expect(await hashOf(await download.path())).toBe(await hashOf(path));
  });

  test('in the middle of a download: it goes on by range', async () => {
    const { download } = await startDownload('Through an outage');
    await sealpost.restart();
    expect(await download.failure()).toBeNull();
    expect(await hashOf(await download.path())).toBe(await hashOf(join(folder, 'long.bin')));
  });
});

describe('an address under /download/', () => {
  test('that nobody announced is not found', async () => {
    expect((await fetch(`${sealpost.url}/download/${crypto.randomUUID()}`)).status).toBe(404);
  });
});

test('no page complained', () => {
  expect(ana.complaints).toEqual([]);
});

/** The largest file that the blob store wrote last. */
async function newestBlob(): Promise<string> {
  const root = join(sealpost.dataDir, 'blobs');
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sized = await Promise.all(files.map(async (path) => ({ path, size: (await stat(path)).size })));
  const largest = sized.toSorted((a, b) => b.size - a.size)[0];
  if (!largest) throw new Error('no blob');
  return largest.path;
}
