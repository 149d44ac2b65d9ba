// The mailbox as people live in it: writing by keyboard alone, drafts that survive, being offline, being unconfirmed, hands
// that paste from anywhere; each screen looked at with axe, wide and on a phone, light and dark.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { startSealpost, type RunningSealpost } from '../support/sealpost.ts';
import { expectAccessible } from './accessible.ts';
import { confirmAddress, foundPractice } from './entry.ts';
import { attach, goTo, newPerson, openCompose, openMessage, type Person, registerPractice, type SignUp, send, storeKit, write } from './person.ts';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

const dentist = { practiceName: 'Northside Dental', name: 'Dr. Ana Ruiz', address: 'ana@northside.example', password: 'orbit-velvet-canyon-lantern-42' };
const lab = { practiceName: 'Fine Lab', name: 'Lee Park', address: 'lee@finelab.example', password: 'thimble-harbor-quartz-meadow-17' };
const newcomer = { practiceName: 'Harbour Dental', name: 'Kim Sol', address: 'kim@harbour.example', password: 'copper-willow-anthem-ridge-88' };

let sealpost: RunningSealpost;
let browser: Browser;
let ana: Person;
let lee: Person;

/** Long enough for a machine that has other work too. */
const patience = { timeout: 30_000 };
const button = (within: Locator, name: string | RegExp) => within.getByRole('button', { name, exact: typeof name === 'string' });
const chosen = (dialog: Locator) => dialog.getByRole('list', { name: 'Selected recipients', exact: true });
const secureMessage = (dialog: Locator) => dialog.getByRole('textbox', { name: 'Secure message', exact: true });

beforeAll(async () => {
  [sealpost, browser] = await Promise.all([startSealpost(), launchBrowser()]);
  ana = await newPerson(browser, { base: sealpost.url });
  lee = await newPerson(browser, { base: sealpost.url, phone: true, dark: true });
});
afterAll(async () => {
  await browser?.close();
  await sealpost?.stop();
});

describe('before the address is confirmed', () => {
  test('one can write, and Send says what is missing and loses nothing', async () => {
    const kim = await newPerson(browser, { base: sealpost.url });
    await registerPractice(kim, newcomer);
    await kim.page.getByText('Confirm your address to send messages').waitFor();
    await expectAccessible(kim, 'first minute, unconfirmed');
    const dialog = await openCompose(kim);
    await write(dialog, { to: [lab.address], secureSubject: 'Early', secureMessage: 'Written before the link was opened' });
    await button(dialog, 'Send').click();
    await dialog.getByText('Your address is not confirmed yet').waitFor();
    await button(dialog, 'Send the mail again').click();
    await kim.page.getByText('The mail is on its way.').first().waitFor();
    expect(await secureMessage(dialog).textContent()).toBe('Written before the link was opened');

    const otherTab = { ...kim, page: await kim.context.newPage() };
    await confirmAddress(otherTab, { sealpost, address: newcomer.address });
    expect((await send(dialog)).size).toBe(1);
    await kim.context.close();
  });
});

