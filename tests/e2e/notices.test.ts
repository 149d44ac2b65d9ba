// When e-mails tell somebody of messages: chosen in the settings, within what the practice allows, and what the sender and the inbox show
// meanwhile.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noticeTimes as words } from '../../web/text/en/notice-times.ts';
import { practice } from '../../web/text/en/practice.ts';
import { reading } from '../../web/text/en/reading.ts';
import { settings } from '../../web/text/en/settings.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben } from './cast.ts';
import { inDatabase } from './database.ts';
import { enter, foundPractice } from './entry.ts';
import { expectMessage, tellKnown } from './letters.ts';
import { goTo, openMessage, type Person } from './person.ts';
import { firstMessage } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

const AT_ONCE = { timeout: 8_000 };

let stage: Stage;
let writer: Person;
let reader: Person;

beforeAll(async () => {
  stage = await openStage();
  [writer, reader] = [await stage.somebody(), await stage.somebody()];
  await foundPractice(writer, { sealpost: stage.sealpost, who: ana });
  await foundPractice(reader, { sealpost: stage.sealpost, who: ben });
}, 180_000);
afterAll(() => stage?.close());

const section = ({ page }: Person) => page.getByRole('region', { name: settings.notices.title, exact: true });
const choice = (person: Person, name: string) => section(person).getByLabel(name, { exact: true });
const save = (person: Person) => section(person).getByRole('button', { name: words.save, exact: true });
const waiting = () => inDatabase<{ status: string }>(stage.sealpost, 'select status from outbox where recipient = $1 and message_id is not null order by created_at', [ben.address]);

async function toNotices(person: Person): Promise<void> {
  await goTo(person, '/settings');
  await save(person).scrollIntoViewIfNeeded();
}

async function expectNoOverflow({ page }: Person): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

describe('the settings', () => {
  test('begin with at once and the time zone of the browser', async () => {
    await toNotices(reader);
    expect(await choice(reader, words.rhythms['at-once']).isChecked()).toBe(true);
    const own = await reader.page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect(await choice(reader, words.zone).inputValue()).toBe(own);
    await expectAccessible(reader, 'notices at once');
  });

  test('refuse times that are none, at the field, and keep what was typed', async () => {
    await choice(reader, words.quiet).check();
    await choice(reader, words.to).fill('');
    await save(reader).click();
    await section(reader).getByText(words.timeError).waitFor();
    expect(await choice(reader, words.to).evaluate((field) => field === document.activeElement)).toBe(true);
    await choice(reader, words.to).fill('19:00');
    await save(reader).click();
    await section(reader).getByText(words.sameError).waitFor();
    await expectAccessible(reader, 'notices with a wrong time');
  });

  test('keep rhythm, quiet hours, weekends and zone, and say what they come to', async () => {
    await choice(reader, words.rhythms.daily).check();
    await choice(reader, words.hour).selectOption('17');
    await choice(reader, words.from).fill('20:30');
    await choice(reader, words.to).fill('07:15');
    await choice(reader, words.weekends).check();
    await choice(reader, words.zone).selectOption('America/New_York');
    await save(reader).click();
    await section(reader).getByText(/^As saved, an e-mail would tell you of a message that came now on /).waitFor();
    await expectAccessible(reader, 'notices once a day');
    await toNotices(reader);
    expect(await choice(reader, words.rhythms.daily).isChecked()).toBe(true);
    expect([await choice(reader, words.hour).inputValue(), await choice(reader, words.from).inputValue(), await choice(reader, words.to).inputValue()]).toEqual(['17', '20:30', '07:15']);
    expect(await choice(reader, words.weekends).isChecked()).toBe(true);
    expect(await choice(reader, words.zone).inputValue()).toBe('America/New_York');
  });
});

describe('messages that come meanwhile', () => {
  test('are in the inbox at once, without an e-mail', async () => {
    await goTo(reader, '/mail');
    for (const subject of ['First findings', 'Second findings']) {
      await tellKnown(writer, { to: ben.address, subject });
      await firstMessage(reader).getByText(subject, { exact: true }).waitFor(AT_ONCE);
    }
    await reader.page.getByText('2 unread', { exact: true }).first().waitFor({ state: 'attached' });
    expect((await waiting()).map(({ status }) => status)).toEqual(['waiting', 'waiting']);
  });

  test('are shown to their sender as arrived, whenever the e-mail leaves', async () => {
    await goTo(writer, '/mail?folder=sent');
    await openMessage(writer, 'First findings');
    await writer.page.getByText(reading.deliveries.notice['as-chosen'], { exact: false }).waitFor();
    await writer.page.getByRole('heading', { name: reading.deliveries.title, exact: true }).scrollIntoViewIfNeeded();
    await expectAccessible(writer, 'delivery as the recipient has chosen');
  });

  test('are told in one e-mail when the time has come, whose links open them', async () => {
    await inDatabase(stage.sealpost, "update outbox set next_attempt_at = now() where status = 'waiting'");
    const mail = await stage.sealpost.mailTo(ben.address, { containing: '2 messages wait for you' });
    expect(mail.subject).toBe('2 messages from Dr. Ana Ruiz (Northside Dental)');
    expect(mail.text).not.toContain('findings');
    await goTo(reader, mail.link('/message'));
    await expectMessage(reader, 'First findings');
    await goTo(writer, '/mail?folder=sent');
    await openMessage(writer, 'Second findings');
    await writer.page.getByText(reading.deliveries.notice['as-chosen'], { exact: false }).waitFor();
  });
});

describe('the practice', () => {
  test('limits how late its members hear, and their settings say so before they try', async () => {
    await goTo(reader, '/practice');
    const policy = reader.page.getByLabel(practice.notices.label, { exact: true });
    await policy.selectOption({ label: practice.notices.day });
    await reader.page.getByRole('button', { name: practice.save, exact: true }).click();
    await reader.page.getByText(practice.saved).first().waitFor();
    await policy.scrollIntoViewIfNeeded();
    await expectAccessible(reader, 'practice with a limit for notices');
    await toNotices(reader);
    expect(await choice(reader, words.weekends).isDisabled()).toBe(true);
    expect(await choice(reader, words.weekends).isChecked()).toBe(false);
    await section(reader).getByText(words.policy.day).waitFor();
    await expectAccessible(reader, 'notices within a day');
    await save(reader).click();
    await reader.page.getByText(words.saved).first().waitFor();
  });

  test('has them told at once: another window follows without a reload', async () => {
    const phone = await stage.somebody({ phone: true, dark: true });
    await enter(phone, ben);
    await toNotices(phone);
    await section(phone).evaluate((element) => element.scrollIntoView());
    await expectNoOverflow(phone);
    await expectAccessible(phone, 'notices on a phone');
    await goTo(reader, '/practice');
    await reader.page.getByLabel(practice.notices.label, { exact: true }).selectOption({ label: practice.notices['at-once'] });
    await reader.page.getByRole('button', { name: practice.save, exact: true }).click();
    await section(phone).getByText(words.policy['at-once']).waitFor(AT_ONCE);
    expect(await save(phone).count()).toBe(0);
    await section(phone).scrollIntoViewIfNeeded();
    await expectNoOverflow(phone);
    await expectAccessible(phone, 'notices decided by the practice on a phone');
    await tellKnown(writer, { to: ben.address, subject: 'Third findings' });
    await expect.poll(async () => (await waiting()).at(-1)?.status).toBe('sent');
  });
});

test('no page complained', () => stage.expectNoComplaints());
