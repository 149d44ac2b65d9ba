// What a practice decides, seen by those who decide and by those for whom it is decided: log-off, second factor, who invites, whom
// members write to, and for how long.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepAt, totp } from '../../server/totp.ts';
import { compose } from '../../web/text/en/compose.ts';
import { practice as words } from '../../web/text/en/practice.ts';
import { secondFactor } from '../../web/text/en/second-factor.ts';
import { appOf } from '../support/second-factor.ts';
import { expectAccessible } from './accessible.ts';
import { ana, lee } from './cast.ts';
import { inviteCoworker, registerCoworker } from './coworkers.ts';
import { foundPractice } from './entry.ts';
import { tellKnown } from './letters.ts';
import { goTo, logIn, openCompose, openMessage, type Person, write } from './person.ts';
import { heading } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

const AT_ONCE = { timeout: 8_000 };

let stage: Stage;
let owner: Person;
let member: Person;

const button = (place: Person['page'] | Locator, name: string): Locator => place.getByRole('button', { name, exact: true });

beforeAll(async () => {
  stage = await openStage();
  [owner, member] = [await stage.somebody(), await stage.somebody()];
  await foundPractice(owner, { sealpost: stage.sealpost, who: ana });
  await registerCoworker(member, { sealpost: stage.sealpost, who: lee, code: await inviteCoworker(owner, lee) });
}, 180_000);
afterAll(() => stage?.close());

async function save(person: Person): Promise<void> {
  await button(person.page, words.save).click();
  await person.page.getByText(words.saved).first().waitFor();
}

/** From the step that asks for the password to the mailbox. */
async function setUpSecondFactor(person: Person, password: string): Promise<void> {
  const { page } = person;
  await page.getByRole('region', { name: secondFactor.title, exact: true }).getByLabel('Password', { exact: true }).fill(password);
  await button(page, secondFactor.begin).click();
  const key = ((await page.getByRole('group', { name: secondFactor.secret }).textContent()) ?? '').replaceAll(' ', '');
  await page.getByRole('textbox', { name: secondFactor.code, exact: true }).fill(totp(appOf(key).secret, { step: stepAt(new Date()) }));
  await button(page, secondFactor.turnOn).click();
  await heading(person, secondFactor.codesTitle).waitFor();
}

describe('the idle time', () => {
  test('is chosen for all members, who see it without a reload', async () => {
    await goTo(member, '/settings');
    await member.page.getByText(/15 minutes/).first().waitFor();
    await goTo(owner, '/practice');
    await owner.page.getByLabel(words.idle.label, { exact: true }).selectOption({ label: words.idle.after(5) });
    await save(owner);
    await member.page.getByText(/\b5 minutes/).first().waitFor(AT_ONCE);
    await goTo(member, '/practice');
    await member.page.getByText(words.idle.after(5), { exact: true }).waitFor();
    await expectAccessible(member, 'practice as a member sees it');
  });
});

describe('inviting', () => {
  test('is left to administrators: a member is told before sending, and still writes to who is registered', async () => {
    await owner.page.getByLabel(words.inviting.label, { exact: true }).selectOption({ label: words.inviting.administrators });
    await save(owner);
    await goTo(member, '/mail');
    const dialog = await openCompose(member);
    await write(dialog, { to: ['new@outside.example'], secureSubject: 'Hello', secureMessage: 'Hello' });
    await dialog.getByRole('list', { name: 'Selected recipients', exact: true }).getByText(compose.states['not-allowed']).waitFor();
    await button(dialog, 'Send').click();
    await dialog.getByRole('alert').getByText('your account cannot invite').first().waitFor();
    await expectAccessible(member, 'compose where a member may not invite');
    await tellKnown(member, { to: ana.address, subject: 'To the owner' });
  });
});

