// Nothing moves by itself: with nothing kept from an earlier visit, the pages that are looked at most stand still from the first paint on.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePng } from '../support/files/png-writer.ts';
import { servedInPieces } from '../support/in-pieces.ts';
import { deadEnds } from '../../web/text/en/dead-ends.ts';
import { unlock } from '../../web/text/en/unlock.ts';
import { expectAccessible } from './accessible.ts';
import { ana, lee } from './cast.ts';
import { foundPractice } from './entry.ts';
import { invite } from './letters.ts';
import { goTo, openCompose, type Person, send, write } from './person.ts';
import { firstMessage, heading } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

/** How long a page is watched after it shows what one came for. */
const WATCHED_MS = 1500;
/** Less, so that what they change is seen. */
const SCRIPTS_LATE_MS = 600;
const picture = { name: 'shade.png', mimeType: 'image/png', buffer: writePng({ width: 240, height: 160, row: () => Buffer.alloc(240 * 3, 120) }) };

let stage: Stage;
let desk: Person;
let messageLink: string;
let invitationLink: string;

beforeAll(async () => {
  stage = await openStage();
  desk = await watched({});
  await foundPractice(desk, { sealpost: stage.sealpost, who: ana });
  const dialog = await openCompose(desk);
  await write(dialog, { to: [ana.address], secureSubject: 'A note to myself', secureMessage: 'With a picture.', files: [picture] });
  await send(dialog);
  messageLink = (await stage.sealpost.mailTo(ana.address, { containing: '/message?id=' })).link('/message');
  invitationLink = (await invite(desk, { sealpost: stage.sealpost, to: lee.address, subject: 'For Lee' })).link;
}, 120_000);
afterAll(() => stage?.close());

type Shift = { value: number; moved: string[] };
type Watching = Window & { shifts?: Shift[] };
type LayoutShift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] };

/** Notes every shift of the layout that no key and no press brought about. */
function watchShifts(): void {
  const seen: Shift[] = [];
  (window as Watching).shifts = seen;
  const nameOf = (node: Node | null) => (node instanceof HTMLElement ? `${node.localName} “${node.innerText.slice(0, 40)}”` : (node?.nodeName ?? 'what is gone'));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LayoutShift[]) {
      if (!entry.hadRecentInput) seen.push({ value: entry.value, moved: entry.sources.map(({ node }) => nameOf(node)) });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

async function watched(options: { phone?: true }): Promise<Person> {
  const person = await stage.somebody(options);
  await person.context.addInitScript(watchShifts);
  return person;
}

/** Loads the page anew, with an empty cache, and answers what has moved. */
async function movedOn(person: Person, { path, shows }: { path: string; shows: (person: Person) => Locator }): Promise<Shift[]> {
  const debug = await person.context.newCDPSession(person.page);
  await debug.send('Network.clearBrowserCache');
  await goTo(person, path);
  await shows(person).waitFor();
  await person.page.waitForTimeout(WATCHED_MS);
  await debug.detach();
  return await person.page.evaluate(() => (window as Watching).shifts ?? []);
}

/** As on a slow line: what the page says is drawn long before its scripts answer. */
async function holdScriptsBack({ context }: Person): Promise<void> {
  await context.route('**/_next/static/chunks/*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, SCRIPTS_LATE_MS));
    await route.continue().catch(() => undefined);
  });
}

/** The same session on a phone: the cookies and what this device keeps stay, the window is as wide as a phone. */
async function asOnPhone<Answer>(look: () => Promise<Answer>): Promise<Answer> {
  const wide = desk.page.viewportSize() ?? { width: 1360, height: 860 };
  await desk.page.setViewportSize({ width: 375, height: 740 });
  return await look().finally(() => desk.page.setViewportSize(wide));
}

const field = ({ page }: Person) => page.getByLabel('Password', { exact: true });
/** The small picture of what is attached comes last. */
const thumbnail = ({ page }: Person) => page.getByRole('list', { name: 'Attachments', exact: true }).locator('img');
const code = ({ page }: Person) => page.getByRole('textbox', { name: 'Access code', exact: true });

describe('nothing moves', () => {
  test('at log-in, nor where a link to a message led there', async () => {
    for (const options of [{}, { phone: true } as const]) {
      const somebody = await watched(options);
      expect(await movedOn(somebody, { path: '/login', shows: field })).toEqual([]);
      expect(await movedOn(somebody, { path: messageLink, shows: field })).toEqual([]);
      await somebody.page.getByText('After logging in you see the message.').waitFor();
    }
  });

  test.each([
    { why: 'the session has ended', query: '?next=%2Fmail&ended', says: unlock.ended },
    { why: 'an invitation was used already', query: '?invitation=used', says: unlock.invitationUsed },
    { why: 'an address has an account already', query: '?existing', says: unlock.existing },
    { why: 'another app has shared files', query: '?next=%2Fmail%3Fcompose%3Dshared.AAAAAAAAAAAAAAAAAAAAAA', says: unlock.shared },
  ])('at log-in since $why: it is said before the scripts answer, and only that', async ({ query, says }) => {
    for (const options of [{}, { phone: true } as const]) {
      const somebody = await watched(options);
      await holdScriptsBack(somebody);
      expect(await movedOn(somebody, { path: `/login${query}`, shows: ({ page }) => page.getByText(says, { exact: true }) })).toEqual([]);
      await field(somebody).and(somebody.page.locator(':enabled')).waitFor();
      expect(await somebody.page.locator('main [data-note]').allTextContents()).toEqual([says]);
      await expectAccessible(somebody, `log-in: ${query}`);
    }
  });

  test('on the page for an address that does not exist, which is drawn right before the scripts answer', async () => {
    for (const options of [{}, { phone: true } as const]) {
      const somebody = await watched(options);
      await holdScriptsBack(somebody);
      expect(await movedOn(somebody, { path: '/nowhere', shows: (person) => heading(person, deadEnds.notFound.title) })).toEqual([]);
      await somebody.page.getByRole('button', { name: 'Deutsch', exact: true }).waitFor();
      await expectAccessible(somebody, 'no such page');
    }
  });

  test.each(['/', '/login', '/register', '/recover', '/about', '/unsupported', '/nowhere', '/mail'])('while %s comes in piece by piece', async (path) => {
    const slow = await servedInPieces(stage.sealpost.url);
    try {
      for (const options of [{}, { phone: true } as const]) {
        const somebody = await watched(options);
        const shows = ({ page }: Person) => page.locator('main:visible, [role=status]:visible').first();
        expect(await movedOn({ ...somebody, base: slow.url }, { path, shows })).toEqual([]);
      }
    } finally {
      slow.stop();
    }
  });

  test('on the page of an invitation', async () => {
    for (const options of [{}, { phone: true } as const]) expect(await movedOn(await watched(options), { path: invitationLink, shows: code })).toEqual([]);
  });

  test.each([
    { name: 'inbox', path: () => '/mail', shows: firstMessage },
    { name: 'message', path: () => messageLink, shows: thumbnail },
    { name: 'settings', path: () => '/settings', shows: (person: Person) => heading(person, 'Settings') },
  ])('in the $name', async ({ path, shows }) => {
    const look = () => movedOn(desk, { path: path(), shows });
    expect(await look()).toEqual([]);
    expect(await asOnPhone(look)).toEqual([]);
  });
});
