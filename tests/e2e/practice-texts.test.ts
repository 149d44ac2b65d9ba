// The texts of a practice: two administrators write them, a member uses them, and a newcomer gets them without anybody doing anything.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownTexts } from '../../web/text/en/own-texts.ts';
import { practiceTexts as german } from '../../web/text/de/practice-texts.ts';
import { trust as germanTrust } from '../../web/text/de/trust.ts';
import { practiceTexts as words } from '../../web/text/en/practice-texts.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben, lee } from './cast.ts';
import { inviteCoworker, joinPractice, registerCoworker } from './coworkers.ts';
import { inDatabase } from './database.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, openCompose, type Person, type SignUp } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const noa: SignUp = { ...lee, name: 'Noa Stern', address: 'noa@northside.example' };
const kim: SignUp = { ...lee, name: 'Kim Vogel', address: 'kim@northside.example' };
const patience = { timeout: 30_000 };

let stage: Stage;
let owner: Person;
let manager: Person;
let member: Person;
let newcomer: Person;
let colleague: Person;

const button = (place: Person['page'] | Locator, name: string) => place.getByRole('button', { name, exact: true });
const field = (place: Person['page'] | Locator, name: string) => place.getByRole('textbox', { name, exact: true });
const dialog = ({ page }: Person, name: string) => page.getByRole('dialog', { name, exact: true });
const section = ({ page }: Person) => page.getByRole('region', { name: 'Texts of the practice', exact: true });
const fits = ({ page }: Person) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

beforeAll(async () => {
  stage = await openStage();
  [owner, manager, member, newcomer] = [await stage.somebody(), await stage.somebody(), await stage.somebody(), await stage.somebody()];
  await foundPractice(owner, { sealpost: stage.sealpost, who: ana });
  await join(manager, { who: ben, role: 'administrator' });
  await join(member, { who: lee, role: 'member' });
}, 300_000);
afterAll(() => stage?.close());

async function join(person: Person, { who, role, by = owner }: { who: SignUp; role: 'administrator' | 'member'; by?: Person }): Promise<void> {
  await joinPractice(person, { sealpost: stage.sealpost, by, who, role });
}

async function enterInGerman(person: Person, { address, password }: SignUp): Promise<void> {
  await goTo(person, '/login');
  await person.page.getByRole('textbox', { name: 'E-Mail-Adresse', exact: true }).fill(address);
  await person.page.getByLabel('Passwort', { exact: true }).fill(password);
  await button(person.page, 'Anmelden').click();
  await person.page.waitForURL(/\/mail/);
}

async function discard(panel: Locator): Promise<void> {
  await button(panel, 'Discard draft').click();
  await panel.waitFor({ state: 'hidden' });
}

describe('an administrator', () => {
  test('writes a signature and a template for everybody', async () => {
    await goTo(owner, '/settings');
    await section(owner).getByText(words.noneYet).waitFor();
    await expectAccessible(owner, 'settings without texts of the practice');
    await button(section(owner), words.signature.write).click();
    const signing = dialog(owner, words.signature.formTitle);
    await field(signing, ownTexts.signature.body).click();
    await owner.page.keyboard.type('{name}');
    await owner.page.keyboard.press('Enter');
    await owner.page.keyboard.type('Northside Dental');
    await field(signing, ownTexts.signature.notice).fill('Northside Dental\nTel. 020 7946 0958');
    await expectAccessible(owner, 'signature of the practice');
    await button(signing, words.signature.save).click();
    await signing.waitFor({ state: 'hidden' });
    await button(section(owner), words.templates.add).click();
    const form = dialog(owner, words.templates.newTitle);
    await button(form, words.templates.save).click();
    await form.getByText(ownTexts.templates.nameMissing).waitFor();
    await field(form, ownTexts.templates.name).fill('Crown order');
    await field(form, ownTexts.templates.secureSubject).fill('Order: crown');
    await field(form, ownTexts.templates.body).click();
    await owner.page.keyboard.type('Please mill a crown');
    await expectAccessible(owner, 'new template of the practice');
    await button(form, words.templates.save).click();
    await section(owner).getByRole('list', { name: words.templates.list, exact: true }).getByText('Crown order').waitFor();
    await section(owner).getByText(/^Signed for your practice by Dr\. Ana Ruiz on /).waitFor();
    await expectAccessible(owner, 'settings with texts of the practice');
  });
});

