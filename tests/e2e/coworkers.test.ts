// A practice and its coworkers: invited one by one and from a file, registered with the code, given another role, suspended, removed and
// taken back; and what each of them sees of it without touching anything.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coworkers as words } from '../../web/text/en/coworkers.ts';
import { reading } from '../../web/text/en/reading.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben, lee } from './cast.ts';
import { acceptInvitation, foundPractice, typeCode } from './entry.ts';
import { invite, tell, tellKnown } from './letters.ts';
import { goTo, logIn, openMessage, type Person, storeKit } from './person.ts';
import { heading, lockedPage, refusal } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

/** Sooner than any page asks by itself. */
const AT_ONCE = { timeout: 15_000 };

const patient = 'pat@mail.example';

let stage: Stage;
let owner: Person;
let coworker: Person;

beforeAll(async () => {
  stage = await openStage();
  owner = await stage.somebody();
  await foundPractice(owner, { sealpost: stage.sealpost, who: ana });
  coworker = await stage.somebody();
}, 120_000);
afterAll(() => stage?.close());

const row = ({ page }: Person, name: string): Locator => page.getByRole('list', { name: words.list, exact: true }).getByRole('listitem').filter({ hasText: name });
const waiting = ({ page }: Person, address: string): Locator => page.getByRole('list', { name: words.waiting.list, exact: true }).getByRole('listitem').filter({ hasText: address });
const button = (place: Person['page'] | Locator, name: string): Locator => place.getByRole('button', { name, exact: true });

async function choose(person: Person, { name, action }: { name: string; action: string }): Promise<void> {
  await button(person.page, words.moreNamed(name)).click();
  await person.page.getByRole('menuitem', { name: action, exact: true }).click();
}

async function expectNoOverflow({ page }: Person): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

async function openInviting(person: Person): Promise<Locator> {
  await goTo(person, '/practice');
  await button(person.page, words.invite.action).click();
  const dialog = person.page.getByRole('dialog', { name: words.invite.title, exact: true });
  await dialog.waitFor();
  return dialog;
}

/** Returns the code that is shown. */
async function inviteOne(person: Person, { address, role }: { address: string; role?: string }): Promise<string> {
  const dialog = await openInviting(person);
  await dialog.getByRole('textbox', { name: words.invite.address, exact: true }).fill(address);
  if (role !== undefined) await dialog.getByLabel(words.role.label, { exact: true }).selectOption({ label: role });
  await button(dialog, words.invite.confirm(1)).click();
  const codes = person.page.getByRole('dialog', { name: words.invite.codes, exact: true });
  const code = (await codes.locator('[data-access-code]').textContent({ timeout: 30_000 })) ?? '';
  expect(code).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){2}$/);
  await expectAccessible(person, 'access code of a coworker');
  await button(codes, words.invite.done).click();
  return code.trim();
}

/** In the owner's dialog for the coworker. */
async function chooseRole(role: keyof typeof words.roles): Promise<Locator> {
  await choose(owner, { name: lee.name, action: words.role.action });
  const dialog = owner.page.getByRole('dialog', { name: words.role.title(lee.name), exact: true });
  await dialog.getByLabel(words.role.label, { exact: true }).selectOption({ label: words.roles[role] });
  await dialog.getByText(words.role.meaning[role]).waitFor();
  return dialog;
}

async function saveRole(dialog: Locator, role: keyof typeof words.roles): Promise<void> {
  await button(dialog, words.role.save).click();
  await row(owner, lee.name).getByText(words.roles[role], { exact: true }).waitFor();
}

async function linkTo(address: string): Promise<string> {
  return (await stage.sealpost.mailTo(address, { containing: 'Set up my account' })).link('/invite');
}

