// The room for files in compose: said before it runs out and when it has, with what to do, also where one presses Send; and what fits then goes out.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose } from '../../web/text/en/compose.ts';
import { practice } from '../../web/text/en/practice.ts';
import { expectAccessible } from './accessible.ts';
import { ana } from './cast.ts';
import { inDatabase } from './database.ts';
import { foundPractice } from './entry.ts';
import { attach, goTo, openCompose, openMessage, type Person, send, write } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const ROOM_BYTES = 100_000;
const file = (name: string, bytes: number) => ({ name, mimeType: 'text/plain', buffer: Buffer.alloc(bytes, 65) });

let stage: Stage;
let desk: Person;
let dialog: Locator;

beforeAll(async () => {
  stage = await openStage();
  desk = await stage.somebody();
  await foundPractice(desk, { sealpost: stage.sealpost, who: ana });
  await inDatabase(stage.sealpost, 'update practices set storage_bytes = $1', [ROOM_BYTES]);
  dialog = await openCompose(desk);
  await write(dialog, { to: [ana.address], secureSubject: 'Shade', secureMessage: 'With pictures.' });
}, 120_000);
afterAll(() => stage?.close());

describe('the room for files', () => {
  test('is told before it has run out', async () => {
    await attach(dialog, [file('small.txt', 95_000)]);
    await dialog.getByText(compose.storage.low('5 kB', '100 kB'), { exact: true }).waitFor();
    expect(await dialog.getByText(compose.storage.shortTitle, { exact: true }).count()).toBe(0);
  });

  test('that is too little is told with what to do, also by Send', async () => {
    await attach(dialog, [file('large.txt', 85_000)]);
    const said = dialog.getByRole('alert').filter({ hasText: compose.storage.shortTitle });
    await said.getByText(compose.storage.short('80 kB'), { exact: true }).waitFor();
    await said.getByText(compose.storage.whatToDo('100 kB'), { exact: true }).waitFor();
    await dialog.getByRole('button', { name: compose.send.send, exact: true }).click();
    await dialog.getByRole('alert').getByText(compose.send.filesNoRoom, { exact: true }).waitFor();
    await expectAccessible(desk, 'no room for files');
  });

  test('is enough once a file is removed, and the message goes out', async () => {
    await dialog.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem').filter({ hasText: 'large.txt' }).getByRole('button', { name: /^Remove/ }).click();
    await dialog.getByText(compose.storage.shortTitle, { exact: true }).waitFor({ state: 'detached' });
    await send(dialog);
    await openMessage(desk, 'Shade');
    await desk.page.getByText('small.txt').first().waitFor();
  });

  test('is told on the page of the practice, with how much of it is used', async () => {
    await goTo(desk, '/practice');
    const room = desk.page.getByRole('region', { name: practice.about, exact: true });
    await room.getByText(practice.roomUsed(95_000, ROOM_BYTES), { exact: true }).waitFor();
    await expectAccessible(desk, 'practice with its room for files');
    stage.expectNoComplaints();
  });

  test('that was made lets all files that had none go on, by one press', async () => {
    await goTo(desk, '/mail');
    dialog = await openCompose(desk);
    await write(dialog, { to: [ana.address], secureSubject: 'Two more', secureMessage: 'x', files: [file('left.txt', 10_000), file('right.txt', 10_000)] });
    const again = dialog.getByRole('button', { name: compose.attachments.retryAll, exact: true });
    await again.waitFor();
    await expectAccessible(desk, 'two files without room');
    await inDatabase(stage.sealpost, 'update practices set storage_bytes = $1', [10 * ROOM_BYTES]);
    await again.click();
    await dialog.getByText(compose.attachments.complete).nth(1).waitFor();
    expect(await again.count()).toBe(0);
    stage.expectNoComplaints();
  });
});