describe('writing', () => {
  test('a whole message goes out by keyboard alone, and the code can be read', async () => {
    await foundPractice(ana, { sealpost, who: dentist });
    await expectAccessible(ana, 'empty inbox');
    const { keyboard } = ana.page;
    await keyboard.press('c');
    const dialog = ana.page.getByRole('dialog', { name: 'New message', exact: true });
    await dialog.getByRole('combobox', { name: 'To', exact: true }).waitFor();
    await keyboard.type(`${lab.address},`);
    await chosen(dialog).getByText('Will be invited').waitFor();
    await tabTo(ana, dialog.getByRole('textbox', { name: 'Subject', exact: true }));
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('A message from Northside');
    await tabTo(ana, dialog.getByRole('textbox', { name: 'Secure subject', exact: true }));
    await keyboard.type('Crown 26');
    await tabTo(ana, secureMessage(dialog));
    await keyboard.type('Please mill this in ');
    await keyboard.press('ControlOrMeta+b');
    await keyboard.type('A2');
    await keyboard.press('ControlOrMeta+b');
    await keyboard.type('. See https://finelab.example/guide for the rest.');
    await expectAccessible(ana, 'compose');
    await tabTo(ana, button(dialog, 'Send'));
    await keyboard.press('Enter');
    const codes = ana.page.getByRole('dialog', { name: 'Access codes', exact: true });
    await codes.waitFor({ timeout: 60_000 });
    expect(await codes.locator('[data-access-code]').textContent()).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    await expectAccessible(ana, 'access codes');
    await tabTo(ana, button(codes, 'Done'));
    await keyboard.press('Enter');
    await codes.waitFor({ state: 'hidden' });
  });

  test('the open invitation stands under Contacts with its code, can be renewed, and takes a second message', async () => {
    await goTo(ana, '/contacts');
    const card = ana.page.getByRole('list', { name: 'Open invitations', exact: true }).getByRole('listitem').filter({ hasText: lab.address });
    await card.locator('[data-access-code]').waitFor();
    await expectAccessible(ana, 'contacts with an open invitation');
    await card.getByRole('button', { name: /^Renew/ }).click();
    await ana.page.getByText('The invitation is valid for longer.').first().waitFor();
    await ana.page.getByRole('button', { name: 'Compose message', exact: true }).click();
    const dialog = ana.page.getByRole('dialog', { name: 'New message', exact: true });
    await write(dialog, { to: [lab.address], secureSubject: 'One thing more', secureMessage: 'The shade tab is in the parcel.' });
    await chosen(dialog).getByText('Invitation open').waitFor();
    expect((await send(dialog)).size).toBe(0);
  });

  test('what is not an address, and a paste of many, are told apart; Backspace takes the last', async () => {
    await goTo(ana, '/mail');
    const dialog = await openCompose(ana);
    const to = dialog.getByRole('combobox', { name: 'To', exact: true });
    await to.focus();
    await paste(to, { 'text/plain': '"Park, Lee" <lee@finelab.example>; desk@northside.example\nnot an address' });
    expect(await chosen(dialog).getByRole('listitem').count()).toBe(3);
    await chosen(dialog).getByText('Not an address', { exact: true }).waitFor();
    await button(dialog, 'Send').click();
    await dialog.getByText('not an address: not a complete e-mail address').first().waitFor();
    await to.press('Backspace');
    expect(await chosen(dialog).getByRole('listitem').count()).toBe(2);
    await button(dialog, 'Discard draft').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  test('pasted HTML is reduced to the schema, files are taken from a paste, and nothing breaks the policy', async () => {
    await goTo(ana, '/mail');
    const dialog = await openCompose(ana);
    await dialog.getByRole('combobox', { name: 'To', exact: true }).fill(lab.address);
    await dialog.getByRole('textbox', { name: 'Secure subject', exact: true }).fill('Pasted');
    const body = secureMessage(dialog);
    await body.click();
    await paste(body, {
      'text/html':
        '<style>p{color:red}</style><h1 style="color:red" onclick="alert(1)">Plan</h1><script>alert(1)</script><p>A <span style="font-weight:700">strong</span> word. See <a href="https://x.example">x</a> <a href="javascript:alert(1)">y</a></p><table><tr><td>26</td></tr></table><ol start="3"><li>three</li></ol>',
      'text/plain': 'Plan',
    });
    await body.getByRole('heading', { name: 'Plan' }).waitFor();
    expect(await body.locator('script, [onclick], [style*="red"], a[href^="javascript"]').count()).toBe(0);
    expect(await body.getByRole('cell').textContent()).toBe('26');
    expect(await body.locator('strong').textContent()).toBe('strong');
    await pasteFile(body, { name: 'photo.png', type: 'image/png', content: 'not really a picture' });
    await dialog.getByRole('list', { name: 'Attachments', exact: true }).getByText('photo.png', { exact: true }).waitFor();
    await send(dialog);
  });

  test('a draft is kept when the panel closes, comes back after a reload with its files, and can be thrown away', async () => {
    await goTo(ana, '/mail');
    const dialog = await openCompose(ana);
    await write(dialog, { to: [lab.address], secureSubject: 'Half written', secureMessage: 'To be continued' });
    await attach(dialog, [{ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') }]);
    await dialog.getByText('Encrypted and uploaded').waitFor();
    await dialog.getByText(/^Draft saved/).waitFor();
    await ana.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await goTo(ana, '/mail?folder=drafts');
    const drafts = ana.page.getByRole('list', { name: 'Drafts', exact: true });
    await drafts.getByRole('listitem').filter({ hasText: 'Half written' }).click();
    await dialog.waitFor();
    expect(await secureMessage(dialog).textContent()).toBe('To be continued');
    await dialog.getByText('notes.txt', { exact: true }).waitFor();
    await ana.page.reload();
    await dialog.waitFor();
    expect(await secureMessage(dialog).textContent()).toBe('To be continued');
    await button(dialog, 'Discard draft').click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => drafts.getByRole('listitem').filter({ hasText: 'Half written' }).count(), patience).toBe(0);
  });

  test('an empty message is refused in words, and an empty file is sent as it is: Send never asks', async () => {
    await goTo(ana, '/mail');
    const dialog = await openCompose(ana);
    await write(dialog, { to: [lab.address], secureSubject: ' ', secureMessage: '' });
    await button(dialog, 'Send').click();
    await dialog.getByRole('alert').getByText('The secure message is empty').waitFor();
    expect(await ana.page.getByRole('alertdialog').count()).toBe(0);
    await dialog.getByRole('textbox', { name: 'Secure subject', exact: true }).fill('Nothing inside');
    await attach(dialog, [{ name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) }]);
    await send(dialog);
  });

  test('without a connection nothing is lost, and the message goes out by itself when there is one', async () => {
    await goTo(ana, '/mail');
    const dialog = await openCompose(ana);
    await write(dialog, { to: [lab.address], secureSubject: 'From the train', secureMessage: 'Written in a tunnel' });
    await chosen(dialog).getByText('Invitation open').waitFor();
    await ana.context.setOffline(true);
    await button(dialog, 'Send').click();
    await dialog.getByText('Nothing is lost: the message goes out by itself when you are online.').waitFor({ timeout: 60_000 });
    expect(await secureMessage(dialog).textContent()).toBe('Written in a tunnel');
    await ana.context.setOffline(false);
    await dialog.waitFor({ state: 'hidden', timeout: 60_000 });
    await goTo(ana, '/mail?folder=sent');
    await expect.poll(() => ana.page.getByRole('listitem').filter({ hasText: 'From the train' }).count(), patience).toBe(1);
  });
});

describe('reading', () => {
  test('on a phone all waiting messages open, one screen at a time, with a way back', async () => {
    await goTo(ana, '/contacts');
    const code = await ana.page.locator('[data-access-code]').first().textContent();
    const link = (await sealpost.mailTo(lab.address, { containing: '/invite?' })).link('/invite');
    await register(lee, { link, code: code ?? '', who: lab });
    await lee.page.getByRole('region', { name: 'Secure message', exact: true }).waitFor();
    await expectAccessible(lee, 'message on a phone, dark');
    await lee.page.getByRole('link', { name: 'Back to Inbox' }).click();
    const list = lee.page.getByRole('list', { name: 'Messages', exact: true });
    await expect.poll(() => list.getByRole('listitem').count(), patience).toBe(5);
    await expectAccessible(lee, 'inbox on a phone, dark');
    await openMessage(lee, 'Crown 26');
    expect(await list.isVisible()).toBe(false);
    const secure = lee.page.getByRole('region', { name: 'Secure message', exact: true });
    expect(await secure.locator('strong').textContent()).toBe('A2');
    expect(await secure.getByRole('link').getAttribute('rel')).toContain('noopener');
  });

  test('what is read is marked, what is moved leaves the list, and Undo brings it back', async () => {
    await lee.page.getByRole('button', { name: 'Archive', exact: true }).click();
    const list = lee.page.getByRole('list', { name: 'Messages', exact: true });
    await expect.poll(() => list.getByRole('listitem').count(), patience).toBe(4);
    await lee.page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(() => list.getByRole('listitem').count(), patience).toBe(5);
    expect(await list.getByRole('listitem').filter({ hasText: 'Crown 26' }).getByRole('img', { name: 'Unread' }).count()).toBe(0);
  });

  test('search finds by any word of it, whatever its case', async () => {
    const search = lee.page.getByRole('searchbox', { name: 'Search', exact: true });
    await search.fill('TUNNEL');
    const list = lee.page.getByRole('list', { name: 'Messages', exact: true });
    await expect.poll(() => list.getByRole('listitem').count(), patience).toBe(1);
    expect(lee.page.url()).not.toMatch(/tunnel/i);
    await search.fill('');
  });

  test('on a phone the folders open in a drawer, and Escape closes it', async () => {
    await button(lee.page.locator('header'), 'Show folders').click();
    const folders = lee.page.getByRole('navigation', { name: 'Folders', exact: true });
    await folders.getByRole('link', { name: /^Inbox/ }).waitFor();
    await expectAccessible(lee, 'folders on a phone');
    await lee.page.keyboard.press('Escape');
    await expect.poll(() => folders.isVisible(), patience).toBe(false);
  });

  test('to its sender a message says who has opened it', async () => {
    await goTo(ana, '/mail?folder=sent');
    await openMessage(ana, 'Crown 26');
    await ana.page.getByText(/^Opened /).waitFor();
    await expectAccessible(ana, 'sent message');
  });

  test('keys lead through list and message: j, r, Escape, ?', async () => {
    const dialog = lee.page.getByRole('dialog', { name: 'New message', exact: true });
    await openMessage(lee, 'From the train');
    await lee.page.keyboard.press('j');
    await lee.page.getByRole('heading', { level: 1, name: 'Nothing inside' }).waitFor();
    await lee.page.keyboard.press('r');
    await dialog.waitFor();
    expect(await chosen(dialog).textContent()).toContain(dentist.name);
    expect(await chosen(dialog).textContent()).toContain('Verified by access code');
    await lee.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await lee.page.keyboard.press('?');
    await lee.page.getByRole('dialog', { name: 'Keyboard shortcuts', exact: true }).waitFor();
    await expectAccessible(lee, 'keyboard help');
    await lee.page.keyboard.press('Escape');
  });

  test('print shows both parts and the attachments, and nothing of the frame', async () => {
    await goTo(ana, '/mail?folder=sent');
    await openMessage(ana, 'Nothing inside');
    await ana.page.emulateMedia({ media: 'print' });
    for (const name of ['E-mail message', 'Secure message']) expect(await ana.page.getByRole('region', { name, exact: true }).isVisible()).toBe(true);
    expect(await ana.page.getByText('empty.txt').first().isVisible()).toBe(true);
    for (const name of ['Compose message', 'Account', 'Message actions']) expect(await ana.page.getByRole('button', { name, exact: true }).isVisible()).toBe(false);
    expect(await ana.page.getByRole('navigation', { name: 'Folders' }).isVisible()).toBe(false);
    await ana.page.emulateMedia({ media: 'screen' });
  });
});

describe('contacts and practice', () => {
  test('a contact can be edited, written to, and shows its verification', async () => {
    await goTo(ana, '/contacts');
    const row = ana.page.getByRole('list', { name: 'Contacts', exact: true }).getByRole('listitem').filter({ hasText: lab.address });
    await row.getByText(/^Verified by access code on/).waitFor();
    await row.getByRole('button', { name: /^Edit/ }).click();
    const dialog = ana.page.getByRole('dialog', { name: 'Edit contact', exact: true });
    await dialog.getByRole('textbox', { name: 'Notes', exact: true }).fill('Mills until noon');
    await expectAccessible(ana, 'edit contact');
    await button(dialog, 'Save').click();
    await row.getByText('Mills until noon').waitFor();
    await expectAccessible(ana, 'contacts');
    await row.getByRole('button', { name: /^Write to/ }).click();
    const compose = ana.page.getByRole('dialog', { name: 'New message', exact: true });
    await chosen(compose).getByText('Verified by access code').waitFor();
    await compose.getByText('Only Lee Park and you can open this.').waitFor();
    await button(compose, 'Discard draft').click();
    await compose.waitFor({ state: 'hidden' });
  });

  test('the owner sets where answers go and whether complete links are allowed', async () => {
    await goTo(ana, '/practice');
    await ana.page.getByRole('textbox', { name: 'Answers to the e-mail part go to', exact: true }).fill('desk@northside.example');
    await ana.page.getByRole('checkbox', { name: 'Allow complete links and QR codes', exact: true }).check();
    await button(ana.page.locator('main'), 'Save changes').click();
    await ana.page.getByText('The practice was saved.').first().waitFor();
    await expectAccessible(ana, 'practice');
    const dialog = await openCompose(ana);
    await write(dialog, { to: ['new@clinic.example'], secureSubject: 'With a link', secureMessage: 'Welcome' });
    await chosen(dialog).getByText('Will be invited').waitFor();
    await button(dialog, 'Send').click();
    const codes = ana.page.getByRole('dialog', { name: 'Access codes', exact: true });
    await button(codes, 'Copy complete link').waitFor({ timeout: 60_000 });
    await button(codes, 'Show QR code').click();
    await codes.getByRole('img', { name: /^QR code/ }).waitFor();
    await expectAccessible(ana, 'access codes with QR');
    await button(codes, 'Done').click();
  });

  test('a guest sees the practice that sponsors it, and cannot invite', async () => {
    await goTo(lee, '/practice');
    await lee.page.getByRole('list', { name: 'Practices that sponsor you' }).getByText(dentist.practiceName).waitFor();
    await expectAccessible(lee, 'practice of a guest');
    await goTo(lee, '/mail');
    const dialog = await openCompose(lee);
    await write(dialog, { to: ['stranger@nowhere.example'], secureSubject: 'Hello', secureMessage: 'Anybody there?' });
    await chosen(dialog).getByText('Cannot be invited by you').waitFor();
    await button(dialog, 'Send').click();
    await dialog.getByText('your account cannot invite').waitFor();
    await expectAccessible(lee, 'why it is not sent, on a phone');
  });
});

test('no page complained of an error, a policy violation or a request to a third party', () => {
  const offline = /net::ERR_INTERNET_DISCONNECTED|Failed to fetch/;
  expect([...ana.complaints, ...lee.complaints].filter((complaint) => !offline.test(complaint))).toEqual([]);
});

/** From the link in the mail to the waiting message. */
async function register(person: Person, { link, code, who }: { link: string; code: string; who: SignUp }): Promise<void> {
  const { page } = person;
  await goTo(person, link);
  await page.getByRole('textbox', { name: 'Access code', exact: true }).fill(code);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByRole('textbox', { name: 'Your name', exact: true }).fill(who.name);
  await page.getByRole('textbox', { name: 'Practice name', exact: true }).fill(who.practiceName);
  for (const field of ['Password', 'Repeat password']) await page.getByLabel(field, { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Create account', exact: true }).click();
  await storeKit(person);
  await page.waitForURL(/\/message\?id=/);
}

/** Presses Tab until the place has the focus, as a person without a mouse does. */
async function tabTo({ page }: Person, place: Locator): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 40; presses += 1) {
    if (await place.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    passed.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''));
  }
  throw new Error(`not reached by the Tab key, only ${passed.join(', ')}`);
}

async function paste(place: Locator, data: Record<string, string>): Promise<void> {
  await place.evaluate((element, entries) => {
    const clipboardData = new DataTransfer();
    for (const [type, value] of Object.entries(entries)) clipboardData.setData(type, value);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);
}

async function pasteFile(place: Locator, file: { name: string; type: string; content: string }): Promise<void> {
  await place.evaluate((element, { name, type, content }) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([content], name, { type }));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, file);
}