describe('a coworker', () => {
  let code = '';

  test('is invited by the owner, who is shown the access code, now and later', async () => {
    await goTo(owner, '/practice');
    await row(owner, ana.name).getByText(words.marks.onlyOwner).waitFor();
    expect(await button(owner.page, words.moreNamed(ana.name)).count()).toBe(0);
    await expectAccessible(owner, 'practice with its only owner');
    const dialog = await openInviting(owner);
    await button(dialog, words.invite.confirm(1)).click();
    await dialog.getByText(words.invite.addressInvalid).waitFor();
    await dialog.getByRole('textbox', { name: words.invite.address, exact: true }).fill(ana.address);
    await button(dialog, words.invite.confirm(1)).click();
    await dialog.getByText(words.invite.problem(ana.address, 'member')).waitFor();
    await expectAccessible(owner, 'invite coworkers');
    await owner.page.keyboard.press('Escape');
    code = await inviteOne(owner, { address: lee.address });
    await waiting(owner, lee.address).getByText(/^Member\. Invited by Dr\. Ana Ruiz on .*, valid until .*\.$/).waitFor();
    expect(await waiting(owner, lee.address).locator('[data-access-code]').textContent()).toBe(code);
    await button(owner.page, words.waiting.mailNamed(lee.address)).click();
    await owner.page.getByText(words.waiting.mailed).first().waitFor();
    await expectAccessible(owner, 'practice with an open invitation');
  });

  test('sets up an account with the code, of which nobody in the practice knows the password, and is there at once', async () => {
    await goTo(coworker, await linkTo(lee.address));
    await heading(coworker, `${ana.name} invites you to ${ana.practiceName}`).waitFor();
    await expectAccessible(coworker, 'invitation of a coworker');
    await typeCode(coworker, code);
    await heading(coworker, 'Set up your account').waitFor();
    expect(await coworker.page.getByRole('textbox', { name: 'Practice name', exact: true }).count()).toBe(0);
    await coworker.page.getByText('Member', { exact: true }).waitFor();
    await coworker.page.getByRole('textbox', { name: 'Your name', exact: true }).fill(lee.name);
    await coworker.page.getByLabel('Password', { exact: true }).fill(lee.password);
    await coworker.page.getByLabel('Repeat password', { exact: true }).fill(lee.password);
    await expectAccessible(coworker, 'account of a coworker');
    await button(coworker.page, 'Create account').click();
    await row(owner, lee.name).getByText('Member', { exact: true }).waitFor({ timeout: 30_000 });
    // The owner's browser has verified the code and signed the membership, by itself.
    await row(owner, lee.name).getByText(words.marks.unattested).waitFor({ state: 'detached', ...AT_ONCE });
    await waiting(owner, lee.address).waitFor({ state: 'detached', ...AT_ONCE });
    await storeKit(coworker);
    await coworker.page.waitForURL(/\/mail/);
    await goTo(coworker, '/practice');
    await coworker.page.getByRole('list', { name: 'Members', exact: true }).getByRole('listitem').filter({ hasText: lee.name }).getByText('Member', { exact: true }).waitFor();
    expect(await button(coworker.page, words.invite.action).count()).toBe(0);
  });

  test('is written to without a code, and known as verified on both sides', async () => {
    await tellKnown(owner, { to: lee.address, subject: 'Welcome, Lee' });
    await goTo(coworker, '/mail');
    await openMessage(coworker, 'Welcome, Lee');
    await coworker.page.getByText(/^Verified by access code/).first().waitFor();
    await tellKnown(coworker, { to: ana.address, subject: 'Thank you, Ana' });
    await goTo(owner, '/mail');
    await openMessage(owner, 'Thank you, Ana');
    await owner.page.getByText(/^Verified by access code/).first().waitFor();
  });

  test('who is made an administrator may administer at once, without a reload', async () => {
    await goTo(coworker, '/practice');
    await coworker.page.getByRole('list', { name: 'Members', exact: true }).waitFor();
    await goTo(owner, '/practice');
    const dialog = await chooseRole('administrator');
    await expectAccessible(owner, 'change role');
    await saveRole(dialog, 'administrator');
    await button(coworker.page, words.invite.action).waitFor(AT_ONCE);
    await coworker.page.getByText(words.role.ownNow('administrator')).first().waitFor();
    // Nothing can be done to the owner from there.
    await row(coworker, ana.name).waitFor();
    expect(await button(coworker.page, words.moreNamed(ana.name)).count()).toBe(0);
  });

  test('whose role changes while the page hears of nothing learns it as soon as it does', async () => {
    let hear = () => {};
    const hearing = new Promise<void>((resolve) => (hear = resolve));
    await coworker.page.route('**/api/events', async (route) => {
      await hearing;
      await route.continue();
    });
    await goTo(coworker, '/practice');
    await button(coworker.page, words.invite.action).waitFor();
    await saveRole(await chooseRole('member'), 'member');
    expect(await button(coworker.page, words.invite.action).count()).toBe(1);
    hear();
    await button(coworker.page, words.invite.action).waitFor({ state: 'detached', ...AT_ONCE });
    await coworker.page.unroute('**/api/events');
    await saveRole(await chooseRole('administrator'), 'administrator');
    await button(coworker.page, words.invite.action).waitFor(AT_ONCE);
  });

  test('whose role is taken while a dialog stands open is told so, and the dialog goes', async () => {
    const dialog = await openInviting(coworker);
    await dialog.getByRole('textbox', { name: words.invite.address, exact: true }).fill('somebody@outside.example');
    await saveRole(await chooseRole('member'), 'member');
    await dialog.waitFor({ state: 'detached', ...AT_ONCE });
    await coworker.page.getByText(words.role.ownNow('member')).first().waitFor();
    await saveRole(await chooseRole('administrator'), 'administrator');
    await button(coworker.page, words.invite.action).waitFor(AT_ONCE);
  });

  test('who is suspended is locked out at once, and let in again', async () => {
    await choose(owner, { name: lee.name, action: words.suspend.action });
    const question = owner.page.getByRole('alertdialog', { name: words.suspend.title(lee.name), exact: true });
    await question.getByText(words.leftover.title).waitFor();
    await expectAccessible(owner, 'suspend?');
    await button(question, words.suspend.confirm).click();
    await lockedPage(coworker).waitFor(AT_ONCE);
    await row(owner, lee.name).getByText(words.marks.suspended, { exact: true }).waitFor();
    await expectAccessible(owner, 'practice with somebody suspended');
    const elsewhere = await stage.somebody();
    await logIn(elsewhere, lee);
    await refusal(elsewhere, 'This account is suspended').waitFor();
    await choose(owner, { name: lee.name, action: words.resume.action });
    await row(owner, lee.name).getByText(words.marks.suspended, { exact: true }).waitFor({ state: 'detached' });
    await logIn(elsewhere, lee);
    await elsewhere.page.waitForURL(/\/mail/);
    coworker = elsewhere;
  });

  test('who is removed is locked out at once: the dialog says what they may still have', async () => {
    await tell(coworker, { to: patient, subject: 'For a patient' });
    await tellKnown(owner, { to: patient, subject: 'Also for the patient' });
    await goTo(owner, '/practice');
    await goTo(coworker, '/mail');
    await openMessage(coworker, 'Welcome, Lee');
    await choose(owner, { name: lee.name, action: words.remove.action });
    const question = owner.page.getByRole('alertdialog', { name: words.remove.title(lee.name), exact: true });
    for (const said of [words.remove.text, words.leftover.copies, words.leftover.mail, words.leftover.codes, words.leftover.kit]) await question.getByText(said).waitFor();
    await expectAccessible(owner, 'remove?');
    await button(question, words.remove.confirm).click();
    await lockedPage(coworker).waitFor(AT_ONCE);
    await row(owner, lee.name).waitFor({ state: 'detached' });
    const elsewhere = await stage.somebody();
    await logIn(elsewhere, lee);
    await refusal(elsewhere, 'This account is suspended').waitFor();
    await owner.page.getByRole('list', { name: words.former.list, exact: true }).getByRole('listitem').filter({ hasText: lee.name }).waitFor();
    await expectAccessible(owner, 'practice with somebody removed');
    await button(owner.page, words.former.backNamed(lee.name)).click();
    await row(owner, lee.name).getByText('Administrator', { exact: true }).waitFor();
    await logIn(elsewhere, lee);
    await elsewhere.page.waitForURL(/\/mail/);
    coworker = elsewhere;
  });
});

