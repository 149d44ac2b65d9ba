// What a sender takes back: sending within ten seconds, a message that nobody has opened, and, by a date given beforehand, everything.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { expectAccessible } from './accessible.ts';
import { ana as dentist, ben as clinic, lee as lab } from './cast.ts';
import { inDatabase } from './database.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, newTab, openCompose, openMessage, type Person, write } from './person.ts';
import { secureMessage } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

/** Ten seconds until it goes out, and what it takes to see it. */
const patience = { timeout: 25_000 };

let stage: Stage;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  // As people have it.
  stage = await openStage({ env: { UNDO_SECONDS: '10' } });
  [ana, ben] = [await stage.somebody(), await stage.somebody()];
  await Promise.all([foundPractice(ana, { sealpost: stage.sealpost, who: dentist }), foundPractice(ben, { sealpost: stage.sealpost, who: clinic })]);
}, 180_000);
afterAll(() => stage?.close());

const button = (within: Locator | Person['page'], name: string) => within.getByRole('button', { name, exact: true });
const dialog = ({ page }: Person, name: string, role: 'dialog' | 'alertdialog' = 'dialog') => page.getByRole(role, { name, exact: true });
const list = ({ page }: Person) => page.getByRole('list', { name: 'Messages', exact: true });
const item = (person: Person, subject: string) => list(person).getByRole('listitem').filter({ hasText: subject }).first();
const said = ({ page }: Person, words: string) => page.getByRole('status').filter({ hasText: words }).first();
const undoSending = ({ page }: Person) => button(page.getByRole('status').locator('div').filter({ hasText: 'Message sent.' }).last(), 'Undo');

async function writeTo(person: Person, address: string, writing: { subject: string; text?: string; file?: string }): Promise<Locator> {
  await goTo(person, '/mail');
  const composed = await openCompose(person);
  const files = writing.file === undefined ? {} : { files: [{ name: writing.file, mimeType: 'text/plain', buffer: Buffer.from('the first findings') }] };
  await write(composed, { to: [address], secureSubject: writing.subject, secureMessage: writing.text ?? 'Please look at it.', ...files });
  return composed;
}

async function press(composed: Locator): Promise<void> {
  await button(composed, 'Send').click();
  await composed.waitFor({ state: 'hidden', timeout: 60_000 });
}

