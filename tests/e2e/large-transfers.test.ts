// 500 MB there and back through the folder store, while the connection, the server and the tab are killed at random moments of a
// seed: at the end the bytes are the same.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { findFreePort } from '../support/free-port.ts';
import { startRelay, type Relay } from '../support/relay.ts';
import { startSealpost, type RunningSealpost } from '../support/sealpost.ts';
import { readStoredZip } from '../support/stored-zip.ts';
import { drawFrom, hashOfFile, untilUploaded, writeSeededFile } from './large-files.ts';
import { goTo, newPerson, newTab, openCompose, openMessage, registerPractice, send, write, type Person } from './person.ts';

const dentist = { practiceName: 'Northside Dental', name: 'Dr. Ana Ruiz', address: 'ana@northside.example', password: 'orbit-velvet-canyon-lantern-42' };
/** A good line of a practice. On a faster one the most of it would be up between two saves of what is up. */
const UP_BYTES_PER_SECOND = 20_000_000;
/** Less for a quick look: TRANSFER_BYTES. */
const SIZE = Number(process.env['TRANSFER_BYTES'] ?? 500_000_000);
const SEED = Number(process.env['TRANSFER_SEED'] ?? Math.floor(Math.random() * 2 ** 32));

let sealpost: RunningSealpost;
let relay: Relay;
let browser: Browser;
let ana: Person;
let folder: string;
let path: string;
let sha256: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-large-'));
  path = join(folder, 'volume.bin');
  const [linePort, port] = [await findFreePort(), await findFreePort()];
  relay = await startRelay({ port: linePort, to: port, upBytesPerSecond: UP_BYTES_PER_SECOND });
  const env = { PORT: String(port), PUBLIC_URL: `http://localhost:${linePort}` };
  [sealpost, browser, sha256] = await Promise.all([startSealpost({ env }), launchBrowser(), writeSeededFile(path, { size: SIZE, seed: String(SEED) })]);
  ana = await newPerson(browser, { base: sealpost.url });
  await registerPractice(ana, dentist);
  await goTo(ana, (await sealpost.mailTo(dentist.address)).link('/confirm'));
  await ana.page.getByRole('button', { name: 'Confirm address', exact: true }).click();
  await ana.page.getByText(/confirmed/i).first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await sealpost?.stop();
  relay?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function choose(person: Person, files: string | string[]): Promise<void> {
  const dialog = person.page.getByRole('dialog', { name: 'New message', exact: true });
  const chooser = person.page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Attach files', exact: true }).click();
  await (await chooser).setFiles(files);
}

/** Workers of all pages and of their workers. */
async function workersNamed(name: string): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'worker' }] });
  await session.detach();
  return targetInfos.filter(({ title }) => title === name).length;
}

describe(`500 MB, with seed ${SEED}`, () => {
  const draw = drawFrom(SEED);

  test('go up although connection, server and tab are killed on the way', { timeout: 600_000 }, async () => {
    await goTo(ana, '/mail');
    const dialog = await openCompose(ana);
    await write(dialog, { to: [dentist.address], secureSubject: 'Volume', secureMessage: 'See the file.' });
    await choose(ana, path);
    await dialog.getByText('Draft saved').waitFor();

    await untilUploaded(ana.page, { share: 0.05 + draw() * 0.15 });
    await relay.cut(draw() * 2000);

    await untilUploaded(ana.page, { share: 0.25 + draw() * 0.15 });
    process.kill(sealpost.pid(), 'SIGKILL');
    await ana.page.waitForTimeout(draw() * 1000);
    await sealpost.restart();

    await untilUploaded(ana.page, { share: 0.5 + draw() * 0.2 });
    // What is kept every other second is on its way or through.
    const address = ana.page.url();
    const before = await newTab(ana);
    await ana.page.close({ runBeforeUnload: false });
    ana = before;
    await ana.page.goto(address);
    const again = ana.page.getByRole('dialog', { name: 'New message', exact: true });
    const row = again.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem');
    await row.getByText(/are up\. Choose the same file again/).waitFor({ timeout: 60_000 });
    const up = await row.locator('progress').evaluate((bar) => (bar as HTMLProgressElement).value);
    expect(up).toBeGreaterThan(0.3);
    await choose(ana, path);
    await row.getByText('Encrypted and uploaded').waitFor({ timeout: 300_000 });
    await send(again);
  });

  test('come down byte for byte although the server is killed on the way', { timeout: 600_000 }, async () => {
    await goTo(ana, '/mail');
    await openMessage(ana, 'Volume');
    const item = ana.page.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem').first();
    const [saved] = await Promise.all([ana.page.waitForEvent('download', { timeout: 60_000 }), item.getByRole('button', { name: /^Download/ }).click()]);
    // The vault's two, which open segments: opening-pool.ts.
    await expect.poll(() => workersNamed('segment')).toBe(2);
    await ana.page.waitForTimeout(draw() * 1000);
    await relay.cut(draw() * 1000);
    await ana.page.waitForTimeout(draw() * 1000);
    process.kill(sealpost.pid(), 'SIGKILL');
    await sealpost.restart();
    expect(await saved.failure()).toBeNull();
    expect(await hashOfFile(await saved.path())).toBe(sha256);
  });

  test('come with others as one ZIP, names kept apart, under the length that was said before', { timeout: 600_000 }, async () => {
    const small = join(folder, 'notes.txt');
    const smallHash = await writeSeededFile(small, { size: 3_000_001, seed: 'notes' });
    await goTo(ana, '/mail');
    await ana.page.getByRole('list', { name: 'Messages', exact: true }).getByRole('listitem').filter({ hasText: 'Volume' }).first().click();
    await ana.page.getByRole('button', { name: 'Message actions' }).click();
    // Forwarded, not uploaded again: the large file is there at once.
    await ana.page.getByRole('menuitem', { name: 'Forward', exact: true }).click();
    const dialog = ana.page.getByRole('dialog', { name: 'New message', exact: true });
    const list = dialog.getByRole('list', { name: 'Attachments', exact: true });
    await list.getByText('Encrypted and uploaded').waitFor();
    await choose(ana, [small]);
    await choose(ana, [small]);
    await dialog.getByRole('combobox', { name: 'To', exact: true }).fill(`${dentist.address}`);
    await dialog.getByRole('combobox', { name: 'To', exact: true }).press('Enter');
    await send(dialog);
    await goTo(ana, '/mail');
    await openMessage(ana, 'Fwd: Volume');
    const [saved] = await Promise.all([ana.page.waitForEvent('download', { timeout: 60_000 }), ana.page.getByRole('button', { name: 'Download all', exact: true }).click()]);
    expect(saved.suggestedFilename()).toBe('Fwd_ Volume.zip');
    expect(await saved.failure()).toBeNull();
    expect(await readStoredZip(await saved.path())).toEqual({ 'volume.bin': sha256, 'notes.txt': smallHash, 'notes (2).txt': smallHash });
  });

  test('and no page complained of anything but the lost connection', () => {
    expect(ana.complaints.filter((complaint) => !/ERR_|Failed to fetch|network/i.test(complaint))).toEqual([]);
  });
});
