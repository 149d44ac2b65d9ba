// After Send was pressed: what is written on while it waits does not go out by itself. And what may always stand in the e-mail part.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { expectAccessible } from './accessible.ts';
import { ana, lee } from './cast.ts';
import { foundPractice } from './entry.ts';
import { attach, goTo, openCompose, type Person, send, write } from './person.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let desk: Person;

beforeAll(async () => {
  stage = await openStage();
  desk = await stage.somebody({ locale: 'en-GB' });
  await foundPractice(desk, { sealpost: stage.sealpost, who: ana });
});
afterAll(() => stage?.close());

const notice = (dialog: Locator, field: string) => dialog.getByRole('group', { name: 'E-mail message', exact: true }).getByRole('textbox', { name: field, exact: true });
const sendButton = (dialog: Locator) => dialog.getByRole('button', { name: 'Send', exact: true });
const changed = (dialog: Locator) => dialog.getByRole('alert').getByText('You have changed the message since you pressed Send');
const question = () => desk.page.getByRole('alertdialog', { name: 'Patient information in the e-mail part?', exact: true });

test('what is written on without a connection waits for another Send, and is checked by it', async () => {
  const dialog = await openCompose(desk);
  await write(dialog, { to: [lee.address], secureSubject: 'From the train', secureMessage: 'Written in a tunnel' });
  await dialog.getByText('Will be invited').first().waitFor();
  await desk.context.setOffline(true);
  await sendButton(dialog).click();
  await dialog.getByText('the message goes out by itself when you are online').waitFor({ timeout: 60_000 });
  await notice(dialog, 'Message').fill('He was born on 3.4.1985 and');
  await changed(dialog).waitFor();
  await expectAccessible(desk, 'a message that was changed after Send');
  await desk.context.setOffline(false);
  await dialog.getByText(/^Draft saved/).waitFor({ timeout: 60_000 });
  await changed(dialog).waitFor();
  await sendButton(dialog).click();
  await question().getByText('3.4.1985').waitFor();
  await question().getByRole('button', { name: 'Go back and change it', exact: true }).click();
  await notice(dialog, 'Message').fill('');
  await send(dialog);
});

/** How often it is tried to send it from now on: each time, what stood in the way is gone for a moment. */
function triesOf(dialog: Locator) {
  return dialog.evaluateHandle((panel) => {
    const seen = { tries: 0 };
    const look = () => {
      if (panel.textContent?.includes('the message goes out by itself') === false) seen.tries += 1;
    };
    new MutationObserver(look).observe(panel, { subtree: true, childList: true, characterData: true });
    return seen;
  });
}

test('what was sent while the server was away goes out by itself once it is there', async () => {
  const dialog = await openCompose(desk);
  await write(dialog, { to: [lee.address], secureSubject: 'While it was away', secureMessage: 'Shade A2' });
  await dialog.getByText(/^Draft saved/).waitFor();
  await stage.sealpost.stop();
  await dialog.getByRole('textbox', { name: 'Secure subject', exact: true }).fill('While the server was away');
  await dialog.getByText('Draft not saved: no connection.').waitFor();
  await sendButton(dialog).click();
  await dialog.getByText('the message goes out by itself when you are online').waitFor({ timeout: 60_000 });
  // Also while the draft, changed since, is tried to be saved again and again.
  const tried = await triesOf(dialog);
  await expect.poll(() => tried.evaluate(({ tries }) => tries), { timeout: 30_000 }).toBeGreaterThan(0);
  await stage.sealpost.restart();
  await dialog.waitFor({ state: 'hidden', timeout: 60_000 });
  await goTo(desk, '/mail?folder=sent');
  await desk.page.getByRole('list', { name: 'Messages', exact: true }).getByText('While the server was away').first().waitFor();
});