test('whoever wrote under an invitation of somebody who was removed sees that it has to be written again', async () => {
  await goTo(owner, '/mail');
  await owner.page.getByRole('link', { name: /^Sent/ }).first().click();
  await openMessage(owner, 'Also for the patient');
  await owner.page.getByText(reading.deliveries.states.ended).waitFor();
  await expectAccessible(owner, 'a message whose invitation has ended');
});

describe('a coworker who lost password and kit', () => {
  const again = { ...lee, password: 'granite-otter-lantern-mosaic-3' };
  let code = '';

  test('is let start again by the owner, who is told what that means and gets a new code', async () => {
    await goTo(owner, '/practice');
    await choose(owner, { name: lee.name, action: words.again.action });
    const question = owner.page.getByRole('alertdialog', { name: words.again.title(lee.name), exact: true });
    for (const said of [words.again.text, words.again.lost, words.again.keys]) await question.getByText(said).waitFor();
    await expectAccessible(owner, 'start again?');
    await button(question, words.again.confirm).click();
    const codes = owner.page.getByRole('dialog', { name: words.invite.codes, exact: true });
    code = ((await codes.locator('[data-access-code]').textContent({ timeout: 30_000 })) ?? '').trim();
    await expectAccessible(owner, 'code to start again');
    await button(codes, words.invite.done).click();
    await waiting(owner, lee.address).getByText(words.waiting.again).waitFor();
    expect(await waiting(owner, lee.address).locator('[data-access-code]').textContent()).toBe(code);
  });

  test('chooses a new password, has the same role, and is verified for whoever invited', async () => {
    const fresh = await stage.somebody();
    await goTo(fresh, (await stage.sealpost.mailTo(lee.address, { containing: 'Start again' })).link('/invite'));
    await heading(fresh, `${ana.name}, ${ana.practiceName} invites you to start again`).waitFor();
    await typeCode(fresh, code);
    await heading(fresh, 'Set up your account').waitFor();
    await fresh.page.getByRole('textbox', { name: 'Your name', exact: true }).fill(lee.name);
    await fresh.page.getByLabel('Password', { exact: true }).fill(again.password);
    await fresh.page.getByLabel('Repeat password', { exact: true }).fill(again.password);
    await button(fresh.page, 'Create account').click();
    await lockedPage(coworker).waitFor({ timeout: 30_000 });
    await waiting(owner, lee.address).waitFor({ state: 'detached', ...AT_ONCE });
    await row(owner, lee.name).getByText(words.marks.unattested).waitFor({ state: 'detached', ...AT_ONCE });
    await storeKit(fresh);
    await fresh.page.waitForURL(/\/mail/);
    await tellKnown(owner, { to: lee.address, subject: 'Welcome back, Lee' });
    await goTo(fresh, '/mail');
    await openMessage(fresh, 'Welcome back, Lee');
    await fresh.page.getByText(/^Verified by access code/).first().waitFor();
    await goTo(fresh, '/practice');
    await row(fresh, lee.name).getByText('Administrator', { exact: true }).waitFor();
    coworker = fresh;
  });
});