describe('whom members write to', () => {
  test('is shown before sending, named in what refuses it, and coworkers are always among them', async () => {
    const domains = owner.page.getByRole('textbox', { name: words.domains.fieldLabel, exact: true });
    await goTo(owner, '/practice');
    await domains.fill('lab.example\nlab');
    await button(owner.page, words.save).click();
    await owner.page.getByText(words.domains.invalid('lab')).waitFor();
    await domains.fill('@Lab.example, clinic.example');
    await save(owner);
    await expect.poll(() => domains.inputValue()).toBe('lab.example\nclinic.example');
    await goTo(member, '/practice');
    await member.page.getByText(words.domains.only('lab.example and clinic.example')).waitFor();
    await goTo(member, '/mail');
    const dialog = await openCompose(member);
    await write(dialog, { to: ['new@outside.example', ana.address], secureSubject: 'Hello', secureMessage: 'Hello' });
    const chosen = dialog.getByRole('list', { name: 'Selected recipients', exact: true });
    await chosen.getByText(compose.states['beyond-domains']).waitFor();
    expect(await chosen.getByText(compose.states['beyond-domains']).count()).toBe(1);
    await button(dialog, 'Send').click();
    await dialog.getByRole('alert').getByText(compose.problems.beyondDomains('new@outside.example')).first().waitFor();
    await expectAccessible(member, 'compose to a domain that is not allowed');
    await chosen.getByRole('button', { name: compose.to.remove('new@outside.example') }).click();
    await button(dialog, 'Send').click();
    await dialog.waitFor({ state: 'detached' });
  });
});

describe('for how long', () => {
  test('is what a new message begins with, and its writer can choose otherwise', async () => {
    await goTo(owner, '/practice');
    await owner.page.getByLabel(words.expiry.label, { exact: true }).selectOption({ label: words.expiry.choices['90'] });
    await save(owner);
    await goTo(member, '/mail');
    const dialog = await openCompose(member);
    const expiry = dialog.getByLabel(compose.expiry.label, { exact: true });
    expect(await expiry.inputValue()).toBe('90');
    // Not offered as a choice that most messages do not need, but where the practice has made one.
    expect(await button(dialog, compose.expiry.ask).count()).toBe(0);
    await expiry.selectOption('never');
    expect(await expiry.inputValue()).toBe('never');
  });
});

describe('a second factor for everybody', () => {
  test('cannot be asked for by who has none, and the page says so before', async () => {
    await goTo(owner, '/practice');
    const box = owner.page.getByRole('checkbox', { name: words.secondFactor.label, exact: true });
    await owner.page.getByText(words.secondFactor.ownFirst).waitFor();
    expect(await box.isDisabled()).toBe(true);
    await owner.page.getByRole('link', { name: words.secondFactor.settings, exact: true }).click();
    await setUpSecondFactor(owner, ana.password);
    await button(owner.page, secondFactor.stored).click();
  });

  test('leads who has none to set it up, at once, and then to the mailbox', async () => {
    await tellKnown(owner, { to: lee.address, subject: 'Before the factor' });
    await goTo(member, '/mail');
    await goTo(owner, '/practice');
    await owner.page.getByText(words.secondFactor.missing(1)).waitFor();
    await owner.page.getByRole('checkbox', { name: words.secondFactor.label, exact: true }).check();
    await save(owner);
    await expectAccessible(owner, 'practice with policies');
    await heading(member, secondFactor.required.title).waitFor(AT_ONCE);
    await expectAccessible(member, 'second factor required');
    // Nor does another device get further, which has never seen the mailbox.
    const phone = await stage.somebody({ phone: true, dark: true });
    await goTo(phone, '/login');
    await logIn(phone, lee);
    await heading(phone, secondFactor.required.title).waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await expectAccessible(phone, 'second factor required on a phone');
    expect(await phone.page.getByText('Before the factor').count()).toBe(0);
    await setUpSecondFactor(phone, lee.password);
    await expectAccessible(phone, 'recovery codes on a phone');
    await button(phone.page, secondFactor.stored).click();
    await phone.page.getByText('Before the factor').first().waitFor();
    await openMessage(phone, 'Before the factor');
  });

  test('never complained', () => {
    stage.expectNoComplaints();
  });
});
