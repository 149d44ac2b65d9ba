// Labels: made, given to one message or many, shown, searched for and deleted, by mouse and by touch; and nothing of them leaves the device.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { founder } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { overHttp } from '../support/over-http.ts';
import { expectAccessible } from './accessible.ts';
import { ana as dentist } from './cast.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, openMessage, type Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const SUBJECTS = ['Crown 26', 'Bridge 14', 'Splint', 'Invoice'];

let stage: Stage;
let ana: Person;

beforeAll(async () => {
  stage = await openStage();
  ana = await stage.somebody();
  await foundPractice(ana, { sealpost: stage.sealpost, who: dentist });
  const ben = await founder(await overHttp(stage.sealpost), { name: 'Ben Okoro', address: 'ben@southside.example' });
  for (const subject of SUBJECTS.toReversed()) await send(ben, { to: [dentist.address], subject, text: `About: ${subject}.` });
  await goTo(ana, '/mail');
  await items(ana).nth(SUBJECTS.length - 1).waitFor();
}, 180_000);
afterAll(() => stage?.close());

const button = (within: Locator | Person['page'], name: string) => within.getByRole('button', { name, exact: true });
const items = ({ page }: Person) => page.getByRole('list', { name: 'Messages', exact: true }).getByRole('listitem');
const item = (person: Person, subject: string) => items(person).filter({ hasText: subject }).first();
const dialog = ({ page }: Person, name: string) => page.getByRole('dialog', { name, exact: true });
const labels = ({ page }: Person) => page.getByRole('navigation', { name: 'Labels', exact: true });
const shown = async (person: Person) => {
  const texts = await items(person).allTextContents();
  return SUBJECTS.filter((subject) => texts.some((text) => text.includes(subject)));
};
const undo = async ({ page }: Person, done: string) =>
  await page.getByRole('status').locator('div').filter({ hasText: done }).getByRole('button', { name: 'Undo', exact: true }).last().click();

async function add(within: Locator, { name, colour }: { name: string; colour: string }): Promise<void> {
  await within.getByRole('textbox', { name: 'New label', exact: true }).fill(name);
  await within.getByRole('combobox', { name: 'Colour', exact: true }).selectOption({ label: colour });
  await button(within, 'Add label').click();
}

describe('a label', () => {
  test('is made at a message and stands at it, in the list and in the message', async () => {
    await openMessage(ana, 'Crown 26');
    await button(ana.page, 'Message actions').click();
    await ana.page.getByRole('menuitem', { name: 'Labels…', exact: true }).click();
    const choose = dialog(ana, 'Labels of this message');
    await add(choose, { name: 'Lab work', colour: 'Violet' });
    await expect.poll(() => choose.getByRole('checkbox', { name: 'Lab work' }).isChecked()).toBe(true);
    await expectAccessible(ana, 'choosing labels');
    await button(choose, 'Save').click();
    await item(ana, 'Crown 26').getByText('Lab work').waitFor();
    await ana.page.getByRole('main').getByText('Lab work').last().waitFor();
    await expectAccessible(ana, 'a message with a label');
  });

  test('is given to many at once, with a way back', async () => {
    for (const subject of ['Bridge 14', 'Splint']) await item(ana, subject).getByRole('checkbox').check();
    await button(ana.page.getByRole('toolbar', { name: 'Selected messages', exact: true }), 'Labels…').click();
    const choose = dialog(ana, 'Labels of 2 messages');
    await choose.getByRole('checkbox', { name: 'Lab work' }).check();
    await button(choose, 'Save').click();
    for (const subject of ['Bridge 14', 'Splint']) await item(ana, subject).getByText('Lab work').waitFor();
    await undo(ana, 'Labels of 2 messages changed.');
    await item(ana, 'Splint').getByText('Lab work').waitFor({ state: 'hidden' });
    await item(ana, 'Splint').getByRole('checkbox').check();
    await button(ana.page.getByRole('toolbar', { name: 'Selected messages', exact: true }), 'Labels…').click();
    await dialog(ana, 'Labels of this message').getByRole('checkbox', { name: 'Lab work' }).check();
    await button(dialog(ana, 'Labels of this message'), 'Save').click();
    await item(ana, 'Splint').getByText('Lab work').waitFor();
  });

  test('shows what has it, without asking the server for anything by it', async () => {
    const asked: string[] = [];
    ana.page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
    await button(labels(ana), 'Lab work').click();
    await expect.poll(() => shown(ana), { timeout: 20_000 }).toEqual(['Crown 26', 'Splint']);
    expect(await ana.page.getByRole('searchbox', { name: 'Search', exact: true }).inputValue()).toBe('label:"Lab work"');
    await expectAccessible(ana, 'messages of a label');
    await ana.page.getByRole('searchbox', { name: 'Search', exact: true }).fill('label:"Lab work" splint');
    await expect.poll(() => shown(ana)).toEqual(['Splint']);
    expect(asked.filter((each) => /lab(%20|\+| )work/i.test(each))).toEqual([]);
    await button(ana.page, 'Close search').click();
    await expect.poll(() => shown(ana)).toEqual(SUBJECTS);
  });

  test('is renamed and deleted, and deleting has a way back', async () => {
    await button(labels(ana), 'Manage labels…').click();
    const manage = dialog(ana, 'Labels');
    await button(manage, 'Change Lab work').click();
    await manage.getByRole('textbox', { name: 'Name of Lab work', exact: true }).fill('Laboratory');
    await button(manage, 'Save label').click();
    await manage.getByRole('list', { name: 'Labels', exact: true }).getByText('Laboratory', { exact: true }).waitFor();
    await expectAccessible(ana, 'managing labels');
    await button(manage, 'Delete Laboratory').click();
    await manage.getByText('There are no labels yet.').waitFor();
    await undo(ana, 'Laboratory deleted.');
    await button(manage, 'Close').click();
    for (const subject of ['Crown 26', 'Splint']) await item(ana, subject).getByText('Laboratory').waitFor();
  });

  test('is there on another device, on a phone', async () => {
    const phone = await stage.somebody({ phone: true });
    await enter(phone, dentist);
    await item(phone, 'Crown 26').getByText('Laboratory').waitFor();
    await button(phone.page, 'Show folders').click();
    await button(labels(phone), 'Laboratory').click();
    await expect.poll(() => shown(phone), { timeout: 20_000 }).toEqual(['Crown 26', 'Splint']);
    await expectAccessible(phone, 'messages of a label on a phone');
  });
});

test('no page complained', () => stage.expectNoComplaints());
