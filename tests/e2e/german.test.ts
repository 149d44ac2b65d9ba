// Sealpost in German: the main job by German names alone, mails included, and the switch between the languages.
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';
import { expectAccessible } from './accessible.ts';
import { goTo, logIn, openMessage, type Person, registerPractice } from './person.ts';

const praxis = { practiceName: 'Zahnarztpraxis Nord', name: 'Dr. Jana Weiß', address: 'jana@nord.example', password: 'orbit-velvet-canyon-lantern-42' };
const labor = { practiceName: 'Labor Süd', name: 'Uwe Groß', address: 'uwe@labor.example', password: 'thimble-harbor-quartz-meadow-17' };

const button = (place: Page | Locator, name: string) => place.getByRole('button', { name, exact: true });
const box = (place: Page | Locator, name: string) => place.getByRole('textbox', { name, exact: true });
const languageOf = (page: Page) => page.locator('html').getAttribute('lang');

let stage: Stage;
let jana: Person;
let uwe: Person;
let code: string;

beforeAll(async () => {
  stage = await openStage();
  jana = await stage.somebody({ locale: 'de-DE' });
  uwe = await stage.somebody({ locale: 'de-AT', phone: true });
});
afterAll(async () => {
  await stage?.close();
});

async function storeKit({ page }: Person): Promise<void> {
  const stored = button(page, 'Ich habe es sicher verwahrt');
  await stored.waitFor({ timeout: 60_000 });
  await expectAccessible({ page }, 'German: recovery kit');
  await stored.click();
}

