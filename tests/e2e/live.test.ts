// Without a reload and without a click: new mail, who opened it, what became of an invitation, and that a device was signed out. All
// of it well before the next question that a page asks by itself (every 30 seconds); and by such a question where no stream comes through.
import type { Request, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ana, ben, lee } from './cast.ts';
import { acceptInvitation, enter, foundPractice } from './entry.ts';
import { goTo, newTab, openCompose, openMessage, type Person, send, write } from './person.ts';
import { invite } from './letters.ts';
import { firstMessage, lockedPage, openInvitation } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

/** Sooner than any page asks by itself. */
const AT_ONCE = { timeout: 8_000 };
/** As soon as a page asks by itself, on a busy machine too. */
const ASKED = { timeout: 45_000 };

let stage: Stage;
let first: Person;
let second: Person;

beforeAll(async () => {
  stage = await openStage();
  [first, second] = [await stage.somebody(), await stage.somebody()];
  await foundPractice(first, { sealpost: stage.sealpost, who: ana });
  await foundPractice(second, { sealpost: stage.sealpost, who: ben });
});
afterAll(() => stage?.close());

async function sendTo(person: Person, { to, subject }: { to: string; subject: string }): Promise<Map<string, string>> {
  const dialog = await openCompose(person);
  await write(dialog, { to: [to], secureSubject: subject, secureMessage: 'As it happens.' });
  return await send(dialog);
}

/** The stream is open before anything is awaited of it. */
async function goToMail(person: Person): Promise<void> {
  const stream = person.page.waitForRequest(isStream);
  await goTo(person, '/mail');
  await stream;
}

const isStream = (request: Request): boolean => new URL(request.url()).pathname === '/api/events';

describe('while two people look at their mailboxes', () => {
  test('a message that one sends is in the other’s inbox at once, and counted', async () => {
    await goToMail(second);
    await goToMail(first);
    await sendTo(first, { to: ben.address, subject: 'As it happens' });
    await firstMessage(second).getByText('As it happens', { exact: true }).waitFor(AT_ONCE);
    await second.page.getByText('1 unread', { exact: true }).first().waitFor({ state: 'attached', ...AT_ONCE });
  });

  test('that the other opens it is seen by the sender at once', async () => {
    await first.page.getByRole('link', { name: /^Sent/ }).first().click();
    await openMessage(first, 'As it happens');
    expect(await first.page.getByText(/^Opened/).count()).toBe(0);
    await openMessage(second, 'As it happens');
    await first.page.getByText(/Opened/).first().waitFor(AT_ONCE);
  });

  test('an invitation that is taken up leaves the list at once', async () => {
    const invited = await invite(first, { sealpost: stage.sealpost, to: lee.address, subject: 'For the lab' });
    await goTo(first, '/contacts');
    await openInvitation(first, lee.address).waitFor();
    await acceptInvitation(await stage.somebody(), { ...invited, who: lee });
    await openInvitation(first, lee.address).waitFor({ state: 'detached', ...AT_ONCE });
  });

  test('two tabs of one browser share one stream, and the second goes on when the first is closed', async () => {
    await goToMail(second);
    const streams: Request[] = [];
    const other = await newTab(second);
    other.page.on('request', (request) => isStream(request) && streams.push(request));
    await goTo(other, '/mail');
    await sendTo(first, { to: ben.address, subject: 'To both tabs' });
    for (const tab of [second, other]) await firstMessage(tab).getByText('To both tabs', { exact: true }).waitFor(AT_ONCE);
    expect(streams).toEqual([]);
    const taken = other.page.waitForRequest(isStream);
    await second.page.close();
    await taken;
    await sendTo(first, { to: ben.address, subject: 'To the tab that is left' });
    await firstMessage(other).getByText('To the tab that is left', { exact: true }).waitFor(AT_ONCE);
    second = other;
  });

  test('a device that is signed out from another one is locked at once', async () => {
    const elsewhere = await stage.somebody();
    await enter(elsewhere, ben);
    await goTo(elsewhere, '/settings');
    await elsewhere.page.getByRole('button', { name: 'Log out all other devices', exact: true }).click();
    await lockedPage(second).waitFor(AT_ONCE);
  });
});

describe('where no stream comes through', () => {
  test.each([
    { how: 'is refused', block: (route: Route) => route.fulfill({ status: 502 }) },
    { how: 'breaks', block: (route: Route) => route.abort() },
  ])('and it $how, a page asks by itself: new mail, and who opened a message, are seen without a reload', { timeout: 150_000 }, async ({ how, block }) => {
    const [blocked, other] = [await stage.somebody(), await stage.somebody()];
    await blocked.context.route('**/api/events', block);
    await enter(blocked, ana);
    await enter(other, ben);
    await sendTo(blocked, { to: ben.address, subject: `From here, it ${how}` });
    await blocked.page.getByRole('link', { name: /^Sent/ }).first().click();
    await openMessage(blocked, `From here, it ${how}`);
    expect(await blocked.page.getByText(/^Opened/).count()).toBe(0);
    await openMessage(other, `From here, it ${how}`);
    await blocked.page.getByText(/^Opened/).first().waitFor(ASKED);
    await sendTo(other, { to: ana.address, subject: `From there, it ${how}` });
    await blocked.page.getByRole('link', { name: /^Inbox/ }).first().click();
    await firstMessage(blocked).getByText(`From there, it ${how}`, { exact: true }).waitFor(ASKED);
    await Promise.all([blocked.context.close(), other.context.close()]);
  });
});

test('no page complained', () => {
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});
