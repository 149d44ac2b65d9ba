// Attachments looked at in the page: each kind as its recipient sees it, by keys, by mouse and by finger; broken files; thumbnails made at
// sending; the question before a program is saved; and that what reads hostile files has neither keys nor network.
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dicomSlice, hugePicture, turnedPhoto } from '../support/files/samples.ts';
import { writePdf } from '../support/files/pdf-writer.ts';
import { ballStl, binaryStl, boxTriangles, textStl } from '../support/files/stl-writer.ts';
import { expectAccessible } from './accessible.ts';
import { type Person, readDownload } from './person.ts';
import { colourAt } from './sights.ts';
import type { Stage } from './stage.ts';
import { cardOf, closeViewer, openReader, sendFilesTo, sentFile as file, type SentFile, untilShown, viewerOf, viewFile } from './viewing.ts';

const CSV = `name;größe;note\n${Array.from({ length: 5000 }, (_, at) => `tooth ${at};${at % 9},5;"a; ""quoted"" cell"`).join('\n')}\n`;
const HTML = '<script>document.title = "ran"</script><p>source</p>';

let stage: Stage;
let reader: Person;

beforeAll(async () => void ({ stage, reader } = await openReader()), 240_000);
afterEach(async ({ task }) => {
  // One that failed leaves nothing open for the next.
  if (task.result?.state === 'fail') await reader.page.keyboard.press('Escape');
});
afterAll(() => stage?.close());

const viewer = (): Locator => viewerOf(reader);
const button = (name: string): Locator => viewer().getByRole('button', { name, exact: true });
const card = (name: string): Locator => cardOf(reader, name);
const view = (name: string) => viewFile(reader, name);
const ready = (name: string) => untilShown(reader, name);
const close = () => closeViewer(reader);
const sendToSelf = (subject: string, files: SentFile[]) => sendFilesTo(reader, { subject, files });