describe('Undo', () => {
  test('brings the message back with everything, and what is then sent arrives', async () => {
    const composed = await writeTo(ana, clinic.address, { subject: 'Wrong tooth', text: 'It is number 14.', file: 'findings.txt' });
    await composed.getByRole('textbox', { name: 'Subject', exact: true }).fill('From Northside');
    await press(composed);
    await undoSending(ana).waitFor();
    await expectAccessible(ana, 'sent with undo');
    await undoSending(ana).click();
    await said(ana, 'Not sent. The message is a draft again.').waitFor();
    const again = dialog(ana, 'New message');
    await again.getByRole('list', { name: 'Selected recipients', exact: true }).getByText(clinic.address).first().waitFor();
    expect(await again.getByRole('textbox', { name: 'Subject', exact: true }).inputValue()).toBe('From Northside');
    const subject = again.getByRole('textbox', { name: 'Secure subject', exact: true });
    expect(await subject.inputValue()).toBe('Wrong tooth');
    expect(await again.getByRole('textbox', { name: 'Secure message', exact: true }).textContent()).toBe('It is number 14.');
    await again.getByRole('list', { name: 'Attachments', exact: true }).getByText('findings.txt').waitFor();
    await subject.fill('The right tooth');
    await press(again);
    await goTo(ben, '/mail');
    await item(ben, 'The right tooth').waitFor(patience);
    expect(await item(ben, 'Wrong tooth').count()).toBe(0);
    await openMessage(ben, 'The right tooth');
    await secureMessage(ben).getByText('findings.txt').first().waitFor();
    await goTo(ana, '/mail?folder=sent');
    await item(ana, 'The right tooth').waitFor();
    expect(await item(ana, 'Wrong tooth').count()).toBe(0);
  });

  test('of a message to a new address closes its access codes, and nobody hears of it', async () => {
    const address = 'never.mind@elsewhere.example';
    await press(await writeTo(ana, address, { subject: 'Never mind' }));
    await dialog(ana, 'Access codes').waitFor();
    await undoSending(ana).click();
    await dialog(ana, 'Access codes').waitFor({ state: 'hidden' });
    const again = dialog(ana, 'New message');
    await again.getByText('Will be invited').first().waitFor();
    await button(again, 'Discard draft').click();
    await again.waitFor({ state: 'hidden' });
    await ana.page.waitForTimeout(11_000);
    expect(await inDatabase(stage.sealpost, 'select 1 from outbox where recipient = $1', [address])).toEqual([]);
    await goTo(ana, '/contacts');
    expect(await ana.page.getByText(address).count()).toBe(0);
  });

  test('is not needed: the message goes out also when the tab is closed at once', async () => {
    const tab = await newTab(ana);
    await press(await writeTo(tab, lab.address, { subject: 'Tab closed' }));
    await tab.page.close();
    expect(await inDatabase(stage.sealpost, 'select 1 from outbox where recipient = $1', [lab.address])).toEqual([]);
    expect((await stage.sealpost.mailTo(lab.address)).text).toContain('/invite?');
  });

  test('is offered for its seconds only, on a phone too', async () => {
    const phone = await stage.somebody({ phone: true });
    await foundPractice(phone, { sealpost: stage.sealpost, who: { ...lab, practiceName: 'Phone Lab', address: 'phone@finelab.example' } });
    const composed = await writeTo(phone, clinic.address, { subject: 'From a phone' });
    await press(composed);
    await undoSending(phone).waitFor();
    await expectAccessible(phone, 'sent with undo on a phone');
    await undoSending(phone).waitFor({ state: 'hidden', timeout: 12_000 });
    await goTo(ben, '/mail');
    await item(ben, 'From a phone').waitFor(patience);
  });
});

describe('Recall', () => {
  test('takes an unopened message back, says what it cannot do, and tells whoever follows the link', async () => {
    await press(await writeTo(ana, clinic.address, { subject: 'Recall me' }));
    await goTo(ben, '/mail');
    await item(ben, 'Recall me').waitFor(patience);
    await goTo(ana, '/mail?folder=sent');
    await openMessage(ana, 'Recall me');
    await button(ana.page, 'Recall…').click();
    const question = dialog(ana, 'Recall this message?', 'alertdialog');
    await question.getByText('fetched for the list already').waitFor();
    await expectAccessible(ana, 'recall');
    await button(question, 'Recall').click();
    await said(ana, 'Recalled from 1 person.').waitFor();
    await ana.page.getByText(/^Recalled .*not opened before$/).waitFor();
    await expectAccessible(ana, 'recalled, to its sender');
    await item(ben, 'Recall me').waitFor({ state: 'hidden', timeout: 15_000 });
    await goTo(ben, new URL(ana.page.url()).pathname + new URL(ana.page.url()).search);
    await ben.page.getByRole('heading', { name: 'This message was recalled by its sender' }).waitFor();
    await expectAccessible(ben, 'recalled, to its recipient');
  });

  test('that comes before the server hears of the opening takes the message off the recipient’s screen again', async () => {
    await press(await writeTo(ana, clinic.address, { subject: 'At the same moment' }));
    await goTo(ben, '/mail');
    await item(ben, 'At the same moment').waitFor(patience);
    let hear: () => void = () => undefined;
    const recalled = new Promise<void>((resolve) => (hear = resolve));
    const marks = '**/api/messages';
    await ben.page.route(marks, async (route) => {
      if (route.request().method() === 'PATCH') await recalled;
      await route.continue();
    });
    await openMessage(ben, 'At the same moment');
    await secureMessage(ben).getByText('Please look at it.').waitFor();
    await goTo(ana, '/mail?folder=sent');
    await openMessage(ana, 'At the same moment');
    await button(ana.page, 'Recall…').click();
    await button(dialog(ana, 'Recall this message?', 'alertdialog'), 'Recall').click();
    await said(ana, 'Recalled from 1 person.').waitFor();
    hear();
    await ben.page.getByRole('heading', { name: 'This message was recalled by its sender' }).waitFor();
    expect(await secureMessage(ben).count()).toBe(0);
    await ben.page.unroute(marks);
  });

  test('is not offered once everybody has opened it', async () => {
    await press(await writeTo(ana, clinic.address, { subject: 'Opened at once' }));
    await goTo(ben, '/mail');
    await item(ben, 'Opened at once').waitFor(patience);
    await openMessage(ben, 'Opened at once');
    await goTo(ana, '/mail?folder=sent');
    await openMessage(ana, 'Opened at once');
    await ana.page.getByText(/^Opened /).first().waitFor();
    expect(await button(ana.page, 'Recall…').count()).toBe(0);
  });
});

