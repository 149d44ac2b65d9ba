// A series of X-rays or scans as its recipient sees it: scrolled, brightened, measured, and gone with the session.
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { compressedSlice, dicomSlice, multiFrame } from '../support/files/samples.ts';
import { writeZip } from '../support/files/zip-writer.ts';
import { expectAccessible } from './accessible.ts';
import { goTo, logOut, newTab, openMessage, type Person } from './person.ts';
import { colourAt } from './sights.ts';
import type { Stage } from './stage.ts';
import { cardOf, closeViewer, openReader, sendFilesTo, sentFile as file, untilShown, viewerOf, viewFile } from './viewing.ts';

let stage: Stage;
let reader: Person;

beforeAll(async () => {
  ({ stage, reader } = await openReader());
  const slices = Array.from({ length: 8 }, (_, z) => file(`slice-${z + 1}.dcm`, dicomSlice(z + 1)));
  await sendFilesTo(reader, { subject: 'Lower jaw', files: [...slices, file('slice-9.dcm', await compressedSlice(9)), file('IM0010', multiFrame(6))] });
}, 240_000);
afterEach(async ({ task }) => {
  // One that failed leaves nothing open for the next.
  if (task.result?.state === 'fail') await reader.page.keyboard.press('Escape');
});
afterAll(() => stage?.close());

const viewer = (): Locator => viewerOf(reader);
const button = (name: string): Locator => viewer().getByRole('button', { name, exact: true });
const view = (name: string) => viewFile(reader, name);
const ready = (name: string) => untilShown(reader, name);
const close = () => closeViewer(reader);

test('the files of a message are one series, scrolled by keys and slider, marked not for diagnosis', async () => {
  await cardOf(reader, 'slice-1.dcm').locator('img').waitFor();
  await view('slice-3.dcm');
  await ready('slice-3.dcm');
  await viewer().getByText('Not for diagnosis', { exact: true }).waitFor();
  const image = viewer().getByRole('application');
  await expect.poll(() => image.getAttribute('aria-label')).toMatch(/Image [1-9] of 9/);
  await image.focus();
  await reader.page.keyboard.press('Home');
  await expect.poll(() => image.getAttribute('aria-label')).toMatch(/Image 1 of 9/);
  await reader.page.keyboard.press('ArrowDown');
  await expect.poll(() => image.getAttribute('aria-label')).toMatch(/Image 2 of 9/);
  await viewer().getByLabel('Image', { exact: true }).fill('9');
  await expect.poll(() => image.getAttribute('aria-label')).toMatch(/Image 9 of 9/);
  // The last one is compressed: its pixels are seen as those of the others.
  await expect.poll(async () => (await colourAt(image, [0.5, 0.5]))[0] ?? 0).toBeGreaterThan(20);
  for (const fact of ['Muster, Jürgen', 'P-4711', '1970-01-31', '128 × 128 pixels', '0.5 × 0.5 mm', '1.5 mm']) await viewer().getByText(fact, { exact: true }).waitFor();
  await expectAccessible(reader, 'viewer of a DICOM series');
});

test('brightness and contrast follow the presets and the drag', async () => {
  const image = viewer().getByRole('application');
  await viewer().getByText('Level 300, width 1500').waitFor();
  await viewer().getByLabel('Window', { exact: true }).selectOption('soft');
  await viewer().getByText('Level 40, width 400').waitFor();
  const box = await image.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 300, (box?.y ?? 0) + 300];
  await reader.page.mouse.move(x, y);
  await reader.page.mouse.down();
  await reader.page.mouse.move(x + 50, y + 40, { steps: 4 });
  await reader.page.mouse.up();
  expect(await viewer().getByLabel('Window', { exact: true }).inputValue()).toBe('own');
  await button('Invert').click();
});

test('a length is measured in millimetres by the size of a pixel', async () => {
  await viewer().getByLabel('Dragging').selectOption('length');
  const canvas = await viewer().locator('canvas').boundingBox();
  if (canvas === null) throw new Error('no image');
  // Half the width of 128 pixels of half a millimetre.
  const y = canvas.y + canvas.height / 2;
  await reader.page.mouse.move(canvas.x + canvas.width * 0.25, y);
  await reader.page.mouse.down();
  await reader.page.mouse.move(canvas.x + canvas.width * 0.75, y, { steps: 5 });
  await reader.page.mouse.up();
  await expect.poll(async () => Number(/([\d.]+) mm/.exec((await viewer().locator('svg text').first().textContent()) ?? '')?.[1])).toBeCloseTo(32, 0);
  await expectAccessible(reader, 'viewer of a DICOM series, measured');
  await button('Remove measurements').click();
});

test('another series among the files is a choice away, with all its frames', async () => {
  await viewer().getByLabel('Series', { exact: true }).selectOption({ label: 'Swallowing · OT · 6 images' });
  await expect.poll(() => viewer().getByRole('application').getAttribute('aria-label')).toMatch(/Image 1 of 6/);
  await close();
});

test('an archive of a series is opened as a series', async () => {
  const entries = Array.from({ length: 4 }, (_, z) => ({ name: `DICOM/IM${z}`, content: dicomSlice(z + 1) }));
  await sendFilesTo(reader, { subject: 'Archive', files: [file('series.zip', writeZip([...entries, { name: 'readme.txt', content: Buffer.from('x') }]), 'application/zip')] });
  await view('series.zip');
  await ready('series.zip');
  await expect.poll(() => viewer().getByRole('application').getAttribute('aria-label')).toMatch(/Image 1 of 4/);
  await close();
});

test('a viewer closes with the session, and its worker ends', async () => {
  await goTo(reader, '/mail');
  await openMessage(reader, 'Lower jaw');
  await view('slice-1.dcm');
  await ready('slice-1.dcm');
  const other = await newTab(reader);
  await goTo(other, '/mail');
  await logOut(other);
  await reader.page.waitForURL(/\/login/);
  expect(await viewer().count()).toBe(0);
  await expect.poll(() => reader.page.workers().length).toBe(0);
});

test('no page complained', () => {
  stage.expectNoComplaints();
});
