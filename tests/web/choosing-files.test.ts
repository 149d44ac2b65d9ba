// How files come to a draft and change places in it: folders by button and by drop, order by key and pointer, dropped files after
// a reload.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../e2e/accessible.ts';
import { foundPractice } from '../e2e/entry.ts';
import { goTo, newPerson, openCompose, openMessage, write, type Person } from '../e2e/person.ts';
import { launchBrowser } from '../support/browser.ts';
import { writePng } from '../support/files/png-writer.ts';
import { startSealpost, type RunningSealpost } from '../support/sealpost.ts';

const dentist = { practiceName: 'Northside Dental', name: 'Dr. Ana Ruiz', address: 'ana@northside.example', password: 'orbit-velvet-canyon-lantern-42' };

let sealpost: RunningSealpost;
let browser: Browser;
let ana: Person;
let dialog: Locator;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-chosen-'));
  await mkdir(join(folder, 'series', 'left'), { recursive: true });
  for (const [name, size] of [['series/001.dcm', 10], ['series/left/001.dcm', 20], ['notes.txt', 30], ['volume.bin', 40_000_000]] as const) await writeFile(join(folder, name), Buffer.alloc(size, 7));
  [sealpost, browser] = await Promise.all([startSealpost(), launchBrowser()]);
  ana = await newPerson(browser, { base: sealpost.url });
  await foundPractice(ana, { sealpost, who: dentist });
});
afterAll(async () => {
  await browser?.close();
  await sealpost?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function compose(subject: string): Promise<void> {
  await goTo(ana, '/mail');
  dialog = await openCompose(ana);
  await write(dialog, { to: [], secureSubject: subject, secureMessage: 'x' });
}

const rows = () => dialog.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem');
const names = async () => (await rows().allTextContents()).map((text) => /^[\w./]+?(?:dcm|txt|bin)/.exec(text)?.[0] ?? text);

/** How many formats of numbers the page makes from now on, and how often it uses one: each row of a file does so whenever it is drawn. */
async function countFormatting(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counts = { made: 0, used: 0 };
    Object.assign(globalThis, { counts });
    const format = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format');
    Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
      get() {
        counts.used += 1;
        return format?.get?.call(this) as unknown;
      },
    });
    Intl.NumberFormat = new Proxy(Intl.NumberFormat, {
      construct(target, args: []) {
        counts.made += 1;
        return new target(...args);
      },
    });
  });
}

async function formatting(page: Page): Promise<{ made: number; used: number }> {
  return await page.evaluate(() => (globalThis as unknown as { counts: { made: number; used: number } }).counts);
}

/** As the system's file manager would drop them: on the message, or at another place of the page. */
async function drop(files: string[], place?: { x: number; y: number }): Promise<void> {
  const box = await dialog.boundingBox();
  const at = place ?? { x: (box?.x ?? 0) + 200, y: (box?.y ?? 0) + 300 };
  const session = await ana.context.newCDPSession(ana.page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at, data });
  await session.detach();
}

describe('a folder', () => {
  test('chosen by its button comes as its files, with their folders', async () => {
    await compose('Chosen');
    const chooser = ana.page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Attach folder', exact: true }).click();
    await (await chooser).setFiles(join(folder, 'series'));
    await rows().nth(1).waitFor();
    expect((await names()).toSorted()).toEqual(['series/001.dcm', 'series/left/001.dcm']);
  });

  test('that is dropped does too, beside files', async () => {
    await compose('Dropped');
    await drop([join(folder, 'series'), join(folder, 'notes.txt')]);
    await rows().nth(2).waitFor();
    expect((await names()).toSorted()).toEqual(['notes.txt', 'series/001.dcm', 'series/left/001.dcm']);
    await rows().getByText('Encrypted and uploaded').nth(2).waitFor();
    await expectAccessible(ana, 'compose with files');
  });
});

