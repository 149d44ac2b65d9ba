// Uploads that were interrupted: by a reload, after which a picture is chosen again and gets the thumbnail that it had not had; and by the
// end of the session, as after a night with the lid closed, where the page still has its files.
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { turnedPhoto } from '../support/files/samples.ts';
import { ana } from './cast.ts';
import { inDatabase } from './database.ts';
import { foundPractice } from './entry.ts';
import { goTo, openCompose, openMessage, type Person, send, write } from './person.ts';
import { lockedPage } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let person: Person;

beforeAll(async () => {
  stage = await openStage();
  person = await stage.somebody();
  await foundPractice(person, { sealpost: stage.sealpost, who: ana });
});
afterAll(() => stage?.close());

test('a picture that is chosen again after a reload is sent with a thumbnail', async () => {
  const { page } = person;
  const photo = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await turnedPhoto()) };
  await goTo(person, '/mail');
  // Neither the file nor its thumbnail gets through.
  for (const path of ['**/api/attachments/*/segments/*', '**/api/attachments/*/thumbnail']) await page.route(path, (route) => route.abort());
  const dialog = await openCompose(person);
  await write(dialog, { to: [ana.address], subject: 'A photo', secureSubject: 'Photo of tooth 36', secureMessage: 'See attached.', files: [photo] });
  await dialog.getByText('Draft saved').waitFor();
  await page.reload();
  await page.unrouteAll();

  const again = page.getByRole('dialog', { name: 'New message', exact: true });
  const row = again.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem');
  await row.getByText(/Choose the same file again/).waitFor();
  expect(await row.locator('img').count()).toBe(0);
  const chooser = page.waitForEvent('filechooser');
  await again.getByRole('button', { name: 'Attach files', exact: true }).click();
  await (await chooser).setFiles(photo);
  await row.getByText('Encrypted and uploaded').waitFor();
  await row.locator('img').waitFor();
  await send(again);
  await goTo(person, '/mail');
  await openMessage(person, 'Photo of tooth 36');
  await page.getByRole('list', { name: 'Attachments', exact: true }).locator('img').waitFor();
});

test('another scan of the same name, size and date takes the place of the one that was interrupted: never a mixture of both', async () => {
  const { page } = person;
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-same-'));
  const path = join(folder, 'jaw.bin');
  const fill = async (byte: number) => {
    await writeFile(path, Buffer.alloc(6_000_000, byte));
    await utimes(path, 1_700_000_000, 1_700_000_000);
  };
  await fill(1);
  await goTo(person, '/mail');
  // Only the first of its two segments gets through.
  await page.route('**/api/attachments/*/segments/1', (route) => route.abort());
  const dialog = await openCompose(person);
  const arrived = page.waitForResponse(/segments\/0$/);
  await write(dialog, { to: [ana.address], subject: 'A jaw', secureSubject: 'Upper jaw', secureMessage: 'See attached.' });
  const first = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Attach files', exact: true }).click();
  await (await first).setFiles(path);
  await arrived;
  await dialog.getByText('Draft saved').waitFor();
  // Longer than what has arrived is gathered for, before it is kept.
  await page.waitForTimeout(5_000);
  await page.reload();
  await page.unrouteAll();
  await fill(2);
  const again = page.getByRole('dialog', { name: 'New message', exact: true });
  await again.getByText(/are up\. Choose the same file again/).waitFor();
  const chooser = page.waitForEvent('filechooser');
  await again.getByRole('button', { name: 'Attach files', exact: true }).click();
  await (await chooser).setFiles(path);
  await again.getByText('Encrypted and uploaded').waitFor();
  await send(again);
  await goTo(person, '/mail');
  await openMessage(person, 'Upper jaw');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Download jaw/ }).click();
  expect((await readFile(await (await download).path())).equals(Buffer.alloc(6_000_000, 2))).toBe(true);
  await rm(folder, { recursive: true });
});

test('files go on by themselves when the session ended while they were on their way, and the password is given', async () => {
  const { page } = person;
  await goTo(person, '/mail');
  await page.route('**/api/attachments/*/segments/*', (route) => route.abort());
  const dialog = await openCompose(person);
  const files = ['left.bin', 'right.bin'].map((name) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(6_000_000, name) }));
  await write(dialog, { to: [ana.address], subject: 'Both', secureSubject: 'Both halves', secureMessage: 'See attached.', files });
  await dialog.getByText('Draft saved').waitFor();
  await inDatabase(stage.sealpost, 'delete from sessions');
  await page.unrouteAll();
  await lockedPage(person).getByLabel('Password', { exact: true }).fill(ana.password);
  await lockedPage(person).getByRole('button', { name: 'Log in', exact: true }).click();
  await lockedPage(person).waitFor({ state: 'hidden' });
  await dialog.getByText('Encrypted and uploaded').nth(1).waitFor();
  await send(dialog);
});
