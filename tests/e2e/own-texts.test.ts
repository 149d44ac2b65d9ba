// Signature and templates: kept sealed with the account, there on every device, and never in a message's way.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { expectAccessible } from './accessible.ts';
import * as cast from './cast.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, openCompose, openMessage, type Person, send } from './person.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let ana: Person;

const button = (within: Locator | Person['page'], name: string | RegExp) => within.getByRole('button', { name, exact: typeof name === 'string' });
const field = (within: Locator | Person['page'], name: string) => within.getByRole('textbox', { name, exact: true });
/** The panel is there a moment before its text is. */
const paragraphsOf = (body: Locator) => body.waitFor().then(() => body.locator(':scope > *').allTextContents());
const patience = { timeout: 30_000 };

beforeAll(async () => {
  stage = await openStage();
  ana = await stage.somebody();
  await foundPractice(ana, { sealpost: stage.sealpost, who: cast.ana });
});
afterAll(() => stage?.close());

async function discard(dialog: Locator): Promise<void> {
  await button(dialog, 'Discard draft').click();
  await dialog.waitFor({ state: 'hidden' });
}

async function chooseTemplate(dialog: Locator, name: string): Promise<void> {
  await button(dialog, 'Templates').click();
  await dialog.page().getByRole('menuitem', { name, exact: true }).click();
}

