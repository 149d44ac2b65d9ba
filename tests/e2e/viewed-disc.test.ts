// A disc of X-rays that came as its files: what stands beside the images, several people on it, and what is damaged or locked.
import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutImage, writeDicom } from '../support/files/dicom-writer.ts';
import { dicomSlice } from '../support/files/samples.ts';
import { writeZip } from '../support/files/zip-writer.ts';
import type { Person } from './person.ts';
import type { Stage } from './stage.ts';
import { cardOf, closeViewer, openReader, sendFilesTo, sentFile, untilShown, viewerOf, viewFile } from './viewing.ts';

let stage: Stage;
let reader: Person;

beforeAll(async () => {
  ({ stage, reader } = await openReader());
  await sendFilesTo(reader, {
    subject: 'Disc',
    files: [
      sentFile('README', Buffer.from('Start viewer.exe to see the images.')), sentFile('AUTORUN', Buffer.from('\x7fELF\x02\x01\x01\0\0no image')), sentFile('START', Buffer.from('Insert the disc.')), sentFile('film.mp4', Buffer.from('\0\0\0 ftypmp42'), 'video/mp4'),
      sentFile('DICOMDIR', withoutImage()), sentFile('IM0001', dicomSlice(1)), sentFile('IM0002', dicomSlice(2)), sentFile('IM0003', dicomSlice(3).subarray(0, 700)),
      sentFile('IM0004', ofSomebodyElse()), sentFile('locked.zip', lockedArchive()),
    ],
  });
}, 240_000);
afterAll(() => stage?.close());

function ofSomebodyElse(): Buffer {
  const extra = [[0x0010, 0x0010, 'PN', 'Beispiel^Eva'], [0x0010, 0x0020, 'LO', 'P-2']] as const;
  return writeDicom({ rows: 2, columns: 2, pixels: new Uint8Array(8) }, { series: '1.2.840.9', modality: 'IO', extra });
}

/** By its flag alone, which is what is looked at. */
function lockedArchive(): Buffer {
  const archive = writeZip([{ name: 'IM1', content: dicomSlice(1) }]);
  archive[archive.indexOf('PK\x01\x02') + 8] = 1;
  return archive;
}

const viewer = (): Locator => viewerOf(reader);
const choice = (name: string): Locator => viewer().getByLabel(name, { exact: true });

test('its images are shown also where its directory is viewed, and one that cannot be read is told of', async () => {
  await viewFile(reader, 'DICOMDIR');
  await untilShown(reader, 'DICOMDIR');
  await expect.poll(() => viewer().getByRole('application').getAttribute('aria-label')).toMatch(/Image 1 of 2/);
  await viewer().getByText('1 file could not be read').waitFor();
});

test('of several people, each series says whose it is, and is shown in a window of its own', async () => {
  await choice('Window').selectOption('bone');
  await choice('Series').selectOption({ label: 'Beispiel, Eva · Lower jaw · IO · 1 image' });
  await viewer().getByText('Beispiel, Eva', { exact: true }).waitFor();
  expect(await choice('Window').inputValue()).toBe('full');
  expect(await viewer().getByText('Level 500, width 2500').count()).toBe(0);
  await choice('Series').selectOption({ label: 'Muster, Jürgen · Lower jaw · CT · 2 images' });
  await viewer().getByText('Level 500, width 2500').waitFor();
  await closeViewer(reader);
});

test('a text that lies beside the images is read, and leads on to them', async () => {
  await viewFile(reader, 'README');
  await viewer().getByText('Start viewer.exe to see the images.').waitFor();
  await reader.page.keyboard.press('ArrowRight');
  await untilShown(reader, 'DICOMDIR');
  await expect.poll(() => viewer().getByRole('application').getAttribute('aria-label')).toMatch(/Image 1 of 2/);
  await closeViewer(reader);
});

test('what is no image stands in no series and before none, but by itself', async () => {
  await viewFile(reader, 'README');
  await reader.page.keyboard.press('ArrowRight');
  await untilShown(reader, 'DICOMDIR');
  await viewer().getByText('1 file could not be read').waitFor();
  // README, AUTORUN, START, the images and the archive; the film cannot be viewed.
  await viewer().getByText('4 of 5', { exact: true }).waitFor();
  await reader.page.getByRole('button', { name: 'Previous attachment' }).click();
  await viewer().getByText('Insert the disc.').waitFor();
  await reader.page.keyboard.press('ArrowLeft');
  await viewer().getByRole('heading', { name: 'AUTORUN', exact: true }).waitFor();
  await viewer().getByRole('alert').waitFor();
  await viewer().getByText('2 of 5', { exact: true }).waitFor();
  await reader.page.keyboard.press('Escape');
  await viewer().waitFor({ state: 'hidden' });
});

test('what cannot be shown says so beside its Download', async () => {
  await cardOf(reader, 'film.mp4').getByText('Cannot be shown here').waitFor();
  await cardOf(reader, 'film.mp4').getByRole('button', { name: 'Download film.mp4' }).waitFor();
  expect(await reader.page.getByText('Cannot be shown here').count()).toBe(1);
});

test('a download that the person stops in the browser is no failure, and can be begun again', async () => {
  const film = cardOf(reader, 'film.mp4');
  const held = /\/api\/attachments\/[\w-]+\/content/;
  let release: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => (release = resolve));
  await reader.page.route(held, (route) => stopped.then(() => route.continue()).catch(() => undefined));
  const begun = reader.page.waitForEvent('download');
  await film.getByRole('button', { name: /^Download/ }).click();
  await (await begun).cancel();
  await film.getByText('The download of film.mp4 was stopped. Nothing was saved.').waitFor();
  expect(await film.getByRole('alert').count()).toBe(0);
  release();
  await reader.page.unroute(held);
  const again = reader.page.waitForEvent('download');
  await film.getByRole('button', { name: /^Download/ }).click();
  expect(await readFile(await (await again).path(), 'latin1')).toBe('\0\0\0 ftypmp42');
});

test('an archive with a password is called locked, not empty', async () => {
  await viewFile(reader, 'locked.zip');
  await viewer().getByRole('alert').getByText('This archive is locked with a password').waitFor();
});

test('no page complained', () => {
  stage.expectNoComplaints();
});