describe('pictures, scans and documents', () => {
  beforeAll(async () => {
    await sendToSelf('Findings of tooth 36', [
      file('photo.jpg', await turnedPhoto(), 'image/jpeg'),
      file('panorama.png', hugePicture(), 'image/png'),
      file('half.png', hugePicture().subarray(0, 100_000), 'image/png'),
      file('crown.stl', binaryStl(boxTriangles([30, 20, 10.5]))),
      file('ball.stl', ballStl(300)),
      file('text.stl', textStl(boxTriangles([5, 5, 5]))),
      file('letter.pdf', writePdf(Array.from({ length: 40 }, (_, at) => `Findings, page ${at + 1}`), { script: 'app.alert\\(1\\)' }), 'application/pdf'),
      file('notes.txt', Buffer.from('Gr\xf6\xdfe \x96 20 \xb5m\nsecond line', 'latin1'), 'text/plain'),
      file('values.csv', Buffer.from(`\ufeff${CSV}`, 'utf16le'), 'text/csv'),
      file('long.csv', Buffer.from(`${'row;1\n'.repeat(200_001)}`), 'text/csv'),
      file('page.html', Buffer.from(HTML), 'text/html'),
      file('setup.exe', Buffer.from('MZ\x90\x00', 'latin1')),
      file('tool', Buffer.concat([Buffer.from('#!/bin/sh\n'), Buffer.alloc(20)])),
    ]);
  }, 240_000);

  test('stand on cards with their thumbnails, sealed when they were sent', async () => {
    for (const name of ['photo.jpg', 'panorama.png', 'crown.stl', 'ball.stl', 'letter.pdf']) {
      const image = card(name).locator('img');
      await image.waitFor();
      expect(await image.evaluate((element: HTMLImageElement) => element.decode().then(() => element.naturalWidth)), name).toBeGreaterThan(40);
    }
    expect(await card('notes.txt').locator('img').count()).toBe(0);
    expect(await card('setup.exe').getByRole('button', { name: /^View/ }).count()).toBe(0);
    await expectAccessible(reader, 'message with thumbnails');
  });

  test('a photograph stands upright as its camera says, zooms, turns, and lets go of its memory', async () => {
    await view('photo.jpg');
    await ready('photo.jpg');
    await viewer().getByText('160 × 240 pixels').waitFor();
    const picture = viewer().getByRole('application', { name: 'Picture photo.jpg' });
    const [red = 0, , blue = 0] = await colourAt(picture.locator('img'), [0.5, 0.25]);
    expect(red).toBeGreaterThan(blue + 80);
    await picture.focus();
    await reader.page.keyboard.press('+');
    await viewer().getByText('Zoom 140%').waitFor();
    await reader.page.keyboard.press('0');
    await viewer().getByText('Zoom 100%').waitFor();
    await reader.page.keyboard.press('r');
    expect(await picture.locator('img').getAttribute('data-turns')).toBe('1');
    await viewer().getByLabel('Brightness').fill('180');
    expect(await picture.locator('img').evaluate((image) => image.style.filter)).toBe('brightness(180%) contrast(100%)');
    await expectAccessible(reader, 'viewer of a photograph');
    const there = await picture.locator('img').evaluate((image: HTMLImageElement) => Object.assign(new Image(), { src: image.src }).decode().then(() => true, () => false));
    expect(there).toBe(true);
    const address = await picture.locator('img').getAttribute('src');
    await close();
    const stillThere = (url: string | null) => Object.assign(new Image(), { src: url }).decode().then(() => true, () => false);
    expect(await reader.page.evaluate(stillThere, address)).toBe(false);
  });

  test('next and previous lead through everything that can be viewed, by button and by key', async () => {
    await view('photo.jpg');
    await viewer().getByText('1 of 12').waitFor();
    await reader.page.keyboard.press('ArrowRight');
    await viewer().getByRole('heading', { name: 'panorama.png' }).waitFor();
    await button('Next attachment').click();
    await viewer().getByRole('heading', { name: 'half.png' }).waitFor();
    await button('Previous attachment').click();
    await viewer().getByRole('heading', { name: 'panorama.png' }).waitFor();
    await close();
  });

  test('a picture that is cut off says so, and never looks like a whole one', async () => {
    await view('half.png');
    await viewer().getByRole('alert').getByText('This picture is not whole: its end is missing.').waitFor();
    await expectAccessible(reader, 'viewer of a picture that is cut off');
    await close();
  });

  test('a picture of fifty megapixels is shown, zoomed about the finger and dragged', async () => {
    await view('panorama.png');
    await ready('panorama.png');
    await viewer().getByText('8660 × 5774 pixels').waitFor();
    expect(await viewer().getByRole('alert').count()).toBe(0);
    const picture = viewer().getByRole('application');
    const before = await picture.locator('img').evaluate((image) => image.style.transform);
    await picture.hover();
    await reader.page.mouse.wheel(0, -600);
    await reader.page.mouse.down();
    await reader.page.mouse.move(300, 300, { steps: 5 });
    await reader.page.mouse.up();
    expect(await picture.locator('img').evaluate((image) => image.style.transform)).not.toBe(before);
    await expectAccessible(reader, 'viewer of a huge picture');
    await close();
  });

  test('a 3-D scan turns, shows wires and a section, and measures in millimetres', async () => {
    await view('crown.stl');
    await ready('crown.stl');
    await viewer().getByText('30.0 × 20.0 × 10.5 mm · 12 triangles').waitFor();
    const canvas = viewer().getByRole('application', { name: '3-D view of crown.stl' });
    const seen = async () => (await canvas.screenshot()).toString('base64');
    const first = await seen();
    await canvas.focus();
    for (let press = 0; press < 4; press += 1) await reader.page.keyboard.press('ArrowRight');
    const turned = await seen();
    expect(turned).not.toBe(first);
    await button('Wireframe').click();
    expect(await seen()).not.toBe(turned);
    await button('Wireframe').click();
    await viewer().getByLabel('Section', { exact: true }).selectOption('x');
    await viewer().getByLabel('Direction of the section').fill('30');
    await expectAccessible(reader, 'viewer of a 3-D scan with a section');
    await viewer().getByLabel('Section', { exact: true }).selectOption('off');
    await button('Reset the view').click();
    await button('Measure').click();
    await canvas.focus();
    await reader.page.keyboard.press('Enter');
    await viewer().getByText('First point set. Choose the second.').waitFor();
    const box = await canvas.boundingBox();
    await canvas.click({ position: { x: (box?.width ?? 0) / 2 + 60, y: (box?.height ?? 0) / 2 } });
    await viewer().getByText(/^Distance: \d+\.\d+ mm$/).waitFor();
    await expectAccessible(reader, 'viewer of a 3-D scan, measured');
    await close();
    for (const [name, size] of [['ball.stl', /180,000 triangles/], ['text.stl', /5\.0 × 5\.0 × 5\.0 mm/]] as const) {
      await view(name);
      await viewer().getByText(size).waitFor();
      await close();
    }
  });

  test('a document shows its pages as they come into sight, with text that can be chosen; its scripts do not run', async () => {
    await view('letter.pdf');
    await ready('letter.pdf');
    await viewer().getByText('of 40', { exact: true }).waitFor();
    await viewer().getByText('Findings, page 1', { exact: true }).waitFor();
    await expectAccessible(reader, 'viewer of a document');
    expect(await viewer().getByRole('group', { name: /^Page \d+$/ }).count()).toBeLessThan(6);
    await viewer().getByLabel('Page', { exact: true }).fill('30');
    await reader.page.keyboard.press('Enter');
    await viewer().getByText('Findings, page 30', { exact: true }).waitFor();
    await viewer().getByRole('region', { name: 'Document letter.pdf' }).focus();
    await reader.page.keyboard.press('Home');
    const line = viewer().getByText('Findings, page 1', { exact: true });
    await line.waitFor();
    await line.click({ clickCount: 3 });
    expect((await reader.page.evaluate(() => getSelection()?.toString())) ?? '').toContain('Findings, page 1');
    const width = async () => (await viewer().getByRole('group', { name: 'Page 1', exact: true }).boundingBox())?.width ?? 0;
    const before = await width();
    await button('Zoom in').click();
    await expect.poll(width).toBeGreaterThan(before * 1.1);
    await close();
  });

  test('texts are read in their own encoding, tables as tables, and pages of the web as text', async () => {
    await view('notes.txt');
    await viewer().getByText('Größe – 20 µm').waitFor();
    await viewer().getByText('2 lines · Read as Windows-1252').waitFor();
    await expectAccessible(reader, 'viewer of a text');
    await close();
    await view('values.csv');
    await viewer().getByRole('columnheader', { name: 'größe' }).waitFor();
    await viewer().getByText('5,001 rows · Read as UTF-16').waitFor();
    await viewer().getByRole('cell', { name: 'a; "quoted" cell' }).first().waitFor();
    const table = viewer().getByRole('table', { name: 'Table values.csv' });
    expect(await table.getByRole('row').count()).toBeLessThan(150);
    await expectAccessible(reader, 'viewer of a table');
    await table.evaluate((element) => element.scrollTo({ top: 1e9 }));
    await viewer().getByRole('cell', { name: 'tooth 4999' }).waitFor();
    await button('Show as text').click();
    await viewer().getByText('name;größe;note').waitFor();
    await close();
    await view('long.csv');
    await viewer().getByText('The file is long: the first 200,000 rows are shown.').waitFor();
    await button('Show as text').click();
    await viewer().getByText('200,002 lines').waitFor();
    expect(await viewer().getByText('The file is long').count()).toBe(0);
    await close();
    await view('page.html');
    await viewer().getByText(HTML).waitFor();
    expect(await reader.page.title()).not.toBe('ran');
    await close();
  });

  test('what reads a file has no network, no storage and no way to other windows', async () => {
    await view('crown.stl');
    await ready('crown.stl');
    // The newest: the vault's was there before.
    const found = await reader.page.workers().at(-1)?.evaluate(() => {
      const names = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'indexedDB', 'caches', 'BroadcastChannel'];
      const owners: object[] = [self, Object.getPrototypeOf(self) as object, Object.getPrototypeOf(Object.getPrototypeOf(self)) as object];
      return [self.name, typeof navigator.storage, ...owners.flatMap((owner) => names.filter((name) => Object.getOwnPropertyDescriptor(owner, name)?.value ?? Object.getOwnPropertyDescriptor(owner, name)?.get))];
    });
    expect(found).toEqual(['mesh viewer', 'undefined']);
    await close();
  });

  test('programs and scripts are asked about before they are saved, whatever they are called; nothing else is', async () => {
    await card('setup.exe').getByRole('button', { name: /^Download/ }).click();
    const question = reader.page.getByRole('alertdialog', { name: 'Save this file?' });
    await question.waitFor();
    await expectAccessible(reader, 'question before a program is saved');
    await question.getByRole('button', { name: 'Cancel', exact: true }).click();
    await question.waitFor({ state: 'hidden' });
    await card('tool').getByRole('button', { name: /^Download/ }).click();
    await question.getByText('Can contain commands').waitFor();
    const [saved] = await Promise.all([reader.page.waitForEvent('download'), question.getByRole('button', { name: 'Save it', exact: true }).click()]);
    expect((await readDownload(saved)).subarray(0, 9).toString()).toBe('#!/bin/sh');
    const [plain] = await Promise.all([reader.page.waitForEvent('download'), card('notes.txt').getByRole('button', { name: /^Download/ }).click()]);
    expect((await readDownload(plain)).length).toBeGreaterThan(10);
    await view('letter.pdf');
    const [viewed] = await Promise.all([reader.page.waitForEvent('download'), viewer().getByRole('button', { name: /^Download/ }).click()]);
    expect((await readDownload(viewed)).subarray(0, 5).toString()).toBe('%PDF-');
    await close();
  });

  test('all that can run something is named, each by its kind, before everything is saved at once', async () => {
    await reader.page.getByRole('button', { name: 'Download all', exact: true }).click();
    const question = reader.page.getByRole('alertdialog', { name: 'Save these files?' });
    await question.waitFor();
    const said = await question.getByRole('paragraph').allTextContents();
    expect(said.find((text) => text.startsWith('setup.exe'))).toContain('A program');
    // By its bytes alone: its name says nothing.
    expect(said.find((text) => text.includes('tool'))).toContain('Can contain commands');
    await expectAccessible(reader, 'question before all files are saved');
    const [saved] = await Promise.all([reader.page.waitForEvent('download'), question.getByRole('button', { name: 'Save them', exact: true }).click()]);
    expect((await readDownload(saved)).subarray(0, 2).toString()).toBe('PK');
  });
});