describe('the main job in German', () => {
  test('a practice signs up, and the mail that confirms its address is in German', async () => {
    const { page } = jana;
    await goTo(jana, '/register');
    expect(await languageOf(page)).toBe('de');
    expect(await page.title()).toContain('Konto für eine Praxis anlegen');
    await box(page, 'Name der Praxis').fill(praxis.practiceName);
    await box(page, 'Ihr Name').fill(praxis.name);
    await box(page, 'E-Mail-Adresse').fill(praxis.address);
    await page.getByLabel('Passwort', { exact: true }).fill(praxis.password);
    await page.getByLabel('Passwort wiederholen', { exact: true }).fill(praxis.password);
    await expectAccessible(jana, 'German: sign-up');
    await button(page, 'Konto anlegen').click();
    await storeKit(jana);
    await page.waitForURL(/\/mail/);
    const mail = await stage.sealpost.mailTo(praxis.address);
    expect(mail.text).toContain('Bestätigen Sie Ihre E-Mail-Adresse');
    await goTo(jana, mail.link('/confirm'));
    await button(page, 'Adresse bestätigen').click();
    await page.getByRole('heading', { name: 'Ihre Adresse ist bestätigt' }).waitFor();
  });

  test('it writes to somebody new, who gets a German mail, registers on a phone and reads', async () => {
    const { page } = jana;
    await goTo(jana, '/mail');
    await page.getByRole('heading', { name: 'Senden Sie Ihre erste sichere Nachricht' }).waitFor();
    await expectAccessible(jana, 'German: mailbox');
    await button(page, 'Nachricht schreiben').first().click();
    const dialog = page.getByRole('dialog', { name: 'Neue Nachricht', exact: true });
    const to = dialog.getByRole('combobox', { name: 'An', exact: true });
    await to.fill(labor.address);
    await to.press('Enter');
    const secure = dialog.getByRole('group', { name: 'Sichere Nachricht', exact: true });
    await box(secure, 'Sicherer Betreff').fill('Abformung oben links');
    await box(secure, 'Sichere Nachricht').fill('Der Scan liegt bei.');
    await expectAccessible(jana, 'German: compose');
    await button(dialog, 'Senden').click();
    const codes = page.getByRole('dialog', { name: 'Zugangscodes', exact: true });
    await codes.waitFor({ timeout: 60_000 });
    code = ((await codes.locator('[data-access-code]').first().textContent()) ?? '').trim();
    await button(codes, 'Fertig').click();

    const mail = await stage.sealpost.mailTo(labor.address);
    expect(mail.text).toContain('Sichere Nachricht öffnen');
    await goTo(uwe, mail.link('/invite'));
    await box(uwe.page, 'Zugangscode').fill(code);
    await button(uwe.page, 'Weiter').click();
    await box(uwe.page, 'Ihr Name').fill(labor.name);
    await box(uwe.page, 'Name der Praxis').fill(labor.practiceName);
    await uwe.page.getByLabel('Passwort', { exact: true }).fill(labor.password);
    await uwe.page.getByLabel('Passwort wiederholen', { exact: true }).fill(labor.password);
    await button(uwe.page, 'Konto anlegen').click();
    await storeKit(uwe);
    await uwe.page.getByRole('heading', { name: 'Abformung oben links' }).first().waitFor();
    expect(await uwe.page.getByRole('region', { name: 'Sichere Nachricht', exact: true }).textContent()).toContain('Der Scan liegt bei.');
    await expectAccessible(uwe, 'German: message on a phone');
  });

  test('the answer is read where it belongs', async () => {
    const { page } = uwe;
    await button(page, 'Aktionen für die Nachricht').click();
    await page.getByRole('menuitem', { name: 'Antworten', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Neue Nachricht', exact: true });
    const secure = dialog.getByRole('group', { name: 'Sichere Nachricht', exact: true });
    await box(secure, 'Sicherer Betreff').fill('Passt');
    await box(secure, 'Sichere Nachricht').fill('Danke, kommt am Freitag.');
    await button(dialog, 'Senden').click();
    await dialog.waitFor({ state: 'hidden', timeout: 60_000 });
    await goTo(jana, '/mail');
    await jana.page.getByRole('list', { name: 'Nachrichten', exact: true }).getByRole('listitem').filter({ hasText: 'Passt' }).first().click();
    await jana.page.getByText('Danke, kommt am Freitag.').first().waitFor();
  });
});

describe('the switch', () => {
  test('outside the mailbox stands at the foot, keeps the address whole, and goes once something is typed', async () => {
    const somebody = await stage.somebody();
    const { page } = somebody;
    await goTo(somebody, '/login?next=%2Fcontacts#here');
    expect(await languageOf(page)).toBe('en');
    await button(page, 'Deutsch').click();
    await button(page, 'Anmelden').waitFor();
    expect(await languageOf(page)).toBe('de');
    expect(page.url()).toBe(`${stage.sealpost.url}/login?next=%2Fcontacts#here`);
    await page.getByRole('link', { name: 'Was verarbeitet und aufbewahrt wird' }).click();
    await page.waitForURL(/\/about/);
    expect(await languageOf(page)).toBe('de');
    await goTo(somebody, '/register');
    await button(page, 'English').waitFor();
    await box(page, 'Name der Praxis').pressSequentially('Nord');
    await button(page, 'English').waitFor({ state: 'detached' });
  });

  test('in the settings keeps where one is and the session, and mails follow', async () => {
    const { page } = jana;
    await goTo(jana, '/settings');
    await page.getByRole('combobox', { name: 'Sprache', exact: true }).selectOption('English');
    await page.getByRole('heading', { name: 'Language', exact: true }).waitFor();
    expect(page.url()).toBe(`${stage.sealpost.url}/settings`);
    expect(await languageOf(page)).toBe('en');
    await page.getByLabel('Current password', { exact: true }).waitFor();
    // The rest of the mailbox too, and what is opened from it.
    await page.getByRole('link', { name: 'Inbox' }).first().click();
    await openMessage(jana, 'Passt');
    await page.getByRole('region', { name: 'Secure message', exact: true }).waitFor();
  });

  test('loses nothing that is typed: the page then waits for the person', async () => {
    const { page } = jana;
    await goTo(jana, '/settings');
    const name = page.getByRole('textbox', { name: 'Your name', exact: true });
    await name.pressSequentially(' MSc');
    await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption('Deutsch');
    await page.getByText('Chosen for the next time this page is loaded').waitFor();
    expect(await name.inputValue()).toContain(' MSc');
    await button(page, 'Reload now').click();
    await page.getByRole('heading', { name: 'Sprache', exact: true }).waitFor();
  });

  test('does not break a page that was open in the other language: its next page comes in the new one', async () => {
    const ana = await stage.somebody();
    await registerPractice(ana, { practiceName: 'Northside', name: 'Ana', address: 'ana@northside.example', password: 'saddle-comet-turnip-harvest-88' });
    await ana.context.addCookies([{ name: 'language', value: 'de', url: stage.sealpost.url }]);
    await ana.page.getByRole('link', { name: 'Contacts' }).first().click();
    await ana.page.getByRole('heading', { name: 'Adressbuch' }).first().waitFor();
    expect(await languageOf(ana.page)).toBe('de');
  });

  test('leaves who speaks neither with English', async () => {
    const somebody = await stage.somebody({ locale: 'fr-FR' });
    await goTo(somebody, '/login');
    expect(await languageOf(somebody.page)).toBe('en');
    await logIn(somebody, { address: 'nobody@nowhere.example', password: 'wrong' });
    await somebody.page.getByRole('alert').first().waitFor();
  });

  test('nothing was complained about', () => {
    stage.expectNoComplaints();
  });
});
