// Keeping a mailbox in order: stars, the trash and what is deleted for good, many messages at once, each with its way back; by mouse,
// by keyboard and by touch.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { founder, type TestClient } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { overHttp } from '../support/over-http.ts';
import { expectAccessible } from './accessible.ts';
import { ana as dentist } from './cast.ts';
import { inDatabase } from './database.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, openMessage, type Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const patience = { timeout: 20_000 };
const SUBJECTS = ['Crown 26', 'Bridge 14', 'Splint', 'Scan of the upper jaw', 'Invoice', 'Question about the shade'];

let stage: Stage;
let ana: Person;
let ben: TestClient;

beforeAll(async () => {
  stage = await openStage();
  ana = await stage.somebody();
  await foundPractice(ana, { sealpost: stage.sealpost, who: dentist });
  ben = await founder(await overHttp(stage.sealpost), { name: 'Ben Okoro', address: 'ben@southside.example' });
  for (const subject of SUBJECTS.toReversed()) await send(ben, { to: [dentist.address], subject, text: `About: ${subject}. Please look at it this week.` });
  await goTo(ana, '/mail');
  await items(ana).nth(SUBJECTS.length - 1).waitFor();
});
afterAll(() => stage?.close());

const items = ({ page }: Person) => page.getByRole('list', { name: 'Messages', exact: true }).getByRole('listitem');
const item = (person: Person, subject: string) => items(person).filter({ hasText: subject }).first();
const box = (person: Person, subject: string) => item(person, subject).getByRole('checkbox');
const star = (person: Person, subject: string) => item(person, subject).getByRole('button', { name: `Star: ${subject}`, exact: true });
const bar = ({ page }: Person) => page.getByRole('toolbar', { name: 'Selected messages', exact: true });
const button = (within: Locator | Person['page'], name: string) => within.getByRole('button', { name, exact: true });
/** The way back that the message on the screen offers. */
const undo = async ({ page }: Person, done: string) =>
  await page.getByRole('status').locator('div').filter({ hasText: done }).getByRole('button', { name: 'Undo', exact: true }).last().click();