describe('the order', () => {
  test('changes with the arrow keys and with the pointer, and is kept with the draft', async () => {
    const before = await names();
    const last = before.at(-1)?.split('/').at(-1) ?? '';
    const grip = rows().last().getByRole('button', { name: `Move ${last}`, exact: true });
    await grip.focus();
    await ana.page.keyboard.press('ArrowUp');
    await ana.page.keyboard.press('ArrowUp');
    const byKey = [before[2], before[0], before[1]];
    expect(await names()).toEqual(byKey);
    const from = await rows().first().getByRole('button', { name: /^Move / }).boundingBox();
    const to = await rows().last().boundingBox();
    if (!from || !to) throw new Error('not on the screen');
    await ana.page.mouse.move(from.x + 5, from.y + 5);
    await ana.page.mouse.down();
    await ana.page.mouse.move(from.x + 5, to.y + to.height / 2, { steps: 10 });
    await ana.page.mouse.up();
    const byPointer = [byKey[1], byKey[2], byKey[0]];
    expect(await names()).toEqual(byPointer);
    await dialog.getByText('Draft saved').waitFor();
    await ana.page.reload();
    await rows().nth(2).waitFor();
    expect(await names()).toEqual(byPointer);
  });
});

describe('a dropped file whose upload a reload interrupted', () => {
  test('needs no choosing: one click reads it again', async () => {
    await compose('Handle');
    // The server takes its time with everything after the first segments.
    let segments = 0;
    await ana.context.route('**/segments/**', async (route) => {
      segments += 1;
      if (segments > 2) await new Promise((resolve) => setTimeout(resolve, 60_000));
      await route.continue().catch(() => undefined);
    });
    await drop([join(folder, 'volume.bin')]);
    await rows().first().waitFor();
    await dialog.getByText('Draft saved').waitFor();
    await ana.page.waitForTimeout(3000);
    await ana.page.reload();
    await ana.context.unrouteAll({ behavior: 'ignoreErrors' });
    const row = rows().first();
    const goOn = row.getByRole('button', { name: 'Go on volume.bin', exact: true });
    // Where the browser still allows it, it goes on without the click.
    await goOn.or(row.getByText('Encrypted and uploaded')).first().waitFor();
    expect(await row.getByRole('button', { name: 'Choose again volume.bin', exact: true }).count()).toBe(0);
  });
});

