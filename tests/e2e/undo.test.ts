// What is thrown away at one press comes back at another: drafts with their files, contacts, groups, templates. Nothing is asked before.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { ownTexts } from '../../web/text/en/own-texts.ts';
import { practiceTexts } from '../../web/text/en/practice-texts.ts';
import { expectAccessible } from './accessible.ts';
import * as cast from './cast.ts';
import { inDatabase } from './database.ts';
import { foundPractice } from './entry.ts';
import { goTo, openCompose, type Person, write } from './person.ts';
import { contact } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let ana: Person;

const button = (within: Locator | Page, name: string) => within.getByRole('button', { name, exact: true });
const dialog = ({ page }: Person, name: string) => page.getByRole('dialog', { name, exact: true });
const notice = ({ page }: Person, words: string) => page.getByRole('status').locator('div').filter({ hasText: words });
const draftRow = ({ page }: Person, subject: string) => page.getByRole('list', { name: 'Drafts', exact: true }).getByRole('listitem').filter({ hasText: subject });
const files = [{ name: 'scan.txt', mimeType: 'text/plain', buffer: Buffer.from('What the scan shows') }];
const attachments = async () => (await inDatabase<{ id: string }>(stage.sealpost, 'select id from attachments')).length;

beforeAll(async () => {
  stage = await openStage();
  ana = await stage.somebody();
  await foundPractice(ana, { sealpost: stage.sealpost, who: cast.ana });
});
afterAll(() => stage?.close());

/** Saved, with a file that is wholly there. */
async function begin(person: Person, subject: string): Promise<Locator> {
  const panel = await openCompose(person);
  await write(panel, { to: [], secureSubject: subject, secureMessage: 'To be continued', files });
  await panel.getByText(/^Draft saved/).waitFor();
  await expect.poll(() => panel.getByRole('progressbar').count()).toBe(0);
  return panel;
}

async function undo(person: Person, words: string): Promise<void> {
  await button(notice(person, words).last(), 'Undo').click();
}

describe('a draft', () => {
  test('that is discarded comes back by the keyboard alone, with its file and what was typed last', async () => {
    await goTo(ana, '/mail?folder=drafts');
    const panel = await begin(ana, 'Discarded too soon');
    await draftRow(ana, 'Discarded too soon').waitFor();
    await panel.getByRole('textbox', { name: 'Secure subject', exact: true }).fill('Typed a moment ago');
    await button(panel, 'Discard draft').press('Enter');
    await panel.waitFor({ state: 'detached' });
    await expect.poll(() => draftRow(ana, '').count()).toBe(0);
    await expectAccessible(ana, 'a discarded draft');
    await button(ana.page, 'Undo').press('Enter');
    await panel.waitFor();
    expect(await panel.getByRole('textbox', { name: 'Secure subject', exact: true }).inputValue()).toBe('Typed a moment ago');
    await panel.getByRole('list', { name: 'Attachments', exact: true }).getByText('scan.txt').waitFor();
    await button(panel, 'Close and keep the draft').click();
    await draftRow(ana, 'Typed a moment ago').waitFor();
  });

  test('that could not be brought back is offered again', async () => {
    const panel = await begin(ana, 'Without a connection');
    await button(panel, 'Discard draft').click();
    await panel.waitFor({ state: 'detached' });
    await ana.context.setOffline(true);
    await undo(ana, 'The draft was discarded.');
    await notice(ana, 'It was not brought back.').first().waitFor();
    await ana.context.setOffline(false);
    await undo(ana, 'It was not brought back.');
    await panel.waitFor();
  });

  test('that nothing was written in is closed, and nothing is offered', async () => {
    await goTo(ana, '/mail');
    const panel = await openCompose(ana);
    await button(panel, 'Discard draft').click();
    await panel.waitFor({ state: 'detached' });
    await notice(ana, 'The draft was discarded.').first().waitFor();
    expect(await button(ana.page, 'Undo').count()).toBe(0);
  });

  test('that was discarded stays so after a reload', async () => {
    await goTo(ana, '/mail?folder=drafts');
    for (const subject of ['Without a connection', 'Typed a moment ago']) {
      await draftRow(ana, subject).getByRole('link').click();
      const panel = dialog(ana, 'New message');
      await button(panel, 'Discard draft').click();
      await panel.waitFor({ state: 'detached' });
    }
    await ana.page.reload();
    await ana.page.getByText('No drafts').first().waitFor();
    expect(await dialog(ana, 'New message').count()).toBe(0);
    expect(await attachments()).toBe(2);
  });
});

