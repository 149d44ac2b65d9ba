// Room for people in a practice: how much of it is taken is seen before anybody is invited, and so is why nobody can be.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about } from '../../web/text/en/about.ts';
import { coworkers as words } from '../../web/text/en/coworkers.ts';
import { enteringFailures } from '../../web/text/en/entering-failures.ts';
import { expectAccessible } from './accessible.ts';
import { ana, lee } from './cast.ts';
import { inDatabase } from './database.ts';
import { enter, foundPractice, typeCode } from './entry.ts';
import { goTo, type Person } from './person.ts';
import { refusal } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

/** Sooner than any page asks by itself. */
const AT_ONCE = { timeout: 15_000 };

let stage: Stage;
let owner: Person;

beforeAll(async () => {
  stage = await openStage({ env: { DEFAULT_PLAN: 'free' } });
  owner = await stage.somebody();
  await foundPractice(owner, { sealpost: stage.sealpost, who: ana });
}, 120_000);
afterAll(() => stage?.close());

const button = (place: Person['page'] | Locator, name: string): Locator => place.getByRole('button', { name, exact: true });
const inviting = ({ page }: Person): Locator => button(page, words.invite.action);
const says = ({ page }: Person, sentence: string): Locator => page.getByText(sentence, { exact: true });
const roomFor = (members: number | null) => inDatabase(stage.sealpost, 'update practices set member_limit = $1', [members]);

async function expectNoOverflow({ page }: Person): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

async function choose(dialog: Locator, content: string): Promise<void> {
  const chooser = owner.page.waitForEvent('filechooser');
  await button(dialog, words.invite.file).click();
  await (await chooser).setFiles({ name: 'staff.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
}

describe('room for people', () => {
  let code = '';

  test('is shown, and a file with more people than it has is refused whole before anybody is invited', async () => {
    await goTo(owner, '/practice');
    await says(owner, words.places.count(1, 5)).waitFor();
    await roomFor(2);
    await says(owner, words.places.count(1, 2)).waitFor(AT_ONCE);
    await inviting(owner).click();
    const dialog = owner.page.getByRole('dialog', { name: words.invite.title, exact: true });
    await dialog.getByText(words.places.left(1)).waitFor();
    await dialog.getByLabel(words.invite.how, { exact: true }).selectOption({ label: words.invite.several });
    await choose(dialog, 'one@staff.example\ntwo@staff.example, administrator\n');
    await refusal(owner, words.invite.noRoom(2, 1)).waitFor();
    expect(await button(dialog, words.invite.confirm(2)).count()).toBe(0);
    await expectAccessible(owner, 'a file with more people than there is room for');
    // What is wrong with it is told at the same time.
    await choose(dialog, 'one@staff.example\nnobody\n');
    await refusal(owner, words.invite.wrongFile).waitFor();
    await refusal(owner, words.invite.noRoom(2, 1)).waitFor();
    await choose(dialog, `${lee.address}\n`);
    await button(dialog, words.invite.confirm(1)).click();
    const codes = owner.page.getByRole('dialog', { name: words.invite.codes, exact: true });
    code = ((await codes.locator('[data-access-code]').textContent({ timeout: 30_000 })) ?? '').trim();
    await button(codes, words.invite.done).click();
  });

  test('that is taken says so where people are invited, and what to do; on a phone too', async () => {
    await says(owner, words.places.full).waitFor();
    expect(await inviting(owner).isDisabled()).toBe(true);
    const reason = await inviting(owner).evaluate((element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? '');
    expect(reason).toContain(words.places.fullText);
    await expectAccessible(owner, 'practice without room');
    const small = await stage.somebody({ phone: true, dark: true });
    await enter(small, ana);
    await goTo(small, '/practice');
    await says(small, words.places.full).waitFor();
    await expectNoOverflow(small);
    await expectAccessible(small, 'practice without room, on a phone');
    await small.context.close();
  });

  test('that has become less is told to who is invited before they choose a password, and they may come back', async () => {
    await roomFor(1);
    await says(owner, words.places.over(2, 1)).waitFor(AT_ONCE);
    const invited = await stage.somebody();
    await goTo(invited, (await stage.sealpost.mailTo(lee.address, { containing: 'Set up my account' })).link('/invite'));
    await typeCode(invited, code);
    const told = enteringFailures['members_full'];
    if (told === undefined || typeof told === 'function') throw new Error('no words');
    await refusal(invited, told.title).waitFor();
    await refusal(invited, told.text).waitFor();
    await expectAccessible(invited, 'an invitation to a practice without room');
    await roomFor(null);
    await says(owner, words.places.count(2, 5)).waitFor(AT_ONCE);
    expect(await inviting(owner).isDisabled()).toBe(false);
    await button(invited.page, 'Continue').click();
    await invited.page.getByLabel('Repeat password', { exact: true }).waitFor({ timeout: 30_000 });
    await invited.context.close();
  });

  test('and whatever else a plan allows stands on the page for a practice’s records, as it is now', async () => {
    await inDatabase(stage.sealpost, `update plans set member_limit = 7, advanced_to_outsiders = true where plan = 'free'`);
    const page = await stage.somebody();
    await goTo(page, '/about');
    const limits = page.page.locator('section').filter({ hasText: about.limits.title });
    await limits.getByText('500 on a paid plan, 7 on a free one').waitFor();
    await limits.getByText('To other people: members of a practice on a paid plan and members of a practice on a free plan').waitFor();
    await goTo(owner, '/practice');
    await says(owner, words.places.count(2, 7)).waitFor();
    await owner.page.getByText('They attach any type of file.').waitFor();
    stage.expectNoComplaints();
  });
});
