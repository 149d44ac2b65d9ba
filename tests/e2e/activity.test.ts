// The activity page: an owner sees the practice's, filters it, reads the chart and saves it; a guest sees their own.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activity as words } from '../../web/text/en/activity.ts';
import { coworkers } from '../../web/text/en/coworkers.ts';
import { expectAccessible } from './accessible.ts';
import { ana, lee } from './cast.ts';
import { joinPractice } from './coworkers.ts';
import { inDatabase } from './database.ts';
import { acceptInvitation, foundPractice } from './entry.ts';
import { invite } from './letters.ts';
import { goTo, logIn, type Person, readDownload } from './person.ts';
import { heading } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

const kim = { ...lee, name: 'Kim Weber', address: 'kim@northside.example' };

let stage: Stage;
let owner: Person;
let guest: Person;

beforeAll(async () => {
  stage = await openStage();
  owner = await stage.somebody();
  await foundPractice(owner, { sealpost: stage.sealpost, who: ana });
  guest = await stage.somebody({ phone: true });
  const invited = await invite(owner, { sealpost: stage.sealpost, to: lee.address, subject: 'For the lab' });
  const id = new URL(invited.link).searchParams.get('id') ?? '';
  const wrong = await fetch(`${stage.sealpost.url}/api/invitations/${id}/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ proof: 'A'.repeat(43) }),
  });
  if (wrong.status !== 401) throw new Error(`a wrong access code was answered with ${wrong.status}`);
  await acceptInvitation(guest, { ...invited, who: lee });
  // A month's ordinary days, as they would have been.
  await inDatabase(
    stage.sealpost,
    `insert into activity (id, at, event, account_id, practice_id, done_by, actor_id, details)
     select replace(replace(left(encode(sha256(day::text::bytea || n::text::bytea), 'base64'), 21), '+', '-'), '/', '_') || 'A', now() - make_interval(days => day, hours => n),
       case when n = 0 then 'log-in' when day % 9 = 3 and n = 2 then 'log-in-failed' else 'message-sent' end, account_id, practice_id,
       'account', account_id, '{"recipients": 2}'
     from (select account_id, practice_id from members limit 1) m, generate_series(1, 28) day, generate_series(0, 5) n where n <= day % 6`,
    [],
  );
}, 240_000);
afterAll(() => stage?.close());

const rows = ({ page }: Person) => page.getByRole('list', { name: 'Activity', exact: true }).getByRole('listitem');

async function expectNoOverflow({ page }: Person): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

describe('activity', () => {
  test('is found from the practice, and tells an owner what happened there', async () => {
    await goTo(owner, '/practice');
    await owner.page.getByRole('link', { name: 'Activity', exact: true }).click();
    await owner.page.waitForURL(/\/practice\/activity$/);
    await heading(owner, words.ofPractice).waitFor();
    const wrong = rows(owner).filter({ hasText: words.events['access-code-wrong'] });
    await wrong.getByText(/by somebody who was not logged in · from (127\.0\.0\.1|::1)/).waitFor();
    await rows(owner).filter({ hasText: words.events['invitation-used'] }).getByText(`by ${lee.name}`).waitFor();
    await rows(owner).filter({ hasText: words.events['practice-founded'] }).or(owner.page.getByRole('button', { name: words.older })).first().waitFor();
    expect(await owner.page.getByRole('img', { name: /^Events by day from .* to .*: \d+ events, [1-9]\d* to look at$/ }).count()).toBe(1);
    await expectAccessible(owner, 'activity of a practice');
    await expectNoOverflow(owner);
  });

  test('goes on below, and opens the message that it tells of', async () => {
    expect(await rows(owner).count()).toBe(50);
    await owner.page.getByRole('button', { name: words.older, exact: true }).click();
    await expect.poll(() => rows(owner).count()).toBeGreaterThan(50);
    await rows(owner).getByRole('link', { name: words.openMessage }).first().click();
    await heading(owner, 'For the lab').waitFor();
    await owner.page.goBack();
  });

  test('is filtered by who, what and when', async () => {
    await owner.page.getByLabel('What', { exact: true }).selectOption({ label: 'Invitations' });
    await expect.poll(() => rows(owner).count()).toBe(4);
    await owner.page.getByLabel('Who', { exact: true }).selectOption({ label: ana.name });
    await expect.poll(() => rows(owner).count()).toBe(4);
    await owner.page.getByLabel('From', { exact: true }).fill('2020-01-02');
    await owner.page.getByLabel('To', { exact: true }).fill('2020-01-01');
    await owner.page.getByText(words.filter.wrongOrder).waitFor();
    await heading(owner, words.ofPractice).waitFor();
    await owner.page.getByText(words.none.title).waitFor();
    await expectAccessible(owner, 'activity with nothing in it');
    await goTo(owner, '/practice/activity');
  });

  test('is filtered by coworkers and roles, and by who was removed from the practice', async () => {
    const coworker = await stage.somebody();
    await joinPractice(coworker, { sealpost: stage.sealpost, by: owner, who: kim });
    await owner.page.getByRole('button', { name: coworkers.moreNamed(kim.name), exact: true }).click();
    await owner.page.getByRole('menuitem', { name: coworkers.remove.action, exact: true }).click();
    await owner.page.getByRole('alertdialog').getByRole('button', { name: coworkers.remove.confirm, exact: true }).click();
    await owner.page.getByRole('list', { name: coworkers.former.list, exact: true }).getByText(kim.name).waitFor();
    await goTo(owner, '/practice/activity');
    await owner.page.getByLabel('What', { exact: true }).selectOption({ label: words.filter.kinds.members });
    await rows(owner).filter({ hasText: words.events['member-removed'] }).waitFor();
    await expect.poll(() => rows(owner).count()).toBe(3);
    await owner.page.getByLabel('Who', { exact: true }).selectOption({ label: kim.name });
    await expect.poll(() => rows(owner).count()).toBe(3);
    await expectAccessible(owner, 'activity of somebody who was removed');
    await goTo(owner, '/practice/activity');
  });

  test('is saved as a file in which no cell is a formula', async () => {
    await rows(owner).first().waitFor();
    const [saved] = await Promise.all([owner.page.waitForEvent('download'), owner.page.getByRole('button', { name: words.save, exact: true }).click()]);
    expect(saved.suggestedFilename()).toMatch(/^sealpost-activity-\d{4}-\d\d-\d\d\.csv$/);
    const lines = (await readDownload(saved)).toString('utf8').trimEnd().split('\r\n');
    expect(lines[0]?.startsWith('\ufeff"time","event",')).toBe(true);
    expect(lines.length).toBeGreaterThan(60);
    expect(lines.join('\n')).toContain(`"access-code-wrong","${ana.name}"`);
    expect(lines.join('\n')).not.toContain(lee.address);
  });

  test('shows a guest their own and nothing of the practice, on a phone', async () => {
    await goTo(guest, '/practice/activity');
    await heading(guest, words.own).waitFor();
    await rows(guest).filter({ hasText: words.events['account-made'] }).waitFor();
    expect(await rows(guest).filter({ hasText: words.events['message-sent'] }).count()).toBe(0);
    expect(await guest.page.getByLabel('Who', { exact: true }).count()).toBe(0);
    await expectAccessible(guest, 'own activity on a phone');
    await expectNoOverflow(guest);
  });

  test('is legible in the dark and on a phone', async () => {
    for (const options of [{ dark: true }, { phone: true }, { phone: true, dark: true }] as const) {
      const person = await stage.somebody(options);
      await goTo(person, '/login?next=%2Fpractice%2Factivity');
      await logIn(person, ana);
      await rows(person).first().waitFor();
      await expectAccessible(person, `activity ${JSON.stringify(options)}`);
      await expectNoOverflow(person);
      await person.context.close();
    }
    stage.expectNoComplaints();
  });
});