describe('many files at once', () => {
  const pictures = 60;
  const picture = writePng({ width: 64, height: 64, row: () => new Uint8Array(64 * 3).fill(90) });

  test('are each drawn a few times, and each thumbnail is fetched once', { timeout: 180_000 }, async () => {
    await compose('Many');
    await countFormatting(ana.page);
    const fetched: string[] = [];
    const note = (request: Request) => request.method() === 'GET' && request.url().endsWith('/thumbnail') && fetched.push(request.url());
    ana.context.on('request', note);
    const chooser = ana.page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Attach files', exact: true }).click();
    await (await chooser).setFiles(Array.from({ length: pictures }, (_, index) => ({ name: `photo-${index}.png`, mimeType: 'image/png', buffer: picture })));
    await rows().getByText('Encrypted and uploaded').nth(pictures - 1).waitFor({ timeout: 90_000 });
    await rows().locator('img').nth(pictures - 1).waitFor({ timeout: 90_000 });
    ana.context.off('request', note);
    expect(new Set(fetched).size).toBe(pictures);
    expect(fetched.length).toBeLessThan(pictures * 1.2);
    const { made, used } = await formatting(ana.page);
    expect(made).toBeLessThan(20);
    expect(used).toBeLessThan(pictures * 25);
  });

  test('are waited for by Send, from the moment in which they are dropped', { timeout: 120_000 }, async () => {
    await compose('Waited for');
    await write(dialog, { to: ['colleague@southside.example'], secureSubject: 'Waited for', secureMessage: 'All of them' });
    // The system takes its time with reading the folder.
    await ana.page.evaluate(() => {
      const { webkitGetAsEntry } = DataTransferItem.prototype;
      DataTransferItem.prototype.webkitGetAsEntry = function get() {
        const entry = webkitGetAsEntry.call(this) as FileSystemDirectoryEntry;
        const reader = Object.getPrototypeOf(entry.createReader()) as FileSystemDirectoryReader;
        const { readEntries } = reader;
        reader.readEntries = function slowly(...args) {
          setTimeout(() => readEntries.apply(this, args), 2_000);
        };
        return entry;
      };
    });
    await drop([join(folder, 'series')]);
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await dialog.getByText('It is sent as soon as').waitFor();
    expect(await rows().count()).toBe(0);
    // It goes by itself, with all of them: that they are listed meanwhile is no change.
    await dialog.waitFor({ state: 'hidden', timeout: 60_000 });
    await ana.page.getByRole('dialog', { name: 'Access codes', exact: true }).getByRole('button', { name: 'Done', exact: true }).click();
    await goTo(ana, '/mail?folder=sent');
    await openMessage(ana, 'Waited for');
    const sent = ana.page.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem');
    await sent.nth(1).waitFor();
    expect(await sent.count()).toBe(2);
  });

  test('stop the message where one that was waited for cannot be read: it does not go out without it', { timeout: 120_000 }, async () => {
    await compose('Not without it');
    await write(dialog, { to: ['colleague@southside.example'], secureSubject: 'Not without it', secureMessage: 'Both are needed' });
    await ana.page.evaluate(() => {
      const { webkitGetAsEntry } = DataTransferItem.prototype;
      DataTransferItem.prototype.webkitGetAsEntry = function get() {
        const entry = webkitGetAsEntry.call(this) as FileSystemDirectoryEntry;
        if (!entry.isDirectory) return entry;
        const reader = Object.getPrototypeOf(entry.createReader()) as FileSystemDirectoryReader;
        reader.readEntries = function failing(_found, failed) {
          setTimeout(() => failed?.(new DOMException('gone', 'NotReadableError')), 2_000);
        };
        return entry;
      };
    });
    await drop([join(folder, 'series'), join(folder, 'notes.txt')]);
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await dialog.getByText('It is sent as soon as').waitFor();
    await dialog.getByRole('alert').getByText('Not every file could be attached').waitFor();
    await rows().nth(0).waitFor();
    expect(await rows().count()).toBe(1);
    await expectAccessible(ana, 'a message whose folder cannot be read after Send');
  });
});

describe('a dropped folder of which a part cannot be read', () => {
  test('comes without it, and says which', async () => {
    await compose('Partly');
    await ana.page.evaluate(() => {
      const { webkitGetAsEntry } = DataTransferItem.prototype;
      DataTransferItem.prototype.webkitGetAsEntry = function get() {
        const entry = webkitGetAsEntry.call(this) as FileSystemDirectoryEntry;
        if (!entry.isDirectory) return entry;
        const reader = Object.getPrototypeOf(entry.createReader()) as FileSystemDirectoryReader;
        const { readEntries } = reader;
        reader.readEntries = function refusing(success, failure) {
          readEntries.call(this, (children) => (children.some(({ fullPath }) => fullPath.includes('/left/')) ? failure?.(new DOMException('gone', 'NotFoundError')) : success(children)));
        };
        return entry;
      };
    });
    await drop([join(folder, 'series'), join(folder, 'notes.txt')]);
    await rows().nth(1).waitFor();
    expect((await names()).toSorted()).toEqual(['notes.txt', 'series/001.dcm']);
    await dialog.getByRole('alert').getByText('series/left cannot be read').waitFor();
  });
});

test('a file that is dropped beside the message does not take its page away', async () => {
  await compose('Beside');
  await drop([join(folder, 'notes.txt')], { x: 30, y: 700 });
  await ana.page.waitForTimeout(1000);
  expect(new URL(ana.page.url()).origin).toBe(sealpost.url);
  expect(ana.context.pages()).toHaveLength(1);
  expect(await rows().count()).toBe(0);
});

test('no page complained', () => {
  expect(ana.complaints).toEqual([]);
});