const subjects = async (person: Person) => {
  const texts = await items(person).allTextContents();
  return SUBJECTS.filter((subject) => texts.some((text) => text.includes(subject)));
};
const folder = async ({ page }: Person, name: string) => {
  const folders = page.getByRole('navigation', { name: 'Folders', exact: true });
  if (!(await folders.isVisible())) await button(page, 'Show folders').click();
  await folders.getByRole('link', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
};

describe('stars', () => {
  test('are given in the list and at the message, and lead to a view of what has one', async () => {
    await star(ana, 'Splint').click();
    await expect.poll(() => star(ana, 'Splint').getAttribute('aria-pressed')).toBe('true');
    await openMessage(ana, 'Bridge 14');
    await button(ana.page, 'Star').click();
    await expect.poll(() => star(ana, 'Bridge 14').getAttribute('aria-pressed')).toBe('true');
    await expectAccessible(ana, 'a starred message');
    await folder(ana, 'Starred');
    await expect.poll(() => subjects(ana), patience).toEqual(['Bridge 14', 'Splint']);
    await expectAccessible(ana, 'starred');
    await star(ana, 'Splint').click();
    await expect.poll(() => subjects(ana)).toEqual(['Bridge 14']);
    await undo(ana, 'Star removed.');
    await expect.poll(() => subjects(ana)).toEqual(['Bridge 14', 'Splint']);
    await ana.page.reload();
    await expect.poll(() => subjects(ana), patience).toEqual(['Bridge 14', 'Splint']);
  });
});

describe('selecting', () => {
  test('by box and by shift, all that is loaded, and the bar says how many', async () => {
    await folder(ana, 'Inbox');
    await box(ana, 'Crown 26').check();
    await box(ana, 'Scan of the upper jaw').click({ modifiers: ['Shift'] });
    await bar(ana).getByText('4 selected').waitFor();
    await expectAccessible(ana, 'four selected');
    await ana.page.getByRole('checkbox', { name: 'Select all messages in the list', exact: true }).click();
    await bar(ana).getByText('6 selected').waitFor();
    await button(bar(ana), 'Clear selection').click();
    await bar(ana).waitFor({ state: 'hidden' });
    expect(await items(ana).getByRole('checkbox', { checked: true }).count()).toBe(0);
  });

  test('moves many with one request, and one Undo brings all of them back', async () => {
    const requests: string[] = [];
    ana.page.on('request', (request) => request.method() === 'PATCH' && requests.push(new URL(request.url()).pathname));
    for (const subject of ['Crown 26', 'Splint', 'Invoice']) await box(ana, subject).check();
    await button(bar(ana), 'Archive').click();
    await expect.poll(() => subjects(ana)).toEqual(['Bridge 14', 'Scan of the upper jaw', 'Question about the shade']);
    await ana.page.getByText('3 messages moved to Archive.').first().waitFor();
    expect(requests).toEqual(['/api/messages']);
    await undo(ana, '3 messages moved to Archive.');
    await expect.poll(() => subjects(ana)).toEqual(SUBJECTS);
    await folder(ana, 'Archive');
    await ana.page.getByText('The archive is empty').waitFor();
    await folder(ana, 'Inbox');
  });

  test('marks read and unread, and the count beside the inbox follows', async () => {
    const inbox = ana.page.getByRole('navigation', { name: 'Folders', exact: true }).getByRole('link', { name: /^Inbox/ });
    const unread = async () => Number(/(\d+) unread/.exec(await inbox.innerText())?.[1] ?? 0);
    const before = await unread();
    for (const subject of ['Crown 26', 'Invoice']) await box(ana, subject).check();
    await button(bar(ana), 'Mark as read').click();
    await expect.poll(unread).toBe(before - 2);
    expect(await item(ana, 'Invoice').getByRole('img', { name: 'Unread' }).count()).toBe(0);
    await undo(ana, '2 messages marked as read.');
    await expect.poll(unread).toBe(before);
  });

  test('goes by keyboard alone: j, x, e', async () => {
    await ana.page.keyboard.press('j');
    const focused = () => ana.page.evaluate(() => document.activeElement?.closest('li')?.textContent ?? '');
    await expect.poll(focused).toContain(SUBJECTS[0]);
    await ana.page.keyboard.press('j');
    await expect.poll(focused).toContain(SUBJECTS[1]);
    await ana.page.keyboard.press('x');
    await bar(ana).getByText('1 selected').waitFor();
    await ana.page.keyboard.press('e');
    await expect.poll(() => subjects(ana)).not.toContain(SUBJECTS[1]);
    await undo(ana, 'Moved to Archive.');
    await expect.poll(() => subjects(ana)).toEqual(SUBJECTS);
  });
});

describe('the trash', () => {
  test('says that it is emptied after 30 days, gives back what was put there, and deletes one message after a question', async () => {
    for (const subject of ['Crown 26', 'Bridge 14', 'Invoice']) await box(ana, subject).check();
    await button(bar(ana), 'Move to trash').click();
    await expect.poll(() => subjects(ana)).toHaveLength(3);
    await folder(ana, 'Trash');
    await expect.poll(() => subjects(ana), patience).toEqual(['Crown 26', 'Bridge 14', 'Invoice']);
    await ana.page.getByText('What is here is deleted forever after 30 days.').waitFor();
    await expectAccessible(ana, 'trash');
    await box(ana, 'Invoice').check();
    await button(bar(ana), 'Move back').click();
    await expect.poll(() => subjects(ana)).toEqual(['Crown 26', 'Bridge 14']);

    await openMessage(ana, 'Crown 26');
    await ana.page.getByText(/^In the trash\. It is deleted forever on /).waitFor();
    await expectAccessible(ana, 'a message in the trash');
    await button(ana.page, 'Delete forever').click();
    const question = ana.page.getByRole('alertdialog', { name: 'Delete this message forever?' });
    await question.getByText('This cannot be undone.').waitFor();
    await expectAccessible(ana, 'asked before deleting');
    await button(question, 'Delete forever').click();
    await expect.poll(() => subjects(ana)).toEqual(['Bridge 14']);
    await ana.page.reload();
    await expect.poll(() => subjects(ana), patience).toEqual(['Bridge 14']);
    expect(await inDatabase(stage.sealpost, "select 1 from deliveries where folder = 'removed'")).toHaveLength(1);
  });

  test('is emptied as a whole after a question, and the rest of the mailbox stays', async () => {
    await button(ana.page, 'Empty Trash').click();
    const question = ana.page.getByRole('alertdialog', { name: 'Empty the trash?' });
    await button(question, 'Delete everything').click();
    await ana.page.getByText('The trash is empty').first().waitFor();
    await folder(ana, 'Inbox');
    await expect.poll(() => subjects(ana), patience).toEqual(['Splint', 'Scan of the upper jaw', 'Invoice', 'Question about the shade']);
  });
});

describe('on a phone, in the dark', () => {
  test('many are selected by touch, the bar stays in sight, and Undo works', async () => {
    const phone = await stage.somebody({ phone: true, dark: true });
    await enter(phone, dentist);
    await expect.poll(() => subjects(phone), patience).toHaveLength(4);
    await expectAccessible(phone, 'inbox on a phone');
    for (const subject of ['Splint', 'Invoice']) await box(phone, subject).tap();
    await bar(phone).getByText('2 selected').waitFor();
    await expectAccessible(phone, 'two selected on a phone');
    await button(bar(phone), 'Move to trash').tap();
    await expect.poll(() => subjects(phone)).toEqual(['Scan of the upper jaw', 'Question about the shade']);
    await undo(phone, '2 messages moved to trash.');
    await expect.poll(() => subjects(phone)).toHaveLength(4);
    await star(phone, 'Invoice').tap();
    await expect.poll(() => star(phone, 'Invoice').getAttribute('aria-pressed')).toBe('true');
    await folder(phone, 'Trash');
    await expectAccessible(phone, 'empty trash on a phone');
  });
});

test('nothing was complained of', () => {
  stage.expectNoComplaints();
});
