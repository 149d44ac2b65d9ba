// Conversations: the other messages of one's thread below the one that is read, each a line until it is opened; what is newer is said;
// a long one is there at once. Forwarding, to somebody new too. And paper: what is printed is the message, nothing of the frame.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#crypto';
import { founder, type TestClient } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { overHttp } from '../support/over-http.ts';
import { pdfPages } from '../support/pdf-text.ts';
import { expectAccessible } from './accessible.ts';
import { ana as dentist, lee as newcomer } from './cast.ts';
import { inDatabase } from './database.ts';
import { acceptInvitation, enter, foundPractice } from './entry.ts';
import { attach, download, goTo, openMessage, type Person, send as press, write } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const patience = { timeout: 20_000 };
const LONG = 20;

let stage: Stage;
let ana: Person;
let ben: TestClient;
const long = newId();

beforeAll(async () => {
  stage = await openStage();
  ana = await stage.somebody();
  await foundPractice(ana, { sealpost: stage.sealpost, who: dentist });
  ben = await founder(await overHttp(stage.sealpost), { name: 'Ben Okoro', address: 'ben@southside.example' });
  const thread = newId();
  for (const [index, subject] of ['Implant 36', 'Re: Implant 36', 'Re: Re: Implant 36'].entries()) {
    await send(ben, { to: [dentist.address], thread, subject, text: `Visit number ${index + 1}. The gum is healing well.`, notice: { subject: `Notice ${index + 1}`, text: 'Please read it with the link.' } });
  }
  for (let index = 1; index <= LONG; index += 1) await send(ben, { to: [dentist.address], thread: long, subject: `Round ${index}`, text: `Answer number ${index} about the occlusion, with some words more.` });
  await send(ben, { to: [dentist.address], subject: 'Alone', text: 'No conversation.' });
}, 240_000);
afterAll(() => stage?.close());

const conversation = ({ page }: Person) => page.getByRole('list', { name: 'Conversation', exact: true });
const region = ({ page }: Person, name: string) => page.getByRole('region', { name, exact: true });

describe('a conversation', () => {
  test('stands below the message that is read, newest first, and each message opens in its place', async () => {
    await goTo(ana, '/mail');
    await openMessage(ana, 'Re: Re: Implant 36');
    await conversation(ana).waitFor();
    expect(await conversation(ana).getByRole('listitem').allTextContents()).toMatchObject([/Visit number 2/, /Visit number 1/].map((text) => expect.stringMatching(text)));
    await expectAccessible(ana, 'a conversation');
    const first = conversation(ana).getByRole('listitem').last();
    await first.getByRole('button', { expanded: false }).click();
    await first.getByRole('heading', { name: 'Implant 36', exact: true }).waitFor();
    await expectAccessible(ana, 'a conversation with an older message open');
    // The names of the parts stay those of the message that is read.
    for (const name of ['E-mail message', 'Secure message']) expect(await region(ana, name).count()).toBe(1);
    expect(await region(ana, 'Secure message').textContent()).toContain('Visit number 3');
    expect(await first.getByRole('region', { name: /^Secure message from Ben Okoro, / }).textContent()).toContain('Visit number 1');
    const list = ana.page.getByRole('list', { name: 'Messages', exact: true });
    await expect.poll(() => list.getByRole('listitem').filter({ hasText: 'Visit number 1' }).getByRole('img', { name: 'Unread' }).count()).toBe(0);
  });

  test('says in an older message that there is a newer one, and leads there', async () => {
    await conversation(ana).getByRole('listitem').last().getByRole('link', { name: 'Open with all actions' }).click();
    await ana.page.getByRole('heading', { level: 1, name: 'Implant 36', exact: true }).waitFor();
    await ana.page.getByText('There are 2 newer messages in this conversation.').waitFor();
    await expectAccessible(ana, 'an older message of a conversation');
    await ana.page.getByRole('link', { name: 'Open the newest', exact: true }).click();
    await ana.page.getByRole('heading', { level: 1, name: 'Re: Re: Implant 36', exact: true }).waitFor();
  });

  test('takes in what one answers, without a reload', async () => {
    await ana.page.getByRole('button', { name: 'Reply', exact: true }).click();
    const dialog = ana.page.getByRole('dialog', { name: 'New message', exact: true });
    await dialog.getByRole('textbox', { name: 'Secure message', exact: true }).fill('Seen, thank you.');
    await press(dialog);
    await expect.poll(() => conversation(ana).getByRole('listitem').allTextContents().then((texts) => texts[0]), patience).toContain('Seen, thank you.');
    await ana.page.getByText('There is a newer message in this conversation.').waitFor();
  });

  test('is not spoken of where a message is alone', async () => {
    await openMessage(ana, 'Alone');
    await region(ana, 'Secure message').waitFor();
    expect(await ana.page.getByRole('heading', { name: 'Conversation' }).count()).toBe(0);
  });

  test(`of ${LONG} messages is there 150 ms after its last byte`, async () => {
    const took: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      await goTo(ana, '/mail');
      await ana.page.getByRole('listitem').filter({ hasText: `Round ${LONG}` }).waitFor();
      const [bytes, shown] = await Promise.all([lastByte(ana), linesShown(ana), openMessage(ana, `Round ${LONG}`)]);
      took.push(shown - bytes);
    }
    console.info(`conversation of ${LONG}: ${took.map(Math.round).join(', ')} ms after the last byte`);
    expect(took.toSorted((a, b) => a - b)[2]).toBeLessThan(150);
  });
});

