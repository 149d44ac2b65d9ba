// The whole way by keyboard alone: from signing up to logging out, on both sides of a message. Wherever something closes or goes away, the
// focus stays in the page, in a sensible place, and is seen there. Nothing here points at anything.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { founder } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { writePng } from '../support/files/png-writer.ts';
import { overHttp } from '../support/over-http.ts';
import { chooseFrom, expectFocus, expectSomewhere, fillIn, press, pressOn, tabTo } from './by-keyboard.ts';
import { ana as dentist, lee as lab } from './cast.ts';
import { goTo, type Person, readDownload } from './person.ts';
import { heading, secureMessage } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

const crown = { name: 'crown.png', mimeType: 'image/png', buffer: writePng({ width: 120, height: 80, row: () => Buffer.alloc(120 * 3, 120) }) };
const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Shade A2 at the neck.\n') };
const wrong = { name: 'holiday.txt', mimeType: 'text/plain', buffer: Buffer.from('Not for the lab.\n') };

let stage: Stage;
let ana: Person;
let lee: Person;
let code: string;

beforeAll(async () => {
  stage = await openStage();
  [ana, lee] = [await stage.somebody(), await stage.somebody()];
  for (const { page } of [ana, lee]) page.setDefaultTimeout(15_000);
  await ana.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // Somebody listens from the start: a key is quicker than the browser is told to ask here.
  ana.page.on('filechooser', () => undefined);
}, 120_000);
afterAll(() => stage?.close());

type Within = Person | Locator;
const inside = (place: Within): Locator => ('complaints' in place ? place.page.locator('body') : place);
const textbox = (place: Within, name: string) => inside(place).getByRole('textbox', { name, exact: true });
const button = (place: Within, name: string | RegExp) => inside(place).getByRole('button', { name, exact: true });
const dialog = ({ page }: Person, name: string) => page.getByRole('dialog', { name, exact: true });
const row = ({ page }: Person, subject: string) => page.getByRole('list', { name: 'Messages', exact: true }).getByRole('listitem').filter({ hasText: subject }).getByRole('link');
const actions = (person: Person) => button(person, 'Message actions');

/** Of the open message. */
const choose = (person: Person, entry: string) => chooseFrom(person, actions(person), { entry });

async function logOut(person: Person): Promise<void> {
  await chooseFrom(person, button(person, 'Account'), { entry: 'Log out', back: true });
  await person.page.waitForURL(/\/login/);
  await expectFocus(person, textbox(person, 'E-mail address'));
}

async function storeKit(person: Person): Promise<void> {
  const stored = button(person, 'I have stored it');
  await stored.waitFor({ timeout: 60_000 });
  await expectFocus(person, person.page.getByRole('heading', { level: 1 }));
  await pressOn(person, stored);
}

async function fillAccount(person: Person, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, words] of Object.entries(fields)) await fillIn(person, person.page.getByLabel(name, { exact: true }), words);
  await press(person, 'Enter');
}

describe('a practice', () => {
  test('signs up, puts its recovery kit away and confirms its address', async () => {
    await goTo(ana, '/register');
    await textbox(ana, 'Practice name').and(ana.page.locator(':enabled')).waitFor();
    const { practiceName, name, address, password } = dentist;
    await fillAccount(ana, { 'Practice name': practiceName, 'Your name': name, 'E-mail address': address, Password: password, 'Repeat password': password });
    await storeKit(ana);
    await ana.page.waitForURL(/\/mail/);
    await goTo(ana, (await stage.sealpost.mailTo(address)).link('/confirm'));
    await pressOn(ana, button(ana, 'Confirm address'));
    await expectFocus(ana, heading(ana, 'Your address is confirmed'));
    await pressOn(ana, ana.page.getByRole('link', { name: 'Go to your mailbox', exact: true }));
    await ana.page.waitForURL(/\/mail/);
  });

  test('writes to somebody new, attaches files and takes one back', async () => {
    await button(ana, 'Compose message').and(ana.page.locator(':enabled')).waitFor();
    await press(ana, 'c');
    const writing = dialog(ana, 'New message');
    await expectFocus(ana, writing.getByRole('combobox', { name: 'To', exact: true }));
    await ana.page.keyboard.type(`${lab.address},`);
    await writing.getByRole('list', { name: 'Selected recipients', exact: true }).getByText('Will be invited').waitFor();
    await tabTo(ana, textbox(writing, 'Subject'));
    await press(ana, 'ControlOrMeta+a');
    await ana.page.keyboard.type('From Northside Dental');
    await fillIn(ana, textbox(writing, 'Secure subject'), 'Crown 26');
    await fillIn(ana, textbox(writing, 'Secure message'), 'Please mill this in zirconia.');
    for (const [file, key] of [[crown, 'Enter'], [wrong, 'Space'], [notes, 'Enter']] as const) {
      await tabTo(ana, button(writing, 'Attach files'));
      const [chooser] = await Promise.all([ana.page.waitForEvent('filechooser'), press(ana, key)]);
      await chooser.setFiles(file);
      await writing.getByRole('list', { name: 'Attachments', exact: true }).getByText(file.name, { exact: true }).waitFor();
      await expectFocus(ana, button(writing, 'Attach files'));
    }
    await pressOn(ana, button(writing, `Remove ${wrong.name}`));
    await expectFocus(ana, writing.getByRole('listitem').filter({ hasText: notes.name }).getByRole('button').first());
  });

  test('closes what it writes and finds it again, and sends it', async () => {
    await press(ana, 'Escape');
    await dialog(ana, 'New message').waitFor({ state: 'hidden' });
    await expectSomewhere(ana);
    await pressOn(ana, ana.page.getByRole('link', { name: 'Drafts', exact: true }), { back: true });
    await pressOn(ana, ana.page.getByRole('main').getByRole('listitem').filter({ hasText: 'Crown 26' }).getByRole('link'));
    const writing = dialog(ana, 'New message');
    await writing.getByText(notes.name, { exact: true }).waitFor();
    await expectSomewhere(ana);
    await pressOn(ana, button(writing, 'Send'));
    await writing.waitFor({ state: 'hidden', timeout: 60_000 });
  });

  test('is shown the access code, copies it, and goes on where it was', async () => {
    const codes = dialog(ana, 'Access codes');
    await pressOn(ana, button(codes, 'Copy code'));
    code = (await codes.locator('[data-access-code]').textContent())?.trim() ?? '';
    await expect.poll(() => ana.page.evaluate(() => navigator.clipboard.readText())).toBe(code);
    await pressOn(ana, button(codes, 'Done'));
    await codes.waitFor({ state: 'hidden' });
    await expectSomewhere(ana);
    await logOut(ana);
  });
});

