// A practice's first days with four people in four browsers: the owner, a member, the guest whom the member brings in, and an outsider with a
// practice of their own. What each may do, what each is told before trying, what each does not see, and what the activity says of it in the end.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activity } from '../../web/text/en/activity.ts';
import { compose } from '../../web/text/en/compose.ts';
import { coworkers } from '../../web/text/en/coworkers.ts';
import { deletion } from '../../web/text/en/deletion.ts';
import { practice } from '../../web/text/en/practice.ts';
import { reading } from '../../web/text/en/reading.ts';
import { writeZip } from '../support/files/zip-writer.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben, lee } from './cast.ts';
import { inviteCoworker, registerCoworker } from './coworkers.ts';
import { acceptInvitation, foundPractice } from './entry.ts';
import { expectMessage, invite, tellKnown } from './letters.ts';
import { download, goTo, logIn, openCompose, openMessage, type Person, send, type SignUp, write } from './person.ts';
import { heading, lockedPage, refusal, secureMessage } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

/** Sooner than any page asks by itself. */
const AT_ONCE = { timeout: 15_000 };
const noa: SignUp = { ...lee, name: 'Noa Stern', address: 'noa@northside.example', password: 'copper-lagoon-biscuit-anthem-58' };
const scans = { name: 'scans.zip', mimeType: 'application/zip', buffer: writeZip([{ name: 'upper.stl', content: Buffer.from('solid upper\nendsolid upper\n') }]) };

let stage: Stage;
let owner: Person;
let member: Person;
let guest: Person;
let outsider: Person;

beforeAll(async () => {
  stage = await openStage();
  [owner, member, guest, outsider] = [await stage.somebody(), await stage.somebody(), await stage.somebody({ phone: true }), await stage.somebody()];
  const { sealpost } = stage;
  await Promise.all([foundPractice(owner, { sealpost, who: ana }), foundPractice(outsider, { sealpost, who: ben })]);
}, 180_000);
afterAll(() => stage?.close());

const button = (place: Person['page'] | Locator, name: string): Locator => place.getByRole('button', { name, exact: true });
const row = ({ page }: Person, name: string): Locator => page.getByRole('list', { name: coworkers.list, exact: true }).getByRole('listitem').filter({ hasText: name });
const chosen = (dialog: Locator): Locator => dialog.getByRole('list', { name: 'Selected recipients', exact: true });