describe('what is broken or disguised', () => {
  const broken = [
    file('broken.png', Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(300, 7)]), 'image/png'),
    file('broken.stl', binaryStl(boxTriangles([1, 1, 1])).subarray(0, 300)),
    file('broken.pdf', Buffer.from('%PDF-1.7\nnothing follows'), 'application/pdf'),
    file('broken.zip', Buffer.from('PK\x03\x04 nothing follows', 'latin1'), 'application/zip'),
    file('cut.dcm', dicomSlice(1).subarray(0, 700)),
    file('disguised.jpg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"/>'), 'image/jpeg'),
  ];
  beforeAll(() => sendToSelf('Broken things', broken), 240_000);

  test.each(broken.map(({ name }) => name))('%s says so, offers Download, and breaks nothing else', async (name) => {
    await view(name);
    await viewer().getByRole('alert').getByText(/cannot be shown here|could not be shown|damaged or compressed/).waitFor({ timeout: 30_000 });
    if (name === 'broken.pdf') await expectAccessible(reader, 'viewer of a broken file');
    expect(await viewer().getByRole('button', { name: /^Download/ }).isEnabled()).toBe(true);
    await close();
    await card(name).waitFor();
  });

  test('none of them has a thumbnail, and all were sent', async () => {
    expect(await reader.page.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem').count()).toBe(broken.length);
    expect(await reader.page.getByRole('list', { name: 'Attachments', exact: true }).locator('img').count()).toBe(0);
  });
});

test('no page complained of an error, a policy violation or a request to a third party', () => {
  stage.expectNoComplaints();
});