describe('whoever is invited', () => {
  test('opens the link, types the code and registers', async () => {
    await goTo(lee, (await stage.sealpost.mailTo(lab.address, { containing: '/invite?' })).link('/invite'));
    await textbox(lee, 'Access code').and(lee.page.locator(':enabled')).waitFor();
    await fillIn(lee, textbox(lee, 'Access code'), code);
    await pressOn(lee, button(lee, 'Continue'));
    await textbox(lee, 'Your name').waitFor({ timeout: 60_000 });
    await expectFocus(lee, lee.page.getByRole('heading', { level: 1 }));
    await fillAccount(lee, { 'Your name': lab.name, 'Practice name': lab.practiceName, Password: lab.password, 'Repeat password': lab.password });
    await storeKit(lee);
    await lee.page.waitForURL(/\/message\?id=/);
  });

  test('reads on from the heading of the waiting message', async () => {
    await expectFocus(lee, heading(lee, 'Crown 26'));
    await secureMessage(lee).getByText('Please mill this in zirconia.').waitFor();
  });

  test('looks at an attachment, and is back at its button', async () => {
    const view = button(secureMessage(lee), `View ${crown.name}`);
    await pressOn(lee, view);
    const viewer = lee.page.getByRole('dialog');
    await viewer.getByText(`${crown.name} is open.`).waitFor({ state: 'attached', timeout: 30_000 });
    await press(lee, 'ArrowRight');
    await viewer.getByRole('heading', { name: notes.name, exact: true }).waitFor();
    await expectSomewhere(lee);
    await press(lee, 'Escape');
    await viewer.waitFor({ state: 'hidden' });
    await expectFocus(lee, view);
  });

  test('downloads an attachment', async () => {
    const save = button(secureMessage(lee), `Download ${notes.name}`);
    await tabTo(lee, save);
    const [saved] = await Promise.all([lee.page.waitForEvent('download', { timeout: 60_000 }), press(lee, 'Enter')]);
    expect(await readDownload(saved)).toEqual(notes.buffer);
    await expectFocus(lee, save);
  });

  test('opens the actions of the message and leaves them', async () => {
    await tabTo(lee, actions(lee), { back: true });
    await press(lee, 'ArrowDown');
    await expectFocus(lee, lee.page.getByRole('menuitem', { name: 'Reply', exact: true }));
    await press(lee, 'Escape');
    await expectFocus(lee, actions(lee));
  });

  test('replies, leaves the reply, and sends it', async () => {
    const writing = dialog(lee, 'New message');
    await choose(lee, 'Reply');
    await expectFocus(lee, textbox(writing, 'Secure message'));
    await press(lee, 'Escape');
    await writing.waitFor({ state: 'hidden' });
    await expectFocus(lee, actions(lee));
    await choose(lee, 'Reply');
    await expectFocus(lee, textbox(writing, 'Secure message'));
    await lee.page.keyboard.type('It is on its way.');
    await pressOn(lee, button(writing, 'Send'));
    await writing.waitFor({ state: 'hidden', timeout: 60_000 });
    await expectFocus(lee, actions(lee));
  });

  test('makes a label and gives it to the message', async () => {
    const choosing = dialog(lee, 'Labels of this message');
    await choose(lee, 'Labels…');
    await choosing.waitFor();
    await fillIn(lee, textbox(choosing, 'New label'), 'Urgent');
    await press(lee, 'Enter');
    await choosing.getByRole('checkbox', { name: 'Urgent', exact: true }).waitFor();
    await expectSomewhere(lee);
    await pressOn(lee, button(choosing, 'Save'), { back: true });
    await choosing.waitFor({ state: 'hidden' });
    await expectFocus(lee, actions(lee));
    await lee.page.getByRole('main').getByText('Urgent').first().waitFor();
  });
});

