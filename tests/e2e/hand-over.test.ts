// Before a coworker goes: the administrator sees what would be lost and asks, the coworker hands over, and the successor reads it, with
// who wrote it and who handed it over.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coworkers as words } from '../../web/text/en/coworkers.ts';
import { deletion } from '../../web/text/en/deletion.ts';
import { handOver } from '../../web/text/en/hand-over.ts';
import { inbox } from '../../web/text/en/inbox.ts';
import { reading } from '../../web/text/en/reading.ts';
import { settings } from '../../web/text/en/settings.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben, lee } from './cast.ts';
import { inviteCoworker, registerCoworker } from './coworkers.ts';
import { enter, foundPractice } from './entry.ts';
import { tellKnown } from './letters.ts';
import { goTo, openMessage, type Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let owner: Person;
let leaver: Person;
let outsider: Person;

beforeAll(async () => {
  stage = await openStage({ env: { UNDO_SECONDS: '0' } });
  [owner, leaver, outsider] = [await stage.somebody(), await stage.somebody(), await stage.somebody()];
  await foundPractice(owner, { sealpost: stage.sealpost, who: ana });
  await foundPractice(outsider, { sealpost: stage.sealpost, who: ben });
  // By the code: so the keys of both are proved to both.
  await registerCoworker(leaver, { sealpost: stage.sealpost, who: lee, code: await inviteCoworker(owner, lee) });
  for (const subject of ['Crown 26', 'Invoice 7']) await tellKnown(outsider, { to: lee.address, subject });
}, 300_000);
afterAll(() => stage?.close());

const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });
const link = ({ page }: Person, name: string) => page.getByRole('link', { name, exact: true });
const heading = ({ page }: Person, name: string) => page.getByRole('heading', { name, exact: true });
const fits = ({ page }: Person) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

/** How many are selected stands beside what can be done with them, not under it. */
const keepsApart = ({ page }: Person) =>
  page.getByRole('toolbar', { name: inbox.bar.name, exact: true }).evaluate((bar) => {
    const words = [...bar.querySelectorAll('[role="status"] span')].map((each) => each.getBoundingClientRect().right);
    return Math.max(...words) <= (bar.querySelector('button')?.getBoundingClientRect().left ?? 0);
  });

describe('before a coworker goes', () => {
  test('the dialog that removes them says how many messages nobody else has, and asks them for a hand-over', async () => {
    await goTo(owner, '/practice');
    await button(owner, words.moreNamed(lee.name)).click();
    await owner.page.getByRole('menuitem', { name: words.remove.action, exact: true }).click();
    await owner.page.getByText(words.lost.title(2)).waitFor();
    await expectAccessible(owner, 'removing a coworker who hands nothing over');
    await button(owner, words.lost.ask).click();
    await owner.page.getByText(words.lost.done(lee.name)).first().waitFor();
    await stage.sealpost.mailTo(lee.address, { containing: 'hand your messages over' });
  });

  test('their settings lead to it, with who has asked and what the other will see, on a phone in the dark too', async () => {
    await goTo(leaver, '/settings');
    await link(leaver, settings.handOver.look).click();
    await leaver.page.getByText(handOver.asked.title(ana.name)).waitFor();
    await heading(leaver, handOver.sees.title).waitFor();
    await expectAccessible(leaver, 'hand over');
    const phone = await stage.somebody({ phone: true, dark: true });
    await enter(phone, lee);
    await goTo(phone, '/settings/hand-over');
    await heading(phone, handOver.what.title).waitFor();
    await expectAccessible(phone, 'hand over on a phone, dark');
    expect(await fits(phone)).toBe(true);
  });

  test('it begins with selected messages, says what is missing, and shows how far it is', async () => {
    await goTo(leaver, '/mail');
    await leaver.page.getByRole('checkbox', { name: inbox.selectAll, exact: true }).click();
    await button(leaver, inbox.bar.handOver).waitFor();
    for (const width of [375, 1280]) {
      await leaver.page.setViewportSize({ width, height: 800 });
      expect(await keepsApart(leaver)).toBe(true);
    }
    await button(leaver, inbox.bar.handOver).click();
    await heading(leaver, handOver.what.title).waitFor();
    await button(leaver, handOver.what.submit).click();
    await leaver.page.getByText(handOver.what.toError).waitFor();
    await leaver.page.getByLabel(handOver.what.scope, { exact: true }).selectOption({ label: handOver.what.scopes.everything });
    await leaver.page.getByLabel(handOver.what.to, { exact: true }).selectOption({ label: `${ana.name}, ${ana.address}` });
    await button(leaver, handOver.what.submit).click();
    await leaver.page.getByText(handOver.run.complete(2)).waitFor({ timeout: 60_000 });
    await expectAccessible(leaver, 'handed over');
  });

  test('it is still there after a reload, and is finished with one e-mail to each side', async () => {
    await leaver.page.reload();
    await leaver.page.getByText(handOver.run.complete(2)).waitFor({ timeout: 60_000 });
    await button(leaver, handOver.run.end).click();
    await leaver.page.getByText(handOver.run.done).first().waitFor();
    await stage.sealpost.mailTo(ana.address, { containing: '2 messages over to you' });
    await stage.sealpost.mailTo(lee.address, { containing: 'You have handed messages over' });
  });

  test('the successor reads them without a reload, with who wrote them and who handed them over', async () => {
    await goTo(owner, '/mail');
    await openMessage(owner, 'Crown 26');
    await owner.page.getByText(reading.handedOver(lee.name)).waitFor();
    await owner.page.getByText(ben.address).first().waitFor();
    await owner.page.getByText(lee.address).first().waitFor();
    await expectAccessible(owner, 'a message that was handed over');
  });

  test('whoever deletes their own account is offered it first', async () => {
    await goTo(leaver, '/settings/delete');
    await link(leaver, deletion.practice.handOver).click();
    await heading(leaver, handOver.what.title).waitFor();
    stage.expectNoComplaints();
  });
});
