// The address book as a practice fills and uses it: contacts from another mailbox, groups, and the way out again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { readContacts } from '../../web/features/contacts/transfer/read-contacts.ts';
import { expectAccessible } from './accessible.ts';
import * as cast from './cast.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, openCompose, type Person, readDownload } from './person.ts';
import { contact } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let ana: Person;

const button = (within: Locator | Person['page'], name: string | RegExp) => within.getByRole('button', { name, exact: typeof name === 'string' });
const dialogOf = ({ page }: Person, name: string) => page.getByRole('dialog', { name, exact: true });
const groupRow = ({ page }: Person, name: string) => page.getByRole('list', { name: 'Groups', exact: true }).getByRole('listitem').filter({ hasText: name });
const patience = { timeout: 30_000 };

const head = 'First Name;Last Name;Company;E-mail Address;Notes;Categories';
const lines = ['Lee;Park;Fine Lab;lee@finelab.example;"Mills until noon;\nthen ships";Labs', 'Åse;Müller;Zahnlabor Süd;ase@sued.example;;Labs', 'Kim;Sol;Harbour Dental;kim@harbour.example;;'];
const fixed = [head, ...lines].join('\r\n');
const broken = fixed.replace('ase@sued.example', 'ase at sued');

beforeAll(async () => {
  stage = await openStage();
  ana = await stage.somebody();
  await foundPractice(ana, { sealpost: stage.sealpost, who: cast.ana });
});
afterAll(() => stage?.close());

async function beginImport(person: Person): Promise<Locator> {
  await button(person.page, 'More for the address book').click();
  await person.page.getByRole('menuitem', { name: 'Import contacts', exact: true }).click();
  const dialog = dialogOf(person, 'Import contacts');
  await dialog.waitFor();
  return dialog;
}

async function chooseFile(dialog: Locator, { name, content, as = 'Choose file' }: { name: string; content: string; as?: string }): Promise<void> {
  const chooser = dialog.page().waitForEvent('filechooser');
  await button(dialog, as).click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content, 'latin1') });
}

/** The text and Enter in one turn of the page: no suggestion can have come between them. */
async function typeAndEnter(field: Locator, text: string): Promise<void> {
  await field.evaluate((input: HTMLInputElement, typed) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, typed);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  }, text);
}

describe('importing', () => {
  test('a file with a mistake names its line and changes nothing; corrected, it is shown first and then taken', async () => {
    await goTo(ana, '/contacts');
    await ana.page.getByText('No contacts yet').waitFor();
    await expectAccessible(ana, 'empty address book');
    const dialog = await beginImport(ana);
    await expectAccessible(ana, 'import contacts');
    await chooseFile(dialog, { name: 'outlook.csv', content: broken });
    // The note in line 2 has a line feed in it.
    await dialog.getByText('Line 4: “ase at sued” is not a complete e-mail address.').waitFor();
    await dialog.getByText('Nothing was imported.').waitFor();
    await button(dialog, 'Import the other 2 contacts').waitFor();
    await expectAccessible(ana, 'import with a mistake');
    await chooseFile(dialog, { name: 'outlook.csv', content: fixed, as: 'Choose file again' });
    await dialog.getByText('3 contacts are new.').waitFor();
    await expectAccessible(ana, 'import is ready');
    await button(dialog, 'Import 3 contacts').click();
    await dialog.waitFor({ state: 'hidden' });
    await contact(ana, 'ase@sued.example').getByText('Åse Müller').waitFor();
    await contact(ana, 'lee@finelab.example').getByText('then ships').waitFor();
    await groupRow(ana, 'Labs').getByText('2 people: Lee Park and Åse Müller').waitFor();
    await expectAccessible(ana, 'contacts and groups');
  });

  test('the same file again finds nothing new', async () => {
    const dialog = await beginImport(ana);
    await chooseFile(dialog, { name: 'outlook.csv', content: fixed });
    await dialog.getByText('3 contacts are in your address book already.').waitFor();
    await button(dialog, 'Close').last().click();
    await dialog.waitFor({ state: 'hidden' });
  });

  test('somebody who is there already is not added anew: what is written about them stays', async () => {
    await button(ana.page, 'Add contact').click();
    const form = dialogOf(ana, 'New contact');
    await form.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(' Lee@FineLab.example');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Lee');
    await button(form, 'Save').click();
    await form.getByText('This address is in your address book already.').waitFor();
    await expectAccessible(ana, 'a contact who is there already');
    await button(form, 'Cancel').click();
    await form.waitFor({ state: 'hidden' });
    await contact(ana, 'lee@finelab.example').getByText('then ships').waitFor();
    await groupRow(ana, 'Labs').getByText('2 people: Lee Park and Åse Müller').waitFor();
  });

  test('what is no file of contacts is refused whole', async () => {
    const dialog = await beginImport(ana);
    await chooseFile(dialog, { name: 'prices.csv', content: 'Article;Price\nCrown;200' });
    await dialog.getByText('This file cannot be imported').waitFor();
    await dialog.getByText('none of them is called “E-mail address”').waitFor();
    await expect.poll(() => ana.page.evaluate(() => document.activeElement?.textContent)).toBe('Choose file again');
    await ana.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });
});