describe('a signature', () => {
  test('is not there before somebody writes one', async () => {
    const dialog = await openCompose(ana);
    expect(await field(dialog, 'Secure message').textContent()).toBe('');
    await ana.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  test('is written in the settings and stands below a new message in both parts', async () => {
    await goTo(ana, '/settings');
    const body = field(ana.page, 'Signature in the secure message');
    await body.click();
    await ana.page.keyboard.type('Dr. Ana Ruiz');
    await ana.page.keyboard.press('Enter');
    await ana.page.keyboard.type('Northside Dental, second floor');
    await field(ana.page, 'Signature in the e-mail message').fill('Northside Dental\nTel. 020 7946 0958');
    await expectAccessible(ana, 'settings with a signature');
    await button(ana.page, 'Save signature').click();
    await ana.page.getByText('The signature is saved.').first().waitFor();

    await goTo(ana, '/mail');
    const dialog = await openCompose(ana);
    expect(await paragraphsOf(field(dialog, 'Secure message'))).toEqual(['', '', 'Dr. Ana Ruiz', 'Northside Dental, second floor']);
    expect(await field(dialog, 'Message').inputValue()).toMatch(/^You have received a secure message .*\n\nNorthside Dental\nTel\. 020 7946 0958$/s);
    await expectAccessible(ana, 'compose with a signature');
    await discard(dialog);
  });

  test('alone is no message', async () => {
    const dialog = await openCompose(ana);
    await dialog.getByRole('combobox', { name: 'To', exact: true }).fill(`${cast.ana.address},`);
    await button(dialog, 'Send').click();
    await dialog.getByRole('alert').getByText('The secure message is empty').waitFor();
    await discard(dialog);
  });

  test('leaves the cursor above it, is sent, and its telephone number in the e-mail part is not asked about', async () => {
    const dialog = await openCompose(ana);
    const to = dialog.getByRole('combobox', { name: 'To', exact: true });
    await to.fill(cast.ana.address);
    await to.press('Enter');
    await field(dialog, 'Secure subject').fill('To myself');
    await ana.page.keyboard.press('Tab');
    await field(dialog, 'Secure message').focus();
    await ana.page.keyboard.press('ControlOrMeta+Home');
    await ana.page.keyboard.type('Remember the impression');
    await send(dialog);
    const mail = await stage.sealpost.mailTo(cast.ana.address, { containing: '/message?' });
    expect(mail.text).toContain('Tel. 020 7946 0958');
    await goTo(ana, '/mail');
    await openMessage(ana, 'To myself');
    const secure = ana.page.getByRole('region', { name: 'Secure message', exact: true });
    for (const words of ['Remember the impression', 'Dr. Ana Ruiz', 'Northside Dental, second floor']) await secure.getByText(words, { exact: true }).first().waitFor();
  });

  test('stands in a reply above what is quoted, can be deleted there, and is back in the next', async () => {
    const dialog = ana.page.getByRole('dialog', { name: 'New message', exact: true });
    const body = field(dialog, 'Secure message');
    await ana.page.keyboard.press('r');
    await dialog.waitFor();
    const blocks = await paragraphsOf(body);
    expect(blocks.slice(0, 5)).toEqual(['', '', 'Dr. Ana Ruiz', 'Northside Dental, second floor', '']);
    expect(blocks[5]).toMatch(/wrote:$/);
    expect(blocks[6]).toContain('Remember the impression');
    await expectAccessible(ana, 'reply with a signature');
    await body.fill('Without it this time');
    expect((await send(dialog)).size).toBe(0);
    await ana.page.keyboard.press('f');
    await dialog.waitFor();
    expect((await paragraphsOf(body)).slice(2, 4)).toEqual(['Dr. Ana Ruiz', 'Northside Dental, second floor']);
    await discard(dialog);
  });
});

describe('a template', () => {
  test('is written in the settings', async () => {
    await goTo(ana, '/settings');
    await button(ana.page, 'New template').click();
    const form = ana.page.getByRole('dialog', { name: 'New template', exact: true });
    await button(form, 'Save template').click();
    await form.getByText('Type a name for the template.').waitFor();
    await field(form, 'Template name').fill('Crown order');
    await field(form, 'Subject of the e-mail message').fill('An order from Northside');
    await field(form, 'Subject of the secure message').fill('Order: crown');
    await field(form, 'Text of the secure message').click();
    await ana.page.keyboard.type('Please mill a crown in ');
    await ana.page.keyboard.press('ControlOrMeta+b');
    await ana.page.keyboard.type('A2');
    await expectAccessible(ana, 'new template');
    await button(form, 'Save template').click();
    await ana.page.getByRole('list', { name: 'Templates', exact: true }).getByText('Crown order').waitFor();
    await expectAccessible(ana, 'settings with a template');
  });

  test('fills in what nobody has written, above the signature, and leaves what somebody has', async () => {
    await goTo(ana, '/mail');
    const dialog = await openCompose(ana);
    await field(dialog, 'Secure subject').fill('My own subject');
    await button(dialog, 'Templates').click();
    await ana.page.getByRole('menuitem', { name: 'Crown order', exact: true }).waitFor();
    await expectAccessible(ana, 'choosing a template');
    await ana.page.getByRole('menuitem', { name: 'Crown order', exact: true }).click();
    expect(await field(dialog, 'Subject').inputValue()).toBe('An order from Northside');
    expect(await field(dialog, 'Secure subject').inputValue()).toBe('My own subject');
    expect(await field(dialog, 'Message').inputValue()).toMatch(/^You have received a secure message/);
    const body = field(dialog, 'Secure message');
    expect((await paragraphsOf(body)).filter((each) => each !== '')).toEqual(['Please mill a crown in A2', 'Dr. Ana Ruiz', 'Northside Dental, second floor']);
    expect(await body.locator('strong').textContent()).toBe('A2');
    await discard(dialog);
  });

  test('is made of a message, without the signature, and is there on another device, a phone in the dark', async () => {
    const dialog = await openCompose(ana);
    await field(dialog, 'Subject').fill('Your appointment');
    await field(dialog, 'Secure message').focus();
    await ana.page.keyboard.press('ControlOrMeta+Home');
    await ana.page.keyboard.type('Please come ten minutes early');
    await button(dialog, 'Templates').click();
    await ana.page.getByRole('menuitem', { name: 'Save as template', exact: true }).click();
    const form = ana.page.getByRole('dialog', { name: 'Save as template', exact: true });
    await field(form, 'Template name').fill('crown ORDER');
    await button(form, 'Save template').click();
    await form.getByText('Another template has this name').waitFor();
    await field(form, 'Template name').fill('Appointment');
    await button(form, 'Save template').click();
    await form.waitFor({ state: 'hidden' });
    await discard(dialog);

    const phone = await stage.somebody({ phone: true, dark: true });
    await enter(phone, cast.ana);
    const there = await openCompose(phone);
    await chooseTemplate(there, 'Appointment');
    expect(await field(there, 'Subject').inputValue()).toBe('Your appointment');
    const blocks = await paragraphsOf(field(there, 'Secure message'));
    expect(blocks.filter((each) => each !== '')).toEqual(['Please come ten minutes early', 'Dr. Ana Ruiz', 'Northside Dental, second floor']);
    await expectAccessible(phone, 'a template on a phone, dark');
    await discard(there);
    await goTo(phone, '/settings');
    await phone.page.getByRole('list', { name: 'Templates', exact: true }).waitFor();
    await field(phone.page, 'Signature in the secure message').waitFor();
    await expectAccessible(phone, 'settings on a phone, dark');
  });

  test('is deleted', async () => {
    await goTo(ana, '/settings');
    await button(ana.page, 'Edit template Appointment').click();
    await button(ana.page.getByRole('dialog', { name: 'Edit template', exact: true }), 'Delete template').click();
    await expect.poll(() => ana.page.getByRole('list', { name: 'Templates', exact: true }).getByText('Appointment').count(), patience).toBe(0);
  });
});

test('no page complained of an error, a policy violation or a request to a third party', () => stage.expectNoComplaints());