describe('the address book', () => {
  test('has a removed contact back with notes and groups, and a deleted group with its people', async () => {
    await goTo(ana, '/contacts');
    await button(ana.page, 'Add contact').click();
    const adding = dialog(ana, 'New contact');
    await adding.getByRole('textbox', { name: 'E-mail address', exact: true }).fill('lee@finelab.example');
    await adding.getByRole('textbox', { name: 'Name', exact: true }).fill('Lee Park');
    await adding.getByRole('textbox', { name: 'Notes', exact: true }).fill('Mills until noon');
    await button(adding, 'Save').click();
    await adding.waitFor({ state: 'detached' });
    await button(ana.page, 'New group').click();
    const grouping = dialog(ana, 'New group');
    await grouping.getByRole('textbox', { name: 'Group name', exact: true }).fill('Labs');
    await grouping.getByRole('checkbox', { name: /Lee Park/ }).check();
    await button(grouping, 'Save').click();
    await ana.page.getByText('1 person: Lee Park').waitFor();

    await button(contact(ana, 'lee@finelab.example'), 'Edit Lee Park').click();
    await button(dialog(ana, 'Edit contact'), 'Remove contact').click();
    await contact(ana, 'lee@finelab.example').waitFor({ state: 'detached' });
    await undo(ana, 'Contact removed.');
    await contact(ana, 'lee@finelab.example').getByText('Mills until noon').waitFor();
    await ana.page.getByText('1 person: Lee Park').waitFor();

    await button(ana.page, 'Edit group Labs').click();
    await button(dialog(ana, 'Edit group'), 'Delete group').click();
    await button(ana.page, 'Edit group Labs').waitFor({ state: 'detached' });
    await undo(ana, 'Group deleted. Its people stay in your address book.');
    await button(ana.page, 'Edit group Labs').waitFor();
    await ana.page.getByText('1 person: Lee Park').waitFor();
  });
});

describe('a template', () => {
  test.each([
    { whose: 'one’s own', words: ownTexts.templates },
    { whose: 'the practice’s', words: { ...ownTexts.templates, ...practiceTexts.templates } },
  ])('of $whose that is deleted comes back whole', async ({ words }) => {
    await goTo(ana, '/settings');
    await button(ana.page, words.add).click();
    const adding = dialog(ana, words.newTitle);
    await adding.getByRole('textbox', { name: words.name, exact: true }).fill('Order');
    await adding.getByRole('textbox', { name: words.secureSubject, exact: true }).fill('Crown in A2');
    await button(adding, words.save).click();
    await adding.waitFor({ state: 'detached' });
    await button(ana.page, words.editNamed('Order')).click();
    await button(dialog(ana, words.editTitle), words.remove).click();
    await button(ana.page, words.editNamed('Order')).waitFor({ state: 'detached' });
    await undo(ana, words.removed);
    await button(ana.page, words.editNamed('Order')).click();
    expect(await dialog(ana, words.editTitle).getByRole('textbox', { name: words.secureSubject, exact: true }).inputValue()).toBe('Crown in A2');
  });
});

describe('in German, on a phone in the dark', () => {
  let phone: Person;
  beforeAll(async () => {
    phone = await stage.somebody({ phone: true, dark: true, locale: 'de-DE' });
    await goTo(phone, '/login');
    await phone.page.getByRole('textbox', { name: 'E-Mail-Adresse', exact: true }).fill(cast.ana.address);
    await phone.page.getByLabel('Passwort', { exact: true }).fill(cast.ana.password);
    await button(phone.page, 'Anmelden').click();
    await button(phone.page, 'Nachricht schreiben').waitFor();
  });

  test('a notice of several lines leaves what can be pressed its size', async () => {
    await goTo(phone, '/contacts');
    await button(phone.page, 'Gruppe Labs bearbeiten').tap();
    await button(dialog(phone, 'Gruppe bearbeiten'), 'Gruppe löschen').tap();
    const said = notice(phone, 'Gruppe gelöscht. Die Personen bleiben in Ihrem Adressbuch.').last();
    await expectAccessible(phone, 'a deleted group on a phone, dark, German');
    const close = button(phone.page, 'Ausblenden');
    for (const [place, least] of [[close.locator('svg'), 16], [close, 44], [button(phone.page, 'Rückgängig'), 44]] as const) {
      const { width, height } = (await place.boundingBox()) ?? { width: 0, height: 0 };
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(least);
    }
    await said.getByRole('button', { name: 'Rückgängig', exact: true }).tap();
    await button(phone.page, 'Gruppe Labs bearbeiten').waitFor();
  });

  test('the way back is in reach', async () => {
    await button(phone.page, 'Nachricht schreiben').click();
    const panel = dialog(phone, 'Neue Nachricht');
    await panel.getByRole('textbox', { name: 'Sicherer Betreff', exact: true }).fill('Doch nicht');
    await button(panel, 'Entwurf verwerfen').tap();
    await panel.waitFor({ state: 'detached' });
    await expectAccessible(phone, 'a discarded draft on a phone, dark, German');
    await button(phone.page, 'Rückgängig').tap();
    await panel.waitFor();
    expect(await panel.getByRole('textbox', { name: 'Sicherer Betreff', exact: true }).inputValue()).toBe('Doch nicht');
  });
});

test('what was discarded before a reload is gone a minute later, with its files', { timeout: 120_000 }, async () => {
  await goTo(ana, '/mail');
  await expect.poll(attachments, { timeout: 90_000, interval: 1_000 }).toBe(0);
});

test('no page complained of an error, a policy violation or a request to a third party', () => stage.expectNoComplaints());
