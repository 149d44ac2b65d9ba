// How a practice is reached: written by its owner with a logo, vouched for by a coworker's browser without being asked, read beside a
// message and on paper by whoever was invited; and two who write at once.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceCard as german } from '../../web/text/de/practice-card.ts';
import { practiceCard as words } from '../../web/text/en/practice-card.ts';
import { writePng } from '../support/files/png-writer.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben, lee } from './cast.ts';
import { inviteCoworker, registerCoworker } from './coworkers.ts';
import { inDatabase } from './database.ts';
import { acceptInvitation, foundPractice } from './entry.ts';
import { invite, tellKnown } from './letters.ts';
import { goTo, newTab, openMessage, type Person } from './person.ts';
import { secureMessage } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

const PHONE = '+49 (0) 30 / 123 45-6';

let stage: Stage;
let owner: Person;
let coworker: Person;
let lab: Person;

const button = (place: Person['page'] | Locator, name: string): Locator => place.getByRole('button', { name, exact: true });
const box = (place: Person['page'] | Locator, name: string): Locator => place.getByRole('textbox', { name, exact: true });
const card = ({ page }: Person, title = words.title): Locator => page.getByRole('region', { name: title, exact: true });
const atSender = ({ page }: Person): Locator => page.locator('details').filter({ hasText: ana.practiceName });

/** Two bars of colour on white. */
const logo = writePng({ width: 900, height: 500, row: (y) => Uint8Array.from({ length: 2700 }, (_, at) => (y > 100 && y < 400 && at > 300 && at < 2400 ? [20, 90, 140][at % 3]! : 255)) });

async function chooseLogo(place: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const chooser = place.page().waitForEvent('filechooser');
  await button(place, words.chooseLogo).click();
  await (await chooser).setFiles(file);
}

async function save(person: Person, name: string = words.save): Promise<void> {
  await button(card(person), name).click();
  await person.page.getByText(words.saved).first().waitFor();
}

beforeAll(async () => {
  stage = await openStage();
  [owner, coworker, lab] = [await stage.somebody(), await stage.somebody(), await stage.somebody({ phone: true })];
  await foundPractice(owner, { sealpost: stage.sealpost, who: ana });
  const { code, link } = await invite(owner, { sealpost: stage.sealpost, to: lee.address, subject: 'Findings' });
  await acceptInvitation(lab, { link, code, who: lee });
}, 180_000);
afterAll(() => stage?.close());

