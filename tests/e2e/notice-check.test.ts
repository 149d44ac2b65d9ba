// The check of the e-mail part, as somebody meets it who writes about a patient in the wrong place.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { expectAccessible } from './accessible.ts';
import { ana, lee } from './cast.ts';
import { foundPractice } from './entry.ts';
import { openCompose, type Person, send, write } from './person.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let office: Person;

beforeAll(async () => {
  stage = await openStage();
  office = await stage.somebody();
  await foundPractice(office, { sealpost: stage.sealpost, who: ana });
});
afterAll(async () => {
  await stage?.close();
});

const notice = (dialog: Locator, field: string) => dialog.getByRole('group', { name: 'E-mail message', exact: true }).getByRole('textbox', { name: field, exact: true });
const sealed = (dialog: Locator, field: string) => dialog.getByRole('group', { name: 'Secure message', exact: true }).getByRole('textbox', { name: field, exact: true });
const question = ({ page }: Person) => page.getByRole('alertdialog', { name: 'Patient information in the e-mail part?', exact: true });

test('a date of birth is pointed out while one writes, shown on request, and moves to the secure message', async () => {
  const dialog = await openCompose(office);
  await write(dialog, {
    to: [lee.address],
    message: 'Dear Lee, a new order is waiting. The patient was born on 3.4.1985. Please open it today.',
    secureSubject: 'Crown 26',
    secureMessage: 'Shade A3.',
  });
  const hint = dialog.getByRole('status').filter({ hasText: 'This may be about a patient' });
  await hint.getByText('3.4.1985').waitFor();
  await expectAccessible(office, 'hint at patient information');
  await hint.getByRole('button', { name: 'Show 3.4.1985', exact: true }).click();
  expect(await notice(dialog, 'Message').evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd))).toBe('3.4.1985');

  await hint.getByRole('button', { name: 'Move to secure message', exact: true }).click();
  await expect.poll(() => notice(dialog, 'Message').inputValue()).toBe('Dear Lee, a new order is waiting. Please open it today.');
  expect(await sealed(dialog, 'Secure message').locator('p').allTextContents()).toEqual(['Shade A3.', 'The patient was born on 3.4.1985.']);
  await hint.waitFor({ state: 'hidden' });
  expect((await send(dialog)).size).toBe(1);
});

test('Send asks where something is found, and the sender decides: back, move, or as it is', async () => {
  const dialog = await openCompose(office);
  await write(dialog, { to: [lee.address], subject: 'News on patient no. 20431', secureSubject: '', secureMessage: 'Shade A3.' });
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await question(office).getByText('20431').waitFor();
  await expectAccessible(office, 'question about patient information');
  await question(office).getByRole('button', { name: 'Go back and change it', exact: true }).click();
  await question(office).waitFor({ state: 'hidden' });
  expect(await notice(dialog, 'Subject').inputValue()).toBe('News on patient no. 20431');

  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await question(office).getByRole('button', { name: 'Move to secure message', exact: true }).click();
  await expect.poll(() => sealed(dialog, 'Secure subject').inputValue()).toBe('News on patient no. 20431');
  expect(await notice(dialog, 'Subject').inputValue()).toMatch(/^Secure message from/);

  await notice(dialog, 'Message').fill('It is about 943 476 5919.');
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await question(office).getByRole('button', { name: 'Send as it is', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await stage.sealpost.mailTo(lee.address, { containing: '943 476 5919' });
});

test('nobody complained', () => stage.expectNoComplaints());
