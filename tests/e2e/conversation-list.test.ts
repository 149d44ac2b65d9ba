// Lists: a row for each message until one chooses conversations, on this device; then a row for each, and what is done with a row is done
// with all of its messages in that folder.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { newId } from '#crypto';
import { founder, type TestClient } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { overHttp } from '../support/over-http.ts';
import { expectAccessible } from './accessible.ts';
import { ana as dentist } from './cast.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, type Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const patience = { timeout: 20_000 };
const thread = newId();

let stage: Stage;
let ana: Person;
let ben: TestClient;
let kim: TestClient;

beforeAll(async () => {
  stage = await openStage();
  ana = await stage.somebody();
  await foundPractice(ana, { sealpost: stage.sealpost, who: dentist });
  ben = await founder(await overHttp(stage.sealpost), { name: 'Ben Okoro', address: 'ben@southside.example' });
  kim = await founder(await overHttp(stage.sealpost), { name: 'Kim Lee', address: 'kim@lab.example' });
  for (const number of [1, 2]) await write(number);
  await send(kim, { to: [dentist.address], subject: 'Invoice for May', text: 'Payable within two weeks.' });
  await write(3);
  await goTo(ana, '/mail');
  await row(ana, 'Implant, part 3').waitFor();
}, 240_000);
afterAll(() => stage?.close());

const write = (number: number) => send(ben, { to: [dentist.address, kim.address], thread, subject: `Implant, part ${number}`, text: `Visit number ${number}. The gum is healing well.` });

const items = ({ page }: Person) => page.getByRole('list', { name: 'Messages', exact: true }).getByRole('listitem');
const row = (person: Person, subject: string) => items(person).filter({ hasText: subject });
const count = (within: Locator) => within.getByRole('img', { name: / messages$/ });
const unread = (within: Locator) => within.getByRole('img', { name: 'Unread', exact: true }).count();
const bar = ({ page }: Person) => page.getByRole('toolbar', { name: 'Selected messages', exact: true });
const button = (within: Locator | Person['page'], name: string) => within.getByRole('button', { name, exact: true });
const undo = async ({ page }: Person, done: string) =>
  await page.getByRole('status').locator('div').filter({ hasText: done }).getByRole('button', { name: 'Undo', exact: true }).last().click();