test('what is written on while files are uploaded waits for another Send', async () => {
  await desk.page.route('**/api/attachments/*/segments/*', async (route) => {
    await released;
    await route.continue();
  });
  let release = () => undefined as void;
  const released = new Promise<void>((resolve) => (release = resolve));
  const dialog = await openCompose(desk);
  await write(dialog, { to: [lee.address], secureSubject: 'Scan', secureMessage: 'Shade A3.' });
  await attach(dialog, [{ name: 'scan.stl', mimeType: 'model/stl', buffer: Buffer.alloc(100_000, 7) }]);
  await sendButton(dialog).click();
  await dialog.getByText('It is sent as soon as').waitFor();
  await dialog.getByRole('textbox', { name: 'Secure subject', exact: true }).fill('Scan of the up');
  await changed(dialog).waitFor();
  release();
  await dialog.getByText('Encrypted and uploaded').waitFor();
  await changed(dialog).waitFor();
  await dialog.getByRole('textbox', { name: 'Secure subject', exact: true }).fill('Scan of the upper jaw');
  await sendButton(dialog).click();
  await dialog.waitFor({ state: 'hidden' });
  await desk.page.unroute('**/api/attachments/*/segments/*');
});

test('what waits for a connection stays a draft once the panel is closed, and that is said', async () => {
  const dialog = await openCompose(desk);
  await write(dialog, { to: [lee.address], secureSubject: 'From the ferry', secureMessage: 'Shade B1.' });
  await dialog.getByText(/^Draft saved/).waitFor();
  await desk.context.setOffline(true);
  await sendButton(dialog).click();
  await dialog.getByText('the message goes out by itself when you are online').waitFor({ timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Close and keep the draft', exact: true }).click();
  const said = desk.page.getByRole('status').locator('div').filter({ hasText: 'Not sent. The message is kept under Drafts' }).last();
  await said.waitFor();
  await expectAccessible(desk, 'closed while it waited to go out');
  await desk.context.setOffline(false);
  await said.getByRole('button', { name: 'Open draft', exact: true }).click();
  await dialog.getByRole('list', { name: 'Selected recipients', exact: true }).getByText(lee.address).first().waitFor();
  expect(await dialog.getByRole('textbox', { name: 'Secure subject', exact: true }).inputValue()).toBe('From the ferry');
  await send(dialog);
});

test('an upload that is paused keeps it back, and no longer once it goes on', async () => {
  await desk.page.route('**/api/attachments/*/segments/*', (route) => route.abort());
  const dialog = await openCompose(desk);
  await write(dialog, { to: [lee.address], secureSubject: 'Bite', secureMessage: 'Shade B2.' });
  await attach(dialog, [{ name: 'bite.stl', mimeType: 'model/stl', buffer: Buffer.alloc(100_000, 7) }]);
  await dialog.getByRole('button', { name: 'Pause bite.stl', exact: true }).click();
  await sendButton(dialog).click();
  const paused = dialog.getByRole('alert').getByText('An upload is paused.');
  await paused.waitFor();
  await desk.page.unroute('**/api/attachments/*/segments/*');
  await dialog.getByRole('button', { name: 'Resume bite.stl', exact: true }).click();
  await paused.waitFor({ state: 'detached' });
  await dialog.getByText('Encrypted and uploaded').waitFor();
  await send(dialog);
});

test('the telephone number on the practice’s card is nobody’s secret', async () => {
  await goTo(desk, '/practice');
  await desk.page.getByRole('textbox', { name: 'Phone', exact: true }).fill('+49 30 23125123');
  await desk.page.getByRole('button', { name: 'Save card', exact: true }).click();
  await desk.page.getByText('The card is saved').first().waitFor();
  await goTo(desk, '/mail');
  const dialog = await openCompose(desk);
  await write(dialog, { to: [lee.address], message: 'Call us: 030 23125 123 or +49 30 23125124.', secureSubject: 'Crown', secureMessage: 'Shade A3.' });
  await sendButton(dialog).click();
  await question().getByText('+49 30 23125124').waitFor();
  expect(await question().getByRole('listitem').count()).toBe(1);
  await question().getByRole('button', { name: 'Go back and change it', exact: true }).click();
  await notice(dialog, 'Message').fill('Call us: 030 23125 123.');
  await send(dialog);
});

test('the last day can be typed piece by piece', async () => {
  const dialog = await openCompose(desk);
  await dialog.getByRole('button', { name: 'Delete after some time…', exact: true }).click();
  await dialog.getByLabel('Delete for everybody', { exact: true }).selectOption('date');
  const field = dialog.getByLabel('Last day', { exact: true });
  await field.focus();
  await desk.page.keyboard.type('12262031', { delay: 30 });
  expect(await field.inputValue()).toBe('2031-12-26');
  await dialog.getByRole('button', { name: 'Discard draft', exact: true }).click();
});

test('nobody complained', () => stage.expectNoComplaints());