describe('a file of coworkers', () => {
  async function chooseFile(dialog: Locator, content: string): Promise<void> {
    const chooser = dialog.page().waitForEvent('filechooser');
    await button(dialog, words.invite.file).click();
    await (await chooser).setFiles({ name: 'staff.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  }

  test('is checked whole before anybody is invited, and every wrong line is named', async () => {
    const dialog = await openInviting(owner);
    await dialog.getByLabel(words.invite.how, { exact: true }).selectOption({ label: words.invite.several });
    await chooseFile(dialog, `E-mail;Role\r\nnew.one@northside.example;member\r\n\r\nnot an address;member\r\nnew.two@northside.example;boss\r\nNEW.ONE@northside.example;\r\n${lee.address};member\r\n`);
    const wrong = dialog.getByRole('alert');
    for (const line of [
      `Line 4: ${words.invite.problem('not an address', 'address')}`,
      `Line 5: ${words.invite.problem('new.two@northside.example', 'role')}`,
      `Line 6: ${words.invite.problem('NEW.ONE@northside.example', 'twice')}`,
      `Line 7: ${words.invite.problem(lee.address, 'member')}`,
    ]) await wrong.getByText(line).waitFor();
    expect(await wrong.getByRole('listitem').count()).toBe(4);
    expect(await button(dialog, words.invite.confirm(1)).count()).toBe(0);
    await expectAccessible(owner, 'a file with errors');
    await chooseFile(dialog, '');
    await dialog.getByText(words.invite.empty).waitFor();
    await chooseFile(dialog, '\ufeffnew.one@northside.example,administrator\nnew.two@northside.example\n');
    await button(dialog, words.invite.confirm(2)).waitFor();
    await expectAccessible(owner, 'a file that is right');
    await button(dialog, words.invite.confirm(2)).click();
    const codes = owner.page.getByRole('dialog', { name: words.invite.codes, exact: true });
    await codes.getByRole('listitem').filter({ hasText: 'new.two@northside.example' }).locator('[data-access-code]').waitFor({ timeout: 60_000 });
    expect(await codes.locator('[data-access-code]').count()).toBe(2);
    await expectAccessible(owner, 'access codes of a file');
    await button(codes, words.invite.done).click();
    await waiting(owner, 'new.one@northside.example').getByText(/^Administrator\. /).waitFor();
  });

  test('leaves open invitations that another administrator sees without the code, and cancels', async () => {
    await goTo(coworker, '/practice');
    await waiting(coworker, 'new.two@northside.example').getByText(words.waiting.codeElsewhere(ana.name)).waitFor();
    expect(await waiting(coworker, 'new.two@northside.example').locator('[data-access-code]').count()).toBe(0);
    await button(coworker.page, words.waiting.cancelNamed('new.two@northside.example')).click();
    await button(coworker.page.getByRole('alertdialog'), words.waiting.cancel).click();
    await waiting(owner, 'new.two@northside.example').waitFor({ state: 'detached', ...AT_ONCE });
  });
});

test('somebody who has a guest’s account joins with it and keeps its mail; whoever has a practice of their own cannot be invited', async () => {
  const office = await stage.somebody();
  await foundPractice(office, { sealpost: stage.sealpost, who: ben });
  const guest = { ...lee, name: 'Kim Weber', address: 'kim@mail.example' };
  const asGuest = await stage.somebody();
  await acceptInvitation(asGuest, { ...(await invite(office, { sealpost: stage.sealpost, to: guest.address, subject: 'From Ben' })), who: guest });
  const code = await inviteOne(owner, { address: guest.address });
  await goTo(asGuest, await linkTo(guest.address));
  await typeCode(asGuest, code);
  await heading(asGuest, `Join ${ana.practiceName}`).waitFor();
  await expectAccessible(asGuest, 'join a practice with an account');
  await button(asGuest.page, 'Join the practice').click();
  await asGuest.page.getByText('From Ben').first().waitFor();
  await goTo(asGuest, '/practice');
  await asGuest.page.getByRole('list', { name: 'Members', exact: true }).getByRole('listitem').filter({ hasText: guest.name }).waitFor();
  await row(owner, guest.name).waitFor(AT_ONCE);
  await choose(owner, { name: guest.name, action: words.remove.action });
  await owner.page.getByRole('alertdialog').getByText(words.remove.textGuest).waitFor();
  await button(owner.page.getByRole('alertdialog'), 'Cancel').click();
  const dialog = await openInviting(owner);
  await dialog.getByRole('textbox', { name: words.invite.address, exact: true }).fill(ben.address);
  await button(dialog, words.invite.confirm(1)).click();
  await dialog.getByText(words.invite.problem(ben.address, 'unavailable')).waitFor();
  await owner.page.keyboard.press('Escape');
});

describe('the practice page', () => {
  test('is legible in the dark and on a phone', async () => {
    for (const options of [{ dark: true }, { phone: true }, { phone: true, dark: true }] as const) {
      const person = await stage.somebody(options);
      await goTo(person, '/login?next=%2Fpractice');
      await logIn(person, ana);
      await row(person, lee.name).waitFor();
      await row(person, lee.name).scrollIntoViewIfNeeded();
      await expectAccessible(person, `practice ${JSON.stringify(options)}`);
      await expectNoOverflow(person);
      await choose(person, { name: lee.name, action: words.remove.action });
      await person.page.getByRole('alertdialog').waitFor();
      await expectAccessible(person, `remove ${JSON.stringify(options)}`);
      await button(person.page.getByRole('alertdialog'), 'Cancel').click();
      await person.context.close();
    }
  });

  test('never complained', () => {
    stage.expectNoComplaints();
  });
});
