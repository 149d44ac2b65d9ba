// An owner withdraws keys that somebody else may have had: what everybody else in the practice sees of it, without touching anything, of what
// was signed with them; and that it is over once it is signed anew.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceCard as germanCard } from '../../web/text/de/practice-card.ts';
import { practiceTexts as german } from '../../web/text/de/practice-texts.ts';
import { ownTexts } from '../../web/text/en/own-texts.ts';
import { practiceCard } from '../../web/text/en/practice-card.ts';
import { practiceTexts as words } from '../../web/text/en/practice-texts.ts';
import { settings } from '../../web/text/en/settings.ts';
import { expectAccessible } from './accessible.ts';
import { ana, lee } from './cast.ts';
import { joinPractice } from './coworkers.ts';
import { foundPractice } from './entry.ts';
import { goTo, newTab, type Person, type SignUp, storeKit } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const noa: SignUp = { ...lee, name: 'Noa Stern', address: 'noa@northside.example' };
const kim: SignUp = { ...lee, name: 'Kim Vogel', address: 'kim@northside.example' };
/** Sooner than any page asks by itself. */
const AT_ONCE = { timeout: 15_000 };
const patience = { timeout: 30_000 };

let stage: Stage;
let owner: Person;
let member: Person;
/** On another page of the member's. */
let beside: Person;
/** Who has not opened Sealpost since the texts were written. */
let away: Person;
let newcomer: Person;

const button = (place: Person['page'] | Locator, name: string): Locator => place.getByRole('button', { name, exact: true });
const field = (place: Person['page'] | Locator, name: string): Locator => place.getByRole('textbox', { name, exact: true });
const card = ({ page }: Person, title = practiceCard.title): Locator => page.getByRole('region', { name: title, exact: true });
const texts = ({ page }: Person): Locator => page.getByRole('region', { name: settings.practiceTexts.title, exact: true });
const fits = ({ page }: Person) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

/** As the owner, in the settings. */
async function writeSignature(action: string, line: string): Promise<void> {
  await button(texts(owner), action).click();
  const signing = owner.page.getByRole('dialog', { name: words.signature.formTitle, exact: true });
  await field(signing, ownTexts.signature.notice).fill(line);
  await button(signing, words.signature.save).click();
  await signing.waitFor({ state: 'hidden' });
}

beforeAll(async () => {
  stage = await openStage();
  [owner, member, away, newcomer] = [await stage.somebody(), await stage.somebody(), await stage.somebody(), await stage.somebody()];
  await foundPractice(owner, { sealpost: stage.sealpost, who: ana });
  await joinPractice(away, { sealpost: stage.sealpost, by: owner, who: lee });
  await joinPractice(member, { sealpost: stage.sealpost, by: owner, who: noa });
  await away.page.goto('about:blank');
  await field(card(owner), practiceCard.name).fill(ana.practiceName);
  await button(card(owner), practiceCard.save).click();
  await owner.page.getByText(practiceCard.saved).first().waitFor();
  await goTo(owner, '/settings');
  await writeSignature(words.signature.write, 'Northside Dental');
  await goTo(member, '/practice');
  await card(member).getByText(/^Signed by Dr\. Ana Ruiz on /).waitFor(patience);
  beside = await newTab(member);
  await goTo(beside, '/settings');
  await texts(beside).getByText(/^Signed for your practice by Dr\. Ana Ruiz on /).waitFor(patience);
}, 240_000);
afterAll(() => stage?.close());