describe('groups', () => {
  test('are made, renamed and deleted, and their people stay', async () => {
    await button(ana.page, 'New group').click();
    const form = dialogOf(ana, 'New group');
    await button(form, 'Save').click();
    await form.getByText('Type a name for the group.').waitFor();
    await form.getByRole('textbox', { name: 'Group name', exact: true }).fill('labs');
    await button(form, 'Save').click();
    await form.getByText('Another group has this name').waitFor();
    await form.getByRole('textbox', { name: 'Group name', exact: true }).fill('Harbour people');
    await form.getByRole('checkbox', { name: /^Kim Sol/ }).check();
    await expectAccessible(ana, 'new group');
    await button(form, 'Save').click();
    await groupRow(ana, 'Harbour people').getByText('1 person: Kim Sol').waitFor();

    await button(ana.page, 'Edit group Harbour people').click();
    const edit = dialogOf(ana, 'Edit group');
    await edit.getByRole('textbox', { name: 'Group name', exact: true }).fill('By the sea');
    await edit.getByRole('checkbox', { name: /^Lee Park/ }).check();
    await button(edit, 'Save').click();
    await groupRow(ana, 'By the sea').getByText('2 people').waitFor();

    await button(ana.page, 'Edit Kim Sol').click();
    const person = dialogOf(ana, 'Edit contact');
    await person.getByRole('checkbox', { name: 'By the sea', exact: true }).uncheck();
    await expectAccessible(ana, 'edit contact with groups');
    await button(person, 'Save').click();
    await groupRow(ana, 'By the sea').getByText('1 person: Lee Park').waitFor();

    await button(ana.page, 'Edit group By the sea').click();
    // What fails is said in the form, and tried again by the same button.
    await ana.context.setOffline(true);
    await button(edit, 'Delete group').click();
    await edit.getByRole('alert').waitFor();
    await ana.context.setOffline(false);
    await button(edit, 'Delete group').click();
    await edit.waitFor({ state: 'detached' });
    await expect.poll(() => groupRow(ana, 'By the sea').count(), patience).toBe(0);
    await contact(ana, 'kim@harbour.example').waitFor();
  });

  test('typed into “To” are offered, and all their people are added at once', async () => {
    const dialog = await openCompose(ana);
    const to = dialog.getByRole('combobox', { name: 'To', exact: true });
    const chosen = dialog.getByRole('list', { name: 'Selected recipients', exact: true });
    await to.pressSequentially('lab');
    await dialog.getByRole('option', { name: /^Labs/ }).getByText('Group of 2 people').waitFor();
    await expectAccessible(ana, 'a group among the suggestions');
    await dialog.getByRole('option', { name: /^Labs/ }).click();
    expect(await chosen.getByRole('listitem').allTextContents()).toEqual([expect.stringContaining('lee@finelab.example'), expect.stringContaining('ase@sued.example')]);
    expect(await dialog.getByRole('option').count()).toBe(0);
    await to.press('Backspace');
    // Its whole name and Enter do the same, and who is there already is not added twice.
    await to.fill('LABS');
    await dialog.getByRole('option', { name: /^Labs/ }).waitFor();
    await to.press('Enter');
    expect(await chosen.getByRole('listitem').count()).toBe(2);
    await to.fill('mueller sud');
    await expect.poll(() => dialog.getByRole('option').count(), patience).toBe(0);
    await to.fill('');
    await button(dialog, 'Discard draft').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  test('and somebody, typed faster than their suggestions come, are taken by Enter all the same', async () => {
    const dialog = await openCompose(ana);
    const to = dialog.getByRole('combobox', { name: 'To', exact: true });
    const chosen = dialog.getByRole('list', { name: 'Selected recipients', exact: true });
    await typeAndEnter(to, 'Labs');
    await expect.poll(() => chosen.getByRole('listitem').allTextContents(), patience).toEqual([expect.stringContaining('lee@finelab.example'), expect.stringContaining('ase@sued.example')]);
    await typeAndEnter(to, 'kim so');
    await typeAndEnter(to, 'nobody of that name');
    await expect.poll(() => chosen.getByRole('listitem').count(), patience).toBe(4);
    await chosen.getByRole('listitem').filter({ hasText: 'kim@harbour.example' }).waitFor();
    await chosen.getByRole('listitem').filter({ hasText: 'nobody of that name' }).getByText('Not an address').waitFor();
    await button(dialog, 'Discard draft').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  test('are written to from the address book, in a message that begins like every other', async () => {
    await button(ana.page, 'Write to group Labs').click();
    const dialog = dialogOf(ana, 'New message');
    const chosen = dialog.getByRole('list', { name: 'Selected recipients', exact: true });
    await expect.poll(() => chosen.getByRole('listitem').count(), patience).toBe(2);
    expect(await dialog.getByRole('textbox', { name: 'Message', exact: true }).inputValue()).toMatch(/^You have received a secure message from Dr\. Ana Ruiz/);
    await button(dialog, 'Discard draft').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  test('a letter that fits people and a group leaves the people first', async () => {
    const dialog = await openCompose(ana);
    const to = dialog.getByRole('combobox', { name: 'To', exact: true });
    await to.pressSequentially('la');
    await expect.poll(() => dialog.getByRole('option').count(), patience).toBe(3);
    expect((await dialog.getByRole('option').allTextContents()).at(-1)).toContain('Labs');
    await to.press('Enter');
    expect(await dialog.getByRole('list', { name: 'Selected recipients', exact: true }).getByRole('listitem').count()).toBe(1);
    await button(dialog, 'Discard draft').click();
    await dialog.waitFor({ state: 'hidden' });
  });
});

describe('exporting', () => {
  test.each([['CSV', 'sealpost-contacts.csv'], ['vCard', 'sealpost-contacts.vcf']])('as %s gives a file that says all of it, after saying that it is not encrypted', async (format, fileName) => {
    await goTo(ana, '/contacts');
    await button(ana.page, 'More for the address book').click();
    await ana.page.getByRole('menuitem', { name: 'Export contacts', exact: true }).click();
    const dialog = dialogOf(ana, 'Export contacts');
    await dialog.getByText('The file is not encrypted').waitFor();
    await dialog.getByRole('radio', { name: new RegExp(`^${format}`) }).check();
    await expectAccessible(ana, 'export contacts');
    const [saved] = await Promise.all([ana.page.waitForEvent('download'), button(dialog, 'Export').click()]);
    expect(saved.suggestedFilename()).toBe(fileName);
    const { cards, problems } = await readContacts(new File([new Uint8Array(await readDownload(saved))], fileName));
    expect(problems).toEqual([]);
    expect(cards.map(({ card }) => card).toSorted((a, b) => a.address.localeCompare(b.address))).toEqual([
      { address: 'ase@sued.example', name: 'Åse Müller', practice: 'Zahnlabor Süd', notes: '', groups: ['Labs'] },
      { address: 'kim@harbour.example', name: 'Kim Sol', practice: 'Harbour Dental', notes: '', groups: [] },
      { address: 'lee@finelab.example', name: 'Lee Park', practice: 'Fine Lab', notes: 'Mills until noon;\nthen ships', groups: ['Labs'] },
    ]);
  });
});

describe('a book of thousands', () => {
  test('is imported, drawn, searched and written from quickly', async () => {
    const many = Array.from({ length: 6000 }, (_, number) => `Person ${number};Practice ${number % 97};person${number}@many.example;A note about person ${number}`);
    const dialog = await beginImport(ana);
    const begun = performance.now();
    await chooseFile(dialog, { name: 'many.csv', content: ['Name;Company;E-mail;Notes', ...many].join('\n') });
    await button(dialog, 'Import 6,000 contacts').click({ timeout: 60_000 });
    await dialog.waitFor({ state: 'hidden', timeout: 60_000 });
    const imported = performance.now() - begun;
    const list = ana.page.getByRole('list', { name: 'Contacts', exact: true }).getByRole('listitem');
    await ana.page.getByText('6,003 contacts', { exact: true }).waitFor();
    expect(await list.count()).toBeLessThan(300);
    const found = await timed(async () => {
      await ana.page.getByRole('searchbox', { name: 'Find a contact', exact: true }).fill('person 5999');
      await ana.page.getByText('1 contact', { exact: true }).waitFor();
    });
    await ana.page.getByRole('searchbox', { name: 'Find a contact', exact: true }).fill('');
    await ana.page.getByText('6,003 contacts', { exact: true }).waitFor();
    const before = await list.count();
    await list.last().scrollIntoViewIfNeeded();
    await expect.poll(() => list.count(), patience).toBeGreaterThan(before);
    const compose = await openCompose(ana);
    const suggested = await timed(async () => {
      await compose.getByRole('combobox', { name: 'To', exact: true }).fill('5998 practice');
      await compose.getByRole('option', { name: /^Person 5998/ }).waitFor();
    });
    console.log(`6,000 contacts: imported in ${Math.round(imported)} ms, found in ${Math.round(found)} ms, suggested in ${Math.round(suggested)} ms`);
    expect(Math.max(found, suggested)).toBeLessThan(2_000);
    await ana.page.keyboard.press('Escape');
  });

  test('is whole on another device, a phone in the dark', async () => {
    const phone = await stage.somebody({ phone: true, dark: true });
    await enter(phone, cast.ana);
    await goTo(phone, '/contacts');
    await phone.page.getByText('6,003 contacts', { exact: true }).waitFor({ timeout: 60_000 });
    await groupRow(phone, 'Labs').getByText('2 people').waitFor();
    await expectAccessible(phone, 'address book on a phone, dark');
    const dialog = await beginImport(phone);
    await chooseFile(dialog, { name: 'outlook.csv', content: broken });
    await dialog.getByText(/^Line 4/).waitFor();
    await expectAccessible(phone, 'import with a mistake on a phone, dark');
    await phone.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await button(phone.page, 'Edit group Labs').click();
    // Waits until it lies there to be touched.
    await dialogOf(phone, 'Edit group').getByRole('checkbox', { name: /^Lee Park/ }).hover();
    await expectAccessible(phone, 'edit group on a phone, dark');
  });
});

test('no page complained of an error, a policy violation or a request to a third party', () => stage.expectNoComplaints());

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