/** When the conversation's last byte had come, in milliseconds since 1970. */
async function lastByte({ page }: Person): Promise<number> {
  const request = await page.waitForEvent('requestfinished', (each) => each.url().endsWith(`/api/messages/threads/${long}`));
  const { startTime, responseEnd } = request.timing();
  return startTime + responseEnd;
}

/** When the first of its lines stand on the screen. */
async function linesShown({ page }: Person): Promise<number> {
  return await page.evaluate(async () => {
    const lines = () => [...document.querySelectorAll('article section li')].filter((line) => line.textContent?.includes('Answer number'));
    while (lines().length < 5) await new Promise(requestAnimationFrame);
    return performance.timeOrigin + performance.now();
  });
}

describe('on a phone, in the dark', () => {
  test('a long conversation shows its newest lines, and the others when asked', async () => {
    const phone = await stage.somebody({ phone: true, dark: true });
    await enter(phone, dentist);
    await openMessage(phone, `Round ${LONG}`);
    await expect.poll(() => conversation(phone).getByRole('listitem').count(), patience).toBe(5);
    await conversation(phone).getByRole('listitem').first().getByRole('button').tap();
    await conversation(phone).getByRole('heading', { name: `Round ${LONG - 1}`, exact: true }).waitFor();
    await conversation(phone).scrollIntoViewIfNeeded();
    await expectAccessible(phone, 'a conversation on a phone');
    await phone.page.getByRole('button', { name: `Show ${LONG - 6} more messages`, exact: true }).tap();
    await expect.poll(() => conversation(phone).getByRole('listitem').count()).toBe(LONG - 1);
    await phone.context.close();
  });
});

describe('forwarding', () => {
  test('to somebody new invites them, links the files instead of uploading them again, and leaves out what one removes', async () => {
    const { page } = ana;
    await goTo(ana, '/mail');
    await page.getByRole('button', { name: 'Compose message', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'New message', exact: true });
    const files = ['xray.txt', 'invoice.txt', 'letter.txt'].map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`${name} of the patient`) }));
    await write(dialog, { to: [ben.address], secureSubject: 'With three files', secureMessage: 'See the files.', files });
    await press(dialog);
    await goTo(ana, '/mail?folder=sent');
    await openMessage(ana, 'With three files');

    const uploads: string[] = [];
    page.on('request', (request) => ['POST', 'PUT'].includes(request.method()) && request.url().includes('/attachments') && uploads.push(request.url()));
    await page.getByRole('button', { name: 'Message actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Forward', exact: true }).click();
    const attachments = dialog.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem');
    await expect.poll(() => attachments.count(), patience).toBe(3);
    await attachments.filter({ hasText: 'invoice.txt' }).getByRole('button', { name: /^Remove/ }).click();
    await expect.poll(() => attachments.count()).toBe(2);
    await expectAccessible(ana, 'forwarding, one file left out');
    await dialog.getByRole('combobox', { name: 'To', exact: true }).fill(newcomer.address);
    await dialog.getByRole('combobox', { name: 'To', exact: true }).press('Enter');
    const code = (await press(dialog)).get(newcomer.address);
    expect(code).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){2}$/);
    expect(uploads).toEqual([]);
    expect(await inDatabase(stage.sealpost, 'select 1 from attachments')).toHaveLength(3);

    const kim = await stage.somebody();
    const link = (await stage.sealpost.mailTo(newcomer.address, { containing: '/invite?' })).link('/invite');
    await acceptInvitation(kim, { link, code: code ?? '', who: newcomer });
    await kim.page.getByRole('heading', { level: 1, name: 'Fwd: With three files' }).waitFor();
    await kim.page.getByText('Forwarded: the person who sent it to you vouches for it').waitFor();
    const received = kim.page.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem');
    await expect.poll(() => received.count(), patience).toBe(2);
    expect((await download(kim, 'letter.txt')).toString()).toBe('letter.txt of the patient');
    await kim.context.close();
  });
});

describe('on paper', () => {
  test('stand both parts and the attachments, and nothing of the frame or of what is closed', async () => {
    const { page } = ana;
    await goTo(ana, '/mail');
    await openMessage(ana, 'Re: Re: Implant 36');
    await page.getByRole('button', { name: 'Forward', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New message', exact: true });
    await dialog.getByRole('combobox', { name: 'To', exact: true }).fill('ben@southside.example');
    await dialog.getByRole('combobox', { name: 'To', exact: true }).press('Enter');
    await attach(dialog, [{ name: 'panorama.dcm.txt', mimeType: 'text/plain', buffer: Buffer.from('rays') }]);
    await press(dialog);
    await goTo(ana, '/mail?folder=sent');
    await openMessage(ana, 'Fwd: Re: Re: Implant 36');
    await region(ana, 'Secure message').getByText('panorama.dcm.txt').first().waitFor();
    const paper = pdfPages(await page.pdf({ format: 'A4' })).join('\n').replaceAll(/\s+/g, ' ');
    for (const words of ['E-mail message', 'Secure message', 'Visit number 3', 'panorama.dcm.txt', 'Fwd: Re: Re: Implant 36', 'ben@southside.example']) expect(paper).toContain(words);
    for (const words of ['Compose message', 'Account', 'Folders', 'Search', 'Download', 'Trash', 'Conversation', 'Forward']) expect(paper.replaceAll('Forwarded', '')).not.toContain(words);
  });
});

test('nothing was complained of', () => stage.expectNoComplaints());