const folder = async ({ page }: Person, name: string) => {
  await page.getByRole('navigation', { name: 'Folders', exact: true }).getByRole('link', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
};
const groupSwitch = ({ page }: Person) => button(page, 'Group by conversation');
const conversation = ({ page }: Person) => page.getByRole('list', { name: 'Conversation', exact: true });

describe('a list', () => {
  test('has a row for each message as long as one has not chosen otherwise: it is moved alone, and opens with the others closed', async () => {
    await expect.poll(() => items(ana).count()).toBe(4);
    expect(await groupSwitch(ana).getAttribute('aria-pressed')).toBe('false');
    expect(await count(items(ana)).count()).toBe(0);
    for (const number of [1, 2, 3]) expect(await row(ana, `Implant, part ${number}`).innerText()).toMatch(/^\s*Ben Okoro\n/);
    await row(ana, 'Implant, part 3').click();
    await ana.page.getByRole('heading', { level: 1, name: 'Implant, part 3' }).waitFor();
    await expect.poll(() => conversation(ana).getByRole('button', { expanded: false }).count()).toBe(2);
    await expect.poll(() => unread(row(ana, 'Implant, part 3'))).toBe(0);
    expect(await unread(row(ana, 'Implant, part 2'))).toBe(1);
    await ana.page.keyboard.press('#');
    await ana.page.getByText('Moved to trash.').first().waitFor();
    await expect.poll(() => items(ana).count()).toBe(3);
    await folder(ana, 'Trash');
    await row(ana, 'Implant, part 3').click();
    await ana.page.getByRole('heading', { level: 1, name: 'Implant, part 3' }).waitFor();
    // What was not thrown away stands below it.
    await expect.poll(() => conversation(ana).getByRole('listitem').count()).toBe(2);
    await ana.page.keyboard.press('u');
    await folder(ana, 'Trash');
    await row(ana, 'Implant, part 3').getByRole('checkbox').check();
    await button(bar(ana), 'Move back').click();
    await folder(ana, 'Inbox');
    await expect.poll(() => items(ana).count()).toBe(4);
    await row(ana, 'Implant, part 3').getByRole('checkbox').check();
    await button(bar(ana), 'Mark as unread').click();
    await expect.poll(() => unread(row(ana, 'Implant, part 3'))).toBe(1);
  });

  test('is by conversations where that is chosen at its head, at once and by keyboard, and stays so', async () => {
    await groupSwitch(ana).focus();
    await ana.page.keyboard.press('Enter');
    await expect.poll(() => items(ana).count()).toBe(2);
    expect(await groupSwitch(ana).getAttribute('aria-pressed')).toBe('true');
    expect(await groupSwitch(ana).evaluate((element) => element === document.activeElement)).toBe(true);
    await ana.page.reload();
    await expect.poll(() => items(ana).count(), patience).toBe(2);
    expect(await groupSwitch(ana).getAttribute('aria-pressed')).toBe('true');
  });
});

describe('a list by conversations', () => {
  test('has one row for each, at its newest message, with who takes part, how many messages there are, and a sign while one is unread', async () => {
    await expect.poll(() => items(ana).count()).toBe(2);
    expect(await items(ana).first().innerText()).toContain('Implant, part 3');
    expect(await count(row(ana, 'Implant')).getAttribute('aria-label')).toBe('3 messages');
    // As its newest message names them.
    expect(await row(ana, 'Implant').innerText()).toContain('Ben Okoro and Kim Lee');
    expect(await count(row(ana, 'Invoice')).count()).toBe(0);
    expect(await row(ana, 'Invoice').innerText()).toMatch(/^\s*Kim Lee\n/);
    expect(await unread(row(ana, 'Implant'))).toBe(1);
    await expectAccessible(ana, 'a list by conversations');
  });

  test('takes in a message that comes while the row is selected: it stays selected, and stands first', async () => {
    await send(kim, { to: [dentist.address], subject: 'Shade guide', text: 'A2 or A3?' });
    await row(ana, 'Shade guide').waitFor(patience);
    await row(ana, 'Implant').getByRole('checkbox').check();
    await write(4);
    await row(ana, 'Implant, part 4').waitFor(patience);
    expect(await items(ana).first().innerText()).toContain('Implant, part 4');
    expect(await count(row(ana, 'Implant')).getAttribute('aria-label')).toBe('4 messages');
    await bar(ana).getByText('1 selected').waitFor();
    expect(await items(ana).count()).toBe(3);
  });

  test('moves all messages of the row, and Undo brings all of them back', async () => {
    await button(bar(ana), 'Archive').click();
    await expect.poll(() => row(ana, 'Implant').count()).toBe(0);
    await folder(ana, 'Archive');
    await expect.poll(() => items(ana).count(), patience).toBe(1);
    expect(await count(items(ana)).getAttribute('aria-label')).toBe('4 messages');
    await undo(ana, '4 messages moved to Archive.');
    await ana.page.getByText('The archive is empty').waitFor();
    await folder(ana, 'Inbox');
    await expect.poll(() => items(ana).first().innerText()).toContain('Implant, part 4');
    expect(await count(row(ana, 'Implant')).getAttribute('aria-label')).toBe('4 messages');
    await ana.page.reload();
    await row(ana, 'Implant, part 4').waitFor();
    expect(await count(row(ana, 'Implant')).getAttribute('aria-label')).toBe('4 messages');
  });

  test('opens the newest, and what else is unread of it in its place: then the row is read', async () => {
    await row(ana, 'Implant').click();
    await ana.page.getByRole('heading', { level: 1, name: 'Implant, part 4' }).waitFor();
    for (const number of [3, 2, 1]) await conversation(ana).getByRole('heading', { name: `Implant, part ${number}`, exact: true }).waitFor();
    await expect.poll(() => unread(row(ana, 'Implant'))).toBe(0);
    await ana.page.reload();
    await ana.page.getByRole('heading', { level: 1, name: 'Implant, part 4' }).waitFor();
    await expect.poll(() => conversation(ana).getByRole('button', { expanded: false }).count()).toBe(3);
    await expect.poll(() => unread(row(ana, 'Implant'))).toBe(0);
    await expectAccessible(ana, 'a conversation beside its row');
  });

  test('is marked unread by its newest message, and starred by it', async () => {
    await goTo(ana, '/mail');
    await row(ana, 'Implant').getByRole('checkbox').check();
    await button(bar(ana), 'Mark as unread').click();
    await ana.page.getByText('Marked as unread.').first().waitFor();
    expect(await unread(row(ana, 'Implant'))).toBe(1);
    const star = () => row(ana, 'Implant').getByRole('button', { name: /^Star: / });
    await star().click();
    await expect.poll(() => star().getAttribute('aria-pressed')).toBe('true');
    await folder(ana, 'Starred');
    await expect.poll(() => items(ana).count(), patience).toBe(1);
    expect(await items(ana).innerText()).toContain('Implant, part 4');
    expect(await count(items(ana)).count()).toBe(0);
    await star().click();
    await undo(ana, 'Star removed.');
    await row(ana, 'Implant, part 4').waitFor();
    await star().click();
    await folder(ana, 'Inbox');
    await expect.poll(() => star().getAttribute('aria-pressed')).toBe('false');
  });

  test('goes to the trash by keyboard, is read there as one, and comes back as one', async () => {
    await goTo(ana, '/mail');
    await row(ana, 'Implant').waitFor();
    for (const key of ['j', 'x', '#']) await ana.page.keyboard.press(key);
    await expect.poll(() => row(ana, 'Implant').count()).toBe(0);
    await folder(ana, 'Trash');
    await row(ana, 'Implant, part 4').click();
    await ana.page.getByText(/^In the trash\. It is deleted forever on /).first().waitFor();
    await expect.poll(() => conversation(ana).getByRole('listitem').count()).toBe(3);
    await expectAccessible(ana, 'a conversation in the trash');
    await button(ana.page, 'Move to Inbox').click();
    await ana.page.getByText('4 messages moved back.').first().waitFor();
    await ana.page.getByText('The trash is empty').waitFor();
    await folder(ana, 'Inbox');
    expect(await count(row(ana, 'Implant')).getAttribute('aria-label')).toBe('4 messages');
  });

  test('is moved whole from its newest message, and an older one that was opened for itself alone', async () => {
    await row(ana, 'Implant').click();
    await ana.page.getByRole('heading', { level: 1, name: 'Implant, part 4' }).waitFor();
    await conversation(ana).getByRole('button', { name: /Visit number 1/ }).click();
    await conversation(ana).getByRole('link', { name: 'Open with all actions' }).click();
    await ana.page.getByRole('heading', { level: 1, name: 'Implant, part 1' }).waitFor();
    await ana.page.keyboard.press('e');
    await ana.page.getByText('Moved to Archive.').first().waitFor();
    await expect.poll(() => count(row(ana, 'Implant')).getAttribute('aria-label')).toBe('3 messages');
    await row(ana, 'Implant').click();
    await ana.page.getByRole('heading', { level: 1, name: 'Implant, part 4' }).waitFor();
    await ana.page.keyboard.press('e');
    await ana.page.getByText('3 messages moved to Archive.').first().waitFor();
    await expect.poll(() => row(ana, 'Implant').count()).toBe(0);
    await folder(ana, 'Archive');
    await expect.poll(() => count(items(ana)).getAttribute('aria-label'), patience).toBe('4 messages');
    await undo(ana, '3 messages moved to Archive.');
    await folder(ana, 'Inbox');
    await expect.poll(() => count(row(ana, 'Implant')).getAttribute('aria-label')).toBe('3 messages');
  });

  test('has a row for each message again where that is chosen, in the settings as at its head', async () => {
    await goTo(ana, '/settings');
    const choice = ana.page.getByRole('checkbox', { name: 'Group by conversation', exact: true });
    await expect.poll(() => choice.isChecked()).toBe(true);
    await choice.uncheck();
    await expectAccessible(ana, 'settings of lists');
    await folder(ana, 'Inbox');
    await expect.poll(() => row(ana, 'Implant').count(), patience).toBe(3);
    expect(await groupSwitch(ana).getAttribute('aria-pressed')).toBe('false');
    await row(ana, 'Implant, part 2').getByRole('checkbox').check();
    await button(bar(ana), 'Archive').click();
    await expect.poll(() => row(ana, 'Implant').count()).toBe(2);
    await undo(ana, 'Moved to Archive.');
    await expect.poll(() => row(ana, 'Implant').count()).toBe(3);
    await groupSwitch(ana).click();
    await expect.poll(() => row(ana, 'Implant').count(), patience).toBe(1);
    await groupSwitch(ana).click();
    await expect.poll(() => row(ana, 'Implant').count(), patience).toBe(3);
  });

  test('shows no row of before where the choice changes while the list is still on its way', async () => {
    await groupSwitch(ana).click();
    await expect.poll(() => row(ana, 'Implant').count(), patience).toBe(1);
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await ana.page.route('**/api/messages/conversations?*', async (route) => {
      await held;
      await route.continue();
    });
    const asked = ana.page.waitForRequest('**/api/messages/conversations?*');
    await goTo(ana, '/settings');
    await asked;
    await ana.page.getByRole('checkbox', { name: 'Group by conversation', exact: true }).uncheck();
    await folder(ana, 'Inbox');
    answer();
    await expect.poll(() => row(ana, 'Implant').count(), patience).toBe(3);
    await ana.page.unrouteAll({ behavior: 'wait' });
  });

  test('does the same by touch', async () => {
    const phone = await stage.somebody({ phone: true });
    await enter(phone, dentist);
    // It is a choice of the device.
    await expect.poll(() => row(phone, 'Implant').count()).toBe(3);
    await groupSwitch(phone).tap();
    await expect.poll(() => row(phone, 'Implant').count()).toBe(1);
    await expectAccessible(phone, 'a list by conversations on a phone');
    await row(phone, 'Implant').getByRole('checkbox').tap();
    await button(bar(phone), 'Move to trash').tap();
    await expect.poll(() => row(phone, 'Implant').count()).toBe(0);
    await undo(phone, '3 messages moved to trash.');
    await expect.poll(() => count(row(phone, 'Implant')).getAttribute('aria-label')).toBe('3 messages');
    await phone.context.close();
  });
});

test('nothing was complained of', () => stage.expectNoComplaints());