async function choose(person: Person, { name, action }: { name: string; action: string }): Promise<void> {
  await button(person.page, coworkers.moreNamed(name)).click();
  await person.page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** What the server answers to a request of this person's browser, whatever the screens offer: the status, and the error it names. */
async function asked({ page }: Person, request: { method: string; path: string; body?: object }): Promise<string> {
  return await page.evaluate(async ({ method, path, body }) => {
    const response = await fetch(path, { method, ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });
    const { error } = (await response.json().catch(() => ({}))) as { error?: { code?: string } };
    return [response.status, error?.code].filter(Boolean).join(' ');
  }, request);
}

/** Of a coworker, as the owner's own browser is told. */
async function accountOf(name: string): Promise<string> {
  const { members } = (await owner.page.evaluate(async () => (await fetch('/api/practice/members')).json())) as { members: { account: string; name: string }[] };
  return members.find((each) => each.name === name)?.account ?? '';
}

describe('the member', () => {
  test('is invited by the owner and sets up an account by the mailed link and the code', async () => {
    await goTo(owner, '/practice');
    await row(owner, ana.name).getByText(coworkers.marks.onlyOwner).waitFor();
    const code = await inviteCoworker(owner, noa);
    expect((await stage.sealpost.mailTo(noa.address, { containing: 'Set up my account' })).text).not.toContain(code);
    await registerCoworker(member, { sealpost: stage.sealpost, code, who: noa });
    await row(owner, noa.name).getByText(coworkers.marks.unattested).waitFor({ state: 'detached', ...AT_ONCE });
    await expectAccessible(owner, 'journey: practice of two');
  });

  test('writes to somebody new, who registers as a guest of the practice, reads and answers', async () => {
    const { code, link } = await invite(member, { sealpost: stage.sealpost, to: lee.address, subject: 'Two crowns' });
    await acceptInvitation(guest, { code, link, who: lee });
    await expectMessage(guest, 'Two crowns');
    await expectAccessible(guest, 'journey: the waiting message on a phone');
    await button(guest.page, 'Message actions').click();
    await guest.page.getByRole('menuitem', { name: 'Reply', exact: true }).click();
    const dialog = guest.page.getByRole('dialog', { name: 'New message', exact: true });
    await dialog.waitFor();
    await write(dialog, { to: [], secureSubject: 'Until Friday', secureMessage: 'They are ready on Friday.' });
    expect((await send(dialog)).size).toBe(0);
    await goTo(member, '/mail');
    await openMessage(member, 'Until Friday');
    await secureMessage(member).getByText('They are ready on Friday.').waitFor();
    await member.page.getByText(/^Verified by access code/).first().waitFor();
    await goTo(guest, '/practice');
    await guest.page.getByRole('list', { name: practice.guest.sponsors, exact: true }).getByText(ana.practiceName).waitFor();
    await expectAccessible(guest, 'journey: practice page of a guest on a phone');
  });
});

describe('the guest', () => {
  test('sends a ZIP archive to the practice, where it arrives byte for byte', async () => {
    await goTo(guest, '/mail');
    const dialog = await openCompose(guest);
    await write(dialog, { to: [noa.address], secureSubject: 'All scans', secureMessage: 'In one archive.', files: [scans] });
    await send(dialog);
    await goTo(member, '/mail');
    await openMessage(member, 'All scans');
    expect((await download(member, scans.name)).equals(scans.buffer)).toBe(true);
  });

  test('is told before sending that the outsider gets none, is refused it, and writes to them without', async () => {
    await goTo(guest, '/mail');
    const dialog = await openCompose(guest);
    await write(dialog, { to: [ben.address], secureSubject: 'A question', secureMessage: 'Do you mill crowns?', files: [scans] });
    await dialog.getByRole('status').getByText(compose.attachments.advancedLimit, { exact: true }).waitFor();
    await expectAccessible(guest, 'journey: a guest with an archive on a phone');
    await button(dialog, 'Send').click();
    await dialog.getByText(compose.problems.advancedNotAllowed, { exact: true }).waitFor({ timeout: 30_000 });
    await expectAccessible(guest, 'journey: an archive refused on a phone');
    await button(dialog, `Remove ${scans.name}`).click();
    await send(dialog);
    await goTo(outsider, '/mail');
    await openMessage(outsider, 'A question');
    await secureMessage(outsider).getByText('Do you mill crowns?').waitFor();
    expect(await outsider.page.getByRole('list', { name: 'Attachments', exact: true }).count()).toBe(0);
  });
});

describe('the outsider', () => {
  test('opens no message of the practice, by its link or by its number', async () => {
    await goTo(member, '/mail');
    await openMessage(member, 'All scans');
    const { pathname, searchParams } = new URL(member.page.url());
    expect(pathname).toBe('/message');
    const id = searchParams.get('id') ?? '';
    await goTo(outsider, `/message?id=${id}`);
    await heading(outsider, reading.notFound.heading).waitFor();
    await outsider.page.getByText(reading.notFound.signedInAs(ben.address)).waitFor();
    await expectAccessible(outsider, 'journey: a message that is not the outsider’s');
    expect(await asked(outsider, { method: 'GET', path: `/api/messages/${id}` })).toBe('404 not_found');
    expect(await asked(member, { method: 'GET', path: `/api/messages/${id}` })).toBe('200');
  });

  test('sees nobody of the practice, and changes nothing about them', async () => {
    const account = await accountOf(noa.name);
    expect(account).not.toBe('');
    await goTo(outsider, '/practice');
    await row(outsider, ben.name).waitFor();
    expect(await outsider.page.getByRole('list', { name: coworkers.list, exact: true }).locator(':scope > li').count()).toBe(1);
    // Whom they know is the guest, who wrote to them.
    for (const [path, known] of [['/practice', ben.name], ['/contacts', lee.name], ['/practice/activity', ben.name]] as const) {
      await goTo(outsider, path);
      await outsider.page.getByRole('main').getByText(known).filter({ visible: true }).first().waitFor();
      for (const unknown of [ana.name, noa.name, ana.practiceName]) expect(await outsider.page.getByText(unknown).count()).toBe(0);
    }
    await goTo(outsider, '/mail');
    const dialog = await openCompose(outsider);
    await dialog.getByRole('combobox', { name: 'To', exact: true }).fill('le');
    await dialog.getByRole('option', { name: /Lee Park/ }).waitFor();
    await dialog.getByRole('combobox', { name: 'To', exact: true }).fill('no');
    await dialog.getByRole('option').first().waitFor({ state: 'detached' });
    const one = `/api/practice/members/${account}`;
    expect(await asked(outsider, { method: 'PATCH', path: one, body: { role: 'owner' } })).toBe('404 not_found');
    expect(await asked(outsider, { method: 'DELETE', path: one })).toBe('404 not_found');
    expect(await asked(outsider, { method: 'POST', path: `${one}/suspend` })).toBe('404 not_found');
    expect(await asked(guest, { method: 'GET', path: '/api/practice/members' })).toBe('403 not_allowed');
  });
});

describe('the owner', () => {
  test('decides that administrators alone invite, which the member sees in the open page and before sending', async () => {
    await goTo(member, '/practice');
    await member.page.getByText(practice.inviting.everybody, { exact: true }).waitFor();
    await goTo(owner, '/practice');
    await owner.page.getByLabel(practice.inviting.label, { exact: true }).selectOption({ label: practice.inviting.administrators });
    await button(owner.page, practice.save).click();
    await owner.page.getByText(practice.saved).first().waitFor();
    await member.page.getByText(practice.inviting.administrators, { exact: true }).waitFor(AT_ONCE);
    await goTo(member, '/mail');
    const dialog = await openCompose(member);
    await write(dialog, { to: ['patient@mail.example'], secureSubject: 'Your appointment', secureMessage: 'On Monday.' });
    await chosen(dialog).getByText(compose.states['not-allowed']).waitFor();
    await expectAccessible(member, 'journey: whom the member may not invite');
    await button(dialog, 'Send').click();
    await dialog.getByRole('alert').getByText('your account cannot invite').first().waitFor();
  });

  test('makes the member an administrator, who has it in the open page at once and may invite again', async () => {
    await goTo(member, '/practice');
    await member.page.getByRole('list', { name: practice.members, exact: true }).waitFor();
    await choose(owner, { name: noa.name, action: coworkers.role.action });
    const dialog = owner.page.getByRole('dialog', { name: coworkers.role.title(noa.name), exact: true });
    await dialog.getByLabel(coworkers.role.label, { exact: true }).selectOption({ label: coworkers.roles.administrator });
    await button(dialog, coworkers.role.save).click();
    await button(member.page, coworkers.invite.action).waitFor(AT_ONCE);
    await invite(member, { sealpost: stage.sealpost, to: 'patient@mail.example', subject: 'Your appointment' });
  });

  test('decides at the same time as the new administrator, and neither undoes what the other chose', async () => {
    await goTo(member, '/practice');
    await member.page.getByLabel(practice.idle.label, { exact: true }).selectOption({ label: practice.idle.after(5) });
    await goTo(owner, '/practice');
    await owner.page.getByLabel(practice.expiry.label, { exact: true }).selectOption({ label: practice.expiry.choices['90'] });
    await button(owner.page, practice.save).click();
    // Untouched there, it follows; what was chosen and not yet saved stays.
    await expect.poll(() => member.page.getByLabel(practice.expiry.label, { exact: true }).inputValue(), AT_ONCE).toBe('90');
    expect(await member.page.getByLabel(practice.idle.label, { exact: true }).inputValue()).toBe('5');
    await button(member.page, practice.save).click();
    await member.page.getByText(practice.saved).first().waitFor();
    await expect.poll(() => owner.page.getByLabel(practice.idle.label, { exact: true }).inputValue(), AT_ONCE).toBe('5');
    expect(await owner.page.getByLabel(practice.expiry.label, { exact: true }).inputValue()).toBe('90');
    await expectAccessible(member, 'journey: practice page of two administrators');
  });

  test('cannot go as the last one: neither by the screens nor past them', async () => {
    await goTo(owner, '/practice');
    await row(owner, ana.name).getByText(coworkers.marks.onlyOwner).waitFor();
    expect(await button(owner.page, coworkers.moreNamed(ana.name)).count()).toBe(0);
    const own = `/api/practice/members/${await accountOf(ana.name)}`;
    expect(await asked(owner, { method: 'PATCH', path: own, body: { role: 'member' } })).toBe('409 last_owner');
    expect(await asked(owner, { method: 'DELETE', path: own })).toMatch(/^40[39] (not_allowed|last_owner)$/);
    expect(await asked(member, { method: 'DELETE', path: own })).toBe('403 not_allowed');
    await goTo(owner, '/settings/delete');
    await owner.page.getByText(deletion.practice.lastOwner, { exact: true }).waitFor();
    expect(await button(owner.page, deletion.form.submit).count()).toBe(0);
    await expectAccessible(owner, 'journey: the last owner would go');
  });

  test('removes the member, who is out at once in the open page, and stays out', async () => {
    await goTo(member, '/mail');
    await openMessage(member, 'All scans');
    await goTo(owner, '/practice');
    await choose(owner, { name: noa.name, action: coworkers.remove.action });
    const question = owner.page.getByRole('alertdialog', { name: coworkers.remove.title(noa.name), exact: true });
    await question.getByText(coworkers.leftover.title).waitFor();
    await button(question, coworkers.remove.confirm).click();
    await lockedPage(member).waitFor(AT_ONCE);
    expect(await member.page.getByText('In one archive.').filter({ visible: true }).count()).toBe(0);
    await expectAccessible(member, 'journey: removed with a message open');
    expect(await asked(member, { method: 'GET', path: '/api/messages?folder=inbox' })).toBe('401 not_signed_in');
    await goTo(member, '/mail');
    await member.page.waitForURL(/\/login/);
    await logIn(member, noa);
    await refusal(member, 'This account is suspended').waitFor();
    await row(owner, noa.name).waitFor({ state: 'detached' });
    // The guest stays the practice's, and goes on with whoever is there.
    await tellKnown(guest, { to: ana.address, subject: 'Whom do I write to now?' });
    await goTo(owner, '/mail');
    await openMessage(owner, 'Whom do I write to now?');
    await expectMessage(owner, 'Whom do I write to now?');
  });

  test('reads in the activity who did what, and nothing of the outsider', async () => {
    await goTo(owner, '/practice');
    await owner.page.getByRole('link', { name: 'Activity', exact: true }).click();
    await heading(owner, activity.ofPractice).waitFor();
    const events = owner.page.getByRole('list', { name: activity.list, exact: true }).getByRole('listitem');
    const older = button(owner.page, activity.older);
    while (await older.isVisible()) {
      const before = await events.count();
      await older.click();
      await expect.poll(() => events.count()).toBeGreaterThan(before);
    }
    const told = await events.allInnerTexts();
    for (const [event, ...said] of [
      ['practice-founded', ana.name],
      ['invitation-made', ana.name, 'as member'],
      ['member-joined', noa.name],
      ['member-attested', noa.name, `by ${ana.name}`],
      ['message-sent', noa.name, '1 recipient'],
      ['invitation-used', `by ${lee.name}`],
      ['attachment-downloaded', noa.name],
      ['practice-changed', ana.name, 'only administrators invite'],
      ['practice-changed', noa.name, 'log-off after 5 minutes'],
      ['member-role-changed', noa.name, `by ${ana.name}`, 'from member to administrator'],
      ['member-removed', noa.name, `by ${ana.name}`],
    ] as const) {
      expect(told.filter((text) => [activity.events[event], ...said].every((words) => text.includes(words))), event).not.toEqual([]);
    }
    expect(told.filter((text) => text.includes(ben.name))).toEqual([]);
    await owner.page.evaluate(() => scrollTo(0, 0));
    await expectAccessible(owner, 'journey: the activity of it all');
  });
});

test('no page complained', () => stage.expectNoComplaints());