describe('a member', () => {
  test('reads them in the settings and changes nothing', async () => {
    await goTo(member, '/settings');
    await section(member).getByText('Crown order').waitFor();
    await section(member).getByText('{name}').waitFor();
    for (const name of [words.signature.edit, words.templates.add, words.templates.editNamed('Crown order')]) expect(await button(section(member), name).count()).toBe(0);
    await button(section(member), words.templates.showNamed('Crown order')).click();
    const shown = dialog(member, 'Crown order');
    for (const text of ['Order: crown', 'Please mill a crown']) await shown.getByText(text, { exact: true }).waitFor();
    await expectAccessible(member, 'a template of the practice');
    await member.page.keyboard.press('Escape');
    await shown.waitFor({ state: 'hidden' });
    await expectAccessible(member, 'texts of the practice for a member');
  });

  test('without a signature signs with the practice’s, in their own name, and finds its templates below their own', async () => {
    await goTo(member, '/mail');
    const panel = await openCompose(member);
    const body = field(panel, 'Secure message');
    await body.getByText('Lee Park', { exact: true }).waitFor();
    expect(await body.locator(':scope > *').allTextContents()).toEqual(['', '', 'Lee Park', 'Northside Dental']);
    expect(await field(panel, 'Message').inputValue()).toMatch(/\n\nNorthside Dental\nTel\. 020 7946 0958$/);
    await button(panel, 'Templates').click();
    await member.page.getByRole('group', { name: words.menu, exact: true }).getByRole('menuitem', { name: 'Crown order', exact: true }).waitFor();
    await expectAccessible(member, 'choosing a template of the practice');
    await member.page.getByRole('menuitem', { name: 'Crown order', exact: true }).click();
    expect(await field(panel, 'Secure subject').inputValue()).toBe('Order: crown');
    expect((await body.locator(':scope > *').allTextContents()).filter((each) => each !== '')).toEqual(['Please mill a crown', 'Lee Park', 'Northside Dental']);
    await discard(panel);
  });

  test('with a signature of their own signs with that', async () => {
    await goTo(member, '/settings');
    await field(member.page, ownTexts.signature.body).click();
    await member.page.keyboard.type('Lee, front desk');
    await button(member.page, ownTexts.signature.save).click();
    await member.page.getByText(ownTexts.signature.saved).first().waitFor();
    await goTo(member, '/mail');
    const panel = await openCompose(member);
    await field(panel, 'Secure message').getByText('Lee, front desk', { exact: true }).waitFor();
    expect(await field(panel, 'Secure message').getByText('Northside Dental').count()).toBe(0);
    await discard(panel);
  });
});

test('of two administrators who change the same the second keeps what was typed, is told, and takes over', async () => {
  await goTo(manager, '/settings');
  await button(section(manager), words.templates.editNamed('Crown order')).click();
  const theirs = dialog(manager, words.templates.editTitle);
  await field(theirs, ownTexts.templates.secureSubject).fill('Order from Ben');
  await button(section(owner), words.templates.editNamed('Crown order')).click();
  const ours = dialog(owner, words.templates.editTitle);
  await field(ours, ownTexts.templates.secureSubject).fill('Order from Ana');
  await button(ours, words.templates.save).click();
  await ours.waitFor({ state: 'hidden' });
  await button(theirs, words.templates.save).click();
  await theirs.getByRole('alert').getByText(words.changed.title).waitFor(patience);
  expect(await field(theirs, ownTexts.templates.secureSubject).inputValue()).toBe('Order from Ben');
  await expectAccessible(manager, 'changed by another administrator meanwhile');
  await button(theirs, words.changed.mine).click();
  await theirs.waitFor({ state: 'hidden' });
  // The other hears of it at once.
  await section(owner).getByText('Order from Ben').waitFor(patience);
  await section(owner).getByText(/^Signed for your practice by Ben Okoro on /).waitFor();
});

test('who was invited by another administrator has them by that one’s browser', async () => {
  await owner.page.goto('about:blank');
  colleague = await stage.somebody();
  await join(colleague, { who: kim, role: 'administrator', by: manager });
  await goTo(colleague, '/settings');
  await section(colleague).getByText('Order from Ben').waitFor({ timeout: 60_000 });
  await section(colleague).getByText(/^Signed for your practice by Ben Okoro on /).waitFor();
});