describe('in a mailbox with more', () => {
  const subjects = ['Bridge 11 to 13', 'Splint for the night', 'Shade of 21'];
  beforeAll(async () => {
    const server = await overHttp(stage.sealpost);
    const writer = await founder(server, { name: 'Ben Okoro', address: 'ben@southside.example' });
    for (const subject of subjects) await send(writer, { to: [lab.address], subject, text: `About: ${subject}` });
    await goTo(lee, '/mail');
    await row(lee, 'Shade of 21').waitFor();
  }, 120_000);

  test('the first Tab offers the way past the frame', async () => {
    await press(lee, 'Tab');
    await expectFocus(lee, lee.page.getByRole('link', { name: 'Skip to content', exact: true }));
    await press(lee, 'Enter');
    await expectFocus(lee, lee.page.getByRole('main'));
  });

  test('Enter takes the focus from the row into the message, u takes it back, and j and k leave it in the list', async () => {
    await press(lee, 'j');
    await expectFocus(lee, row(lee, 'Shade of 21'));
    await press(lee, 'Enter');
    await expectFocus(lee, heading(lee, 'Shade of 21'));
    await press(lee, 'j');
    await heading(lee, 'Splint for the night').waitFor();
    await expectFocus(lee, row(lee, 'Splint for the night'));
    await press(lee, 'Enter');
    await expectFocus(lee, heading(lee, 'Splint for the night'));
    await press(lee, 'u');
    await expectFocus(lee, row(lee, 'Splint for the night'));
  });

  test('a message that is archived leaves the focus at the one that moved up, and z brings it back', async () => {
    await press(lee, 'Enter');
    await expectFocus(lee, heading(lee, 'Splint for the night'));
    await pressOn(lee, button(lee, 'Archive'), { back: true });
    await expectFocus(lee, row(lee, 'Bridge 11 to 13'));
    expect(await row(lee, 'Splint for the night').count()).toBe(0);
    await press(lee, 'z');
    await row(lee, 'Splint for the night').waitFor();
    await expectFocus(lee, row(lee, 'Bridge 11 to 13'));
  });

  test('so do selected ones by key, and the focus is not lost with the offer to undo that is pressed', async () => {
    await press(lee, 'k', 'x', 'e');
    await expectFocus(lee, row(lee, 'Bridge 11 to 13'));
    await pressOn(lee, button(lee, 'Undo'));
    await row(lee, 'Splint for the night').waitFor();
    await expectSomewhere(lee);
  });

  test('what the search finds is a key away, is opened, and come back to', async () => {
    await press(lee, '/');
    const search = lee.page.getByRole('searchbox', { name: 'Search', exact: true });
    await expectFocus(lee, search);
    await lee.page.keyboard.type('bridge');
    await row(lee, 'Bridge 11 to 13').waitFor();
    await expect.poll(() => row(lee, 'Splint for the night').count()).toBe(0);
    await press(lee, 'Enter');
    await expectFocus(lee, row(lee, 'Bridge 11 to 13'));
    await press(lee, 'Enter');
    await expectFocus(lee, heading(lee, 'Bridge 11 to 13'));
    await press(lee, 'u');
    await expectFocus(lee, row(lee, 'Bridge 11 to 13'));
    await press(lee, '/', 'Escape');
    await row(lee, 'Splint for the night').waitFor();
    await expectFocus(lee, lee.page.getByRole('main'));
  });

  test('the help for the keys opens and closes in place', async () => {
    await press(lee, 'j');
    await expectSomewhere(lee);
    await press(lee, '?');
    const help = dialog(lee, 'Keyboard shortcuts');
    await help.waitFor();
    await press(lee, 'Escape');
    await help.waitFor({ state: 'hidden' });
    await expectFocus(lee, row(lee, 'Shade of 21'));
  });

  test('the settings are reached and changed, and one logs out', async () => {
    await pressOn(lee, lee.page.getByRole('navigation', { name: 'Places', exact: true }).getByRole('link', { name: 'Settings', exact: true }), { back: true });
    await lee.page.waitForURL(/\/settings/);
    const compact = lee.page.getByRole('radio', { name: 'Compact', exact: true });
    await tabTo(lee, lee.page.getByRole('radio', { name: 'Comfortable', exact: true }), { most: 150 });
    await press(lee, 'ArrowDown');
    await expectFocus(lee, compact);
    expect(await compact.isChecked()).toBe(true);
    await press(lee, 'ArrowUp');
    await logOut(lee);
  });
});

test('nothing was complained of', () => stage.expectNoComplaints());