describe('keys that the owner withdraws', () => {
  test('are told to a member at once, in the open pages, with who will see to it and nothing to do for themselves', async () => {
    const { page } = owner;
    const kit = page.getByRole('form', { name: settings.kit.title, exact: true });
    await kit.getByLabel(settings.kit.password, { exact: true }).fill(ana.password);
    await kit.getByRole('checkbox', { name: settings.kit.seen, exact: true }).check();
    await button(kit, settings.kit.make).click();
    await storeKit(owner);
    await card(member).getByText(practiceCard.withdrawn.text(ana.name)).waitFor(AT_ONCE);
    expect(await card(member).getByRole('figure').count()).toBe(0);
    expect(await card(member).getByText(practiceCard.withdrawn.edit).count()).toBe(0);
    await card(member).scrollIntoViewIfNeeded();
    await expectAccessible(member, 'withdrawn keys: the card as a member sees it');
    await texts(beside).getByText(words.withdrawn.text(ana.name)).waitFor(AT_ONCE);
    await texts(beside).getByText(words.withdrawn.wait).waitFor();
    expect(await texts(beside).getByText(/^Signed/).count()).toBe(0);
    // They are what they were before.
    await texts(beside).getByText('Northside Dental').first().waitFor();
    await texts(beside).scrollIntoViewIfNeeded();
    await expectAccessible(beside, 'withdrawn keys: the texts as a member sees them');
  });

  test('are the reason that somebody is told who had not seen the texts before, and is not shown them', async () => {
    await goTo(away, '/settings');
    await texts(away).getByText(words.withdrawn.unseen(ana.name)).waitFor(patience);
    await texts(away).getByText(words.withdrawn.come).waitFor();
    expect(await texts(away).getByText('Northside Dental').count()).toBe(0);
    expect(await button(texts(away), words.anew.action).count()).toBe(0);
    await texts(away).scrollIntoViewIfNeeded();
    await expectAccessible(away, 'withdrawn keys: texts that were not seen before');
    const phone = await stage.somebody({ phone: true, dark: true, locale: 'de-DE' });
    await goTo(phone, '/login?next=%2Fsettings');
    await field(phone.page, 'E-Mail-Adresse').fill(lee.address);
    await phone.page.getByLabel('Passwort', { exact: true }).fill(lee.password);
    await button(phone.page, 'Anmelden').click();
    await phone.page.getByText(german.withdrawn.unseen(ana.name)).scrollIntoViewIfNeeded(patience);
    expect(await fits(phone)).toBe(true);
    await expectAccessible(phone, 'German: texts under withdrawn keys, phone, dark');
    await goTo(phone, '/practice');
    await card(phone, germanCard.title).getByText(germanCard.withdrawn.text(ana.name)).scrollIntoViewIfNeeded(patience);
    expect(await fits(phone)).toBe(true);
    await expectAccessible(phone, 'German: the card under withdrawn keys, phone, dark');
    await phone.context.close();
  });

  test('are told to whoever joins meanwhile, with what has to be done before the texts come', async () => {
    await joinPractice(newcomer, { sealpost: stage.sealpost, by: owner, who: kim });
    await goTo(newcomer, '/settings');
    await texts(newcomer).getByText(words.withdrawn.come).waitFor(patience);
    expect(await texts(newcomer).getByText(words.waiting).count()).toBe(0);
    await texts(newcomer).scrollIntoViewIfNeeded();
    await expectAccessible(newcomer, 'withdrawn keys: texts as who joins meanwhile sees them');
  });

  test('are told to the owner with what to do, after which nobody is told any more', async () => {
    await goTo(owner, '/settings');
    await texts(owner).getByText(words.withdrawn.edit).waitFor(patience);
    await writeSignature(words.signature.edit, 'Northside Dental, anew');
    await texts(beside).getByText(/^Signed for your practice by Dr\. Ana Ruiz on /).waitFor(AT_ONCE);
    expect(await texts(beside).getByText(words.withdrawn.title).count()).toBe(0);
    for (const person of [away, newcomer]) await texts(person).getByText('Northside Dental, anew').first().waitFor(AT_ONCE);
    await goTo(owner, '/practice');
    await card(owner).getByText(practiceCard.withdrawn.edit).waitFor();
    await expectAccessible(owner, 'withdrawn keys: the card as its owner sees it');
    await button(card(owner), practiceCard.save).click();
    await owner.page.getByText(practiceCard.saved).first().waitFor();
    await card(member).getByText(/^Signed by Dr\. Ana Ruiz on /).waitFor(AT_ONCE);
    expect(await card(member).getByText(practiceCard.withdrawn.title).count()).toBe(0);
  });

  test('no page complained', () => stage.expectNoComplaints());
});