test('a newcomer is told when they come, and has them as soon as an administrator has Sealpost open', async () => {
  const code = await inviteCoworker(owner, noa);
  for (const { page } of [owner, manager]) await page.goto('about:blank');
  // As if the server kept back what the manager has stated of the owner: the next test is about whoever cannot tell.
  await inDatabase(stage.sealpost, 'delete from statements');
  await registerCoworker(newcomer, { sealpost: stage.sealpost, who: noa, code });
  await goTo(newcomer, '/settings');
  await section(newcomer).getByText(words.waiting).waitFor();
  await section(newcomer).scrollIntoViewIfNeeded();
  await expectAccessible(newcomer, 'texts of the practice that are on their way');
  await goTo(owner, '/practice');
  await section(newcomer).getByText('Order from Ben').waitFor({ timeout: 60_000 });
  const panel = await goTo(newcomer, '/mail').then(() => openCompose(newcomer));
  await field(panel, 'Secure message').getByText('Noa Stern', { exact: true }).waitFor();
  await discard(panel);
});

test('whoever cannot tell who sealed them is told so, reads them as before, and changes nothing by it', async () => {
  await goTo(colleague, '/settings');
  await section(colleague).getByText(words.unchecked).waitFor(patience);
  await section(colleague).getByText(words.uncheckedWrite).waitFor();
  await section(colleague).getByText('Order from Ben').waitFor();
  expect(await section(colleague).getByText(/^Signed/).count()).toBe(0);
  for (const name of [words.signature.edit, words.templates.add]) expect(await button(section(colleague), name).count()).toBe(0);
  await section(colleague).scrollIntoViewIfNeeded();
  await expectAccessible(colleague, 'texts of the practice that were not checked');
  await button(section(colleague), words.anew.action).click();
  await colleague.page.getByRole('alertdialog').getByText(words.anew.text).waitFor();
  await expectAccessible(colleague, 'beginning the texts anew');
  await colleague.page.keyboard.press('Escape');
  const phone = await stage.somebody({ phone: true, dark: true, locale: 'de-DE' });
  await enterInGerman(phone, kim);
  await goTo(phone, '/settings');
  await phone.page.getByText(german.unchecked).waitFor(patience);
  await phone.page.getByText(german.uncheckedWrite).scrollIntoViewIfNeeded();
  expect(await fits(phone)).toBe(true);
  await expectAccessible(phone, 'German: texts that were not checked, phone, dark');
  await phone.page.getByRole('link', { name: german.compare, exact: true }).click();
  await button(phone.page, germanTrust.contacts.show(ben.name)).click();
  await phone.page.getByText(germanTrust.compare.how(ben.name)).waitFor(patience);
  expect(await fits(phone)).toBe(true);
  await expectAccessible(phone, 'German: comparing keys, phone, dark');
});

test('who was made an administrator later is told who writes them, in plain words', async () => {
  await inDatabase(stage.sealpost, `update members set role = 'administrator' where account_id = (select id from accounts where address = '${lee.address}')`);
  await goTo(member, '/settings');
  await section(member).getByText(words.unsigned).waitFor(patience);
  expect(await button(section(member), words.signature.edit).count()).toBe(0);
  await section(member).scrollIntoViewIfNeeded();
  await expectAccessible(member, 'texts of the practice for a promoted administrator');
  const dark = await stage.somebody({ dark: true, locale: 'de-DE' });
  await enterInGerman(dark, lee);
  await goTo(dark, '/settings');
  await dark.page.getByText(german.unsigned).scrollIntoViewIfNeeded(patience);
  await expectAccessible(dark, 'German: texts for a promoted administrator, dark');
});

test('they are there on a phone in the dark, and nothing sticks out', async () => {
  const phone = await stage.somebody({ phone: true, dark: true });
  await enter(phone, ben);
  await goTo(phone, '/settings');
  await section(phone).getByText('Crown order').waitFor(patience);
  await section(phone).scrollIntoViewIfNeeded();
  expect(await fits(phone)).toBe(true);
  await expectAccessible(phone, 'texts of the practice on a phone, dark');
  await button(section(phone), words.templates.editNamed('Crown order')).click();
  await field(dialog(phone, words.templates.editTitle), ownTexts.templates.body).waitFor();
  expect(await fits(phone)).toBe(true);
  await button(dialog(phone, words.templates.editTitle), words.templates.remove).click();
  await section(phone).getByText(words.templates.none).waitFor(patience);
  await button(section(phone), words.signature.edit).click();
  await field(dialog(phone, words.signature.formTitle), ownTexts.signature.body).waitFor();
  expect(await fits(phone)).toBe(true);
});

test('no page complained of an error, a policy violation or a request to a third party', () => stage.expectNoComplaints());