describe('a date', () => {
  test('is chosen in compose, shown to both, and after it the message is gone for both', async () => {
    const composed = await writeTo(ana, clinic.address, { subject: 'For a week' });
    await button(composed, 'Delete after some time…').click();
    const choice = composed.getByRole('combobox', { name: 'Delete for everybody', exact: true });
    await choice.selectOption({ label: 'After a date…' });
    await composed.getByLabel('Last day', { exact: true }).waitFor();
    await composed.getByText('What somebody has saved, printed or forwarded by then stays with them').waitFor();
    await expectAccessible(ana, 'a message with a date');
    await choice.selectOption({ label: '1 week after sending' });
    await press(composed);
    await goTo(ben, '/mail');
    await item(ben, 'For a week').waitFor(patience);
    await openMessage(ben, 'For a week');
    for (const person of [ben, ana]) {
      if (person === ana) {
        await goTo(ana, '/mail?folder=sent');
        await openMessage(ana, 'For a week');
      }
      await secureMessage(person).getByText(/^Can be opened until .*\d{1,2}:\d{2}.* deleted here for everybody\.$/).waitFor();
    }
    const link = new URL(ben.page.url()).pathname + new URL(ben.page.url()).search;
    await inDatabase(stage.sealpost, "update messages set expires_at = now() where id = $1", [new URL(ben.page.url()).searchParams.get('id')]);
    for (const person of [ana, ben]) {
      await goTo(person, link);
      await person.page.getByRole('heading', { name: 'This message has expired' }).waitFor();
    }
    await expectAccessible(ben, 'expired');
  });

  test('that is reached while the message is open closes it', async () => {
    const composed = await writeTo(ana, clinic.address, { subject: 'Open at its end' });
    await button(composed, 'Delete after some time…').click();
    await composed.getByRole('combobox', { name: 'Delete for everybody', exact: true }).selectOption({ label: '1 week after sending' });
    await press(composed);
    await goTo(ben, '/mail');
    await item(ben, 'Open at its end').waitFor(patience);
    // A minute before its end, by the clock of this computer.
    const reader = await stage.somebody();
    await reader.page.clock.install({ time: Date.now() + 7 * 86_400_000 - 60_000 });
    await enter(reader, clinic);
    await openMessage(reader, 'Open at its end');
    await secureMessage(reader).getByText(/^Can be opened until /).waitFor();
    await inDatabase(stage.sealpost, 'update messages set expires_at = now() where id = $1', [new URL(reader.page.url()).searchParams.get('id')]);
    await reader.page.clock.fastForward(120_000);
    await reader.page.getByRole('heading', { name: 'This message has expired' }).waitFor();
    expect(await secureMessage(reader).count()).toBe(0);
  });
});

test('no page complained', () => stage.expectNoComplaints());