describe('the owner', () => {
  test('is told in words what is wrong, and loses nothing typed by it', async () => {
    await goTo(owner, '/practice');
    const place = card(owner);
    expect(await box(place, words.name).inputValue()).toBe(ana.practiceName);
    await box(place, words.address).fill('Harbour Street 12\n\n10115 Berlin\n');
    await box(place, words.phone).fill('call us');
    await box(place, words.website).fill('http://northside.example');
    await button(place, words.save).click();
    await place.getByText(words.phoneInvalid).waitFor();
    await place.getByText(words.websiteInvalid).waitFor();
    expect(await box(place, words.phone).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await box(place, words.address).inputValue()).toContain('Harbour Street 12');
    await chooseLogo(place, { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>') });
    await place.getByText(words.logoProblems['no-picture']).waitFor();
    await chooseLogo(place, { name: 'logo.png', mimeType: 'image/png', buffer: logo.subarray(0, 300) });
    await place.getByText(words.logoProblems.unreadable).waitFor();
    await place.scrollIntoViewIfNeeded();
    await expectAccessible(owner, 'practice card with errors');
    expect(await box(place, words.phone).inputValue()).toBe('call us');
  });

  test('sees it as recipients will, with the logo drawn anew, and saves it', async () => {
    const place = card(owner);
    await box(place, words.phone).fill(PHONE);
    await box(place, words.website).fill('northside.example/contact');
    await chooseLogo(place, { name: 'logo.png', mimeType: 'image/png', buffer: logo });
    const preview = place.getByRole('figure', { name: words.preview });
    const picture = preview.getByRole('img', { name: words.logoOf(ana.practiceName), exact: true });
    await picture.waitFor();
    expect(await picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([288, 160]);
    expect(await preview.getByRole('link', { name: PHONE }).getAttribute('href')).toBe('tel:+4930123456');
    await place.evaluate((element) => element.scrollIntoView());
    await expectAccessible(owner, 'practice card being written');
    await save(owner);
    await place.getByText(/^Signed by Dr\. Ana Ruiz on /).waitFor();
    const [kept] = await inDatabase<{ bytes: number; start: string }>(stage.sealpost, "select octet_length(logo) as bytes, encode(substring(logo from 1 for 8), 'hex') as start from practice_profiles");
    expect(kept?.bytes).toBeLessThanOrEqual(65_536);
    expect(kept?.start).toBe('89504e470d0a1a0a');
  });

  test('of two windows at once, the second is told, keeps what was typed, and may put it in the other’s place', async () => {
    const second = await newTab(owner);
    await goTo(second, '/practice');
    await box(card(second), words.website).fill('northside.example/second');
    await box(card(owner), words.address).fill('Harbour Street 13\n10115 Berlin');
    await save(owner);
    await card(second).getByText(words.failures.profile_changed.title).waitFor();
    expect(await box(card(second), words.website).inputValue()).toBe('northside.example/second');
    await card(second).getByRole('region', { name: words.theirs }).getByText('Harbour Street 13').waitFor();
    await card(second).evaluate((element) => element.scrollIntoView());
    await expectAccessible(second, 'practice card changed by somebody else');
    await save(second, words.saveMine);
    await card(second).getByRole('figure', { name: words.preview }).getByText('northside.example/second').waitFor();
    // The other window has nothing of its own, so it follows.
    await expect.poll(() => box(card(owner), words.website).inputValue()).toBe('https://northside.example/second');
    await box(card(owner), words.address).fill('Harbour Street 12\n10115 Berlin');
    await save(owner);
    await second.page.close();
  });

  test('of two windows at once, who has not touched the logo is told what became of it, and saves with that', async () => {
    const second = await newTab(owner);
    const picture = (person: Person) => card(person).getByRole('figure', { name: words.preview }).getByRole('img');
    await goTo(second, '/practice');
    await picture(second).waitFor();
    await box(card(second), words.address).fill('Harbour Street 14\n10115 Berlin');
    await button(card(owner), words.removeLogo).click();
    await save(owner);
    await card(second).getByText(words.logoSince.removed).waitFor();
    expect(await picture(second).count()).toBe(0);
    await save(second, words.saveMine);
    const stored = async () => (await inDatabase<{ none: boolean }>(stage.sealpost, 'select logo is null as none from practice_profiles'))[0]?.none;
    expect(await stored()).toBe(true);
    await expect.poll(() => box(card(owner), words.address).inputValue()).toContain('Harbour Street 14');
    await box(card(second), words.address).fill('Harbour Street 15\n10115 Berlin');
    await chooseLogo(card(owner), { name: 'logo.png', mimeType: 'image/png', buffer: logo });
    await picture(owner).waitFor();
    await save(owner);
    await card(second).getByText(words.logoSince.replaced).waitFor();
    await picture(second).waitFor();
    await card(second).evaluate((element) => element.scrollIntoView());
    await expectAccessible(second, 'practice card with a logo changed by somebody else');
    await save(second, words.saveMine);
    expect(await stored()).toBe(false);
    await expect.poll(() => box(card(owner), words.address).inputValue()).toContain('Harbour Street 15');
    await box(card(owner), words.address).fill('Harbour Street 12\n10115 Berlin');
    await save(owner);
    await second.page.close();
  });
});

describe('whoever was invited', () => {
  test('sees beside the message how the practice is reached, and all of it on request', async () => {
    await goTo(lab, '/mail');
    await openMessage(lab, 'Findings');
    const line = atSender(lab);
    await line.getByText(`${words.phone} ${PHONE}`).first().waitFor();
    await expectAccessible(lab, 'message with practice line, phone');
    await line.locator('summary').click();
    await line.getByText('Harbour Street 12').waitFor();
    expect(await line.getByRole('link', { name: PHONE, exact: true }).getAttribute('href')).toBe('tel:+4930123456');
    const website = line.getByRole('link', { name: 'northside.example/second', exact: true });
    expect([await website.getAttribute('href'), await website.getAttribute('rel')]).toEqual(['https://northside.example/second', 'noopener noreferrer']);
    await line.getByText(words.saidBy(ana.name)).waitFor();
    // The access code has proved her keys.
    expect(await line.getByText(words.notForComparing(ana.name)).count()).toBe(0);
    const picture = line.getByRole('img', { name: words.logoOf(ana.practiceName), exact: true });
    expect(await picture.evaluate((image: HTMLImageElement) => [image.complete && image.naturalWidth, image.src.startsWith('blob:')])).toEqual([288, true]);
    await expectAccessible(lab, 'message with practice card, phone');
    expect(await lab.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  test('has the lines on paper, without the picture, whether they were open or not', async () => {
    await lab.page.emulateMedia({ media: 'print' });
    const paper = lab.page.getByText(/^Northside Dental\s+Harbour Street 12/).last();
    await paper.waitFor();
    expect(await paper.innerText()).toBe(`Northside Dental\nHarbour Street 12\n10115 Berlin\n${words.phone} ${PHONE}\nhttps://northside.example/second`);
    expect(await lab.page.locator('img[src^="blob:"]:visible').count()).toBe(0);
    await lab.page.emulateMedia({ media: 'screen' });
  });

  test('reads it in the dark and in German', async () => {
    const dark = await stage.somebody({ dark: true, locale: 'de-DE' });
    await goTo(dark, '/login');
    await dark.page.getByRole('textbox', { name: 'E-Mail-Adresse', exact: true }).fill(lee.address);
    await dark.page.getByLabel('Passwort', { exact: true }).fill(lee.password);
    await button(dark.page, 'Anmelden').click();
    await dark.page.waitForURL(/\/mail/);
    await dark.page.getByRole('listitem').filter({ hasText: 'Findings' }).first().click();
    const line = atSender(dark);
    await line.getByText(`${german.phone} ${PHONE}`).first().waitFor();
    await expectAccessible(dark, 'German: message with practice line, dark');
    await line.locator('summary').click();
    await line.getByText(german.saidBy(ana.name)).waitFor();
    await expectAccessible(dark, 'German: message with practice card, dark');
  });
});

describe('a coworker', () => {
  test('whose browser vouches without being asked, has the card beside their own messages', async () => {
    await registerCoworker(coworker, { sealpost: stage.sealpost, who: ben, code: await inviteCoworker(owner, ben) });
    const vouched = async () => (await inDatabase<{ count: number }>(stage.sealpost, 'select count(*)::int as count from profile_vouchers join practice_profiles on hash = profile_hash'))[0]?.count;
    await expect.poll(vouched, { timeout: 30_000 }).toBe(2);
    await tellKnown(coworker, { to: lee.address, subject: 'From Ben' });
    await goTo(lab, '/mail');
    await openMessage(lab, 'From Ben');
    await secureMessage(lab).waitFor();
    await atSender(lab).getByText(`${words.phone} ${PHONE}`).first().waitFor();
    // His were only seen.
    await atSender(lab).locator('summary').click();
    await atSender(lab).getByText(words.notForComparing(ben.name)).waitFor();
    await expectAccessible(lab, 'message with practice card, keys not compared, phone');
    // And anew when it changes, in the open tab.
    await goTo(owner, '/practice');
    await box(card(owner), words.phone).fill('030 999');
    await save(owner);
    await expect.poll(vouched, { timeout: 30_000 }).toBe(2);
    await goTo(coworker, '/practice');
    await card(coworker).getByText('030 999').waitFor();
    await card(coworker).evaluate((element) => element.scrollIntoView());
    await expectAccessible(coworker, 'practice card as a member sees it');
    await lab.page.reload();
    await atSender(lab).getByText(`${words.phone} 030 999`).first().waitFor();
  });
});

test('a number that the server has put there is neither shown nor ready to be signed', async () => {
  await inDatabase(stage.sealpost, "update practice_profiles set object = jsonb_set(object, '{json}', to_jsonb(replace(object->>'json', '030 999', '030 666')))");
  await goTo(owner, '/practice');
  await card(owner).getByText(words.unproved.title).waitFor();
  expect(await box(card(owner), words.phone).inputValue()).toBe('');
  expect(await box(card(owner), words.address).inputValue()).toBe('Harbour Street 12\n10115 Berlin');
  await expectAccessible(owner, 'practice card that is not proved');
  await goTo(coworker, '/practice');
  await card(coworker).getByText(words.unproved.title).waitFor();
  expect(await card(coworker).getByText('030').count()).toBe(0);
  await box(card(owner), words.phone).fill('030 999');
  await save(owner);
  await expect.poll(() => card(coworker).getByText('030 999').count(), { timeout: 15_000 }).toBe(1);
});

test('nothing broke the policy of the pages, and nobody else was asked for anything', () => stage.expectNoComplaints());
