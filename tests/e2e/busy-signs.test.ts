// No busy sign for what takes less than 300 ms, and one for what takes longer: each sign of a journey is watched frame by frame, once with answers
// as they come, and once with answers that are held back.
import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ana } from './cast.ts';
import { foundPractice } from './entry.ts';
import { goTo, openCompose, openMessage, type Person, send, write } from './person.ts';
import { contact, firstMessage } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

const AFTER_MS = 300;
/** A sign that stands much longer than that without being seen never comes. */
const SURELY_MS = 1_000;
const HELD_MS = 2_500;

/** Times on the clock of the page's animations. */
type Sign = { says: string; inButton: boolean; since: number; shownAt: number | null; lastAt: number; moved: boolean };
type Watching = Window & { signs?: Sign[] };

/** Notes every busy sign from the moment it is put into the page, when it is first seen, and whether its button moved before. */
function watchSigns(): void {
  const signs: Sign[] = [];
  (window as Watching).signs = signs;
  const known = new Map<Element, Sign>();
  const widths = new WeakMap<Element, number>();
  const clock = () => Number(document.timeline.currentTime ?? 0);
  const note = () => {
    for (const element of document.querySelectorAll('[class*="spinner"]')) {
      if (known.has(element)) continue;
      const button = element.closest('button');
      const sign = { says: (button ?? element).textContent, inButton: button !== null, since: clock(), shownAt: null, lastAt: clock(), moved: false };
      known.set(element, sign);
      signs.push(sign);
    }
  };
  const look = () => {
    for (const button of document.querySelectorAll('button:not([aria-busy])')) widths.set(button, button.getBoundingClientRect().width);
    for (const [element, sign] of known) {
      if (!element.isConnected) {
        known.delete(element);
        continue;
      }
      sign.lastAt = clock();
      if (getComputedStyle(element).visibility === 'visible') sign.shownAt ??= clock();
      const button = element.closest('button');
      const before = button && widths.get(button);
      if (button && sign.shownAt === null && typeof before === 'number') sign.moved ||= Math.abs(button.getBoundingClientRect().width - before) > 0.5;
    }
    requestAnimationFrame(look);
  };
  new MutationObserver(note).observe(document, { childList: true, subtree: true });
  requestAnimationFrame(look);
}

let stage: Stage;
let desk: Person;

beforeAll(async () => {
  stage = await openStage();
  desk = await stage.somebody();
  await desk.context.addInitScript(watchSigns);
  await foundPractice(desk, { sealpost: stage.sealpost, who: ana });
  const dialog = await openCompose(desk);
  await write(dialog, { to: [ana.address], secureSubject: 'A note to myself', secureMessage: 'As it happens.' });
  await send(dialog);
  await firstMessage(desk).waitFor();
}, 180_000);
afterAll(() => stage?.close());

const signs = () => desk.page.evaluate(() => (window as Watching).signs ?? []);
const tooSoon = (seen: Sign[]) => seen.filter(({ since, shownAt, moved }) => moved || (shownAt !== null && shownAt - since < AFTER_MS));
const neverShown = (seen: Sign[]) => seen.filter(({ since, shownAt, lastAt }) => shownAt === null && lastAt - since > SURELY_MS);

async function saveContact(): Promise<void> {
  await desk.page.getByRole('button', { name: /^Edit Dr\. Lee/ }).click();
  const form = desk.page.getByRole('dialog', { name: 'Edit contact', exact: true });
  await form.getByRole('textbox', { name: 'Notes', exact: true }).fill(String(Math.random()));
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

/** Loads, opens and saves; answers all signs there were. A new page begins with none, so they are gathered before each. */
async function journey(): Promise<Sign[]> {
  await goTo(desk, '/mail');
  await firstMessage(desk).waitFor();
  await openMessage(desk, 'A note to myself');
  await desk.page.getByRole('region', { name: 'Secure message', exact: true }).getByText('As it happens.').waitFor();
  const inMail = await signs();
  await goTo(desk, '/contacts');
  await contact(desk, 'lee@finelab.example').waitFor();
  await saveContact();
  return [...inMail, ...(await signs())];
}

describe('with answers as they come', () => {
  test('no sign is seen before 300 ms, and no button moves', async () => {
    await goTo(desk, '/contacts');
    await desk.page.getByRole('button', { name: 'Add contact', exact: true }).click();
    const form = desk.page.getByRole('dialog', { name: 'New contact', exact: true });
    await form.getByRole('textbox', { name: 'E-mail address', exact: true }).fill('lee@finelab.example');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Dr. Lee');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    const seen = await journey();
    expect(seen.filter(({ inButton }) => inButton).map(({ says }) => says)).toContain('Save');
    expect(seen.filter(({ inButton }) => !inButton).length).toBeGreaterThan(0);
    expect(tooSoon(seen)).toEqual([]);
    expect(neverShown(seen)).toEqual([]);
  });
});

describe('with answers that are held back', () => {
  const hold = async (route: Route) => {
    await new Promise((resolve) => setTimeout(resolve, HELD_MS));
    await route.continue().catch(() => undefined);
  };

  test('a list and a button that wait say so, after 300 ms', async () => {
    await desk.context.route(/\/api\/(messages|state)/, hold);
    const seen = await journey();
    await desk.context.unroute(/\/api\/(messages|state)/, hold);
    expect(tooSoon(seen)).toEqual([]);
    expect(neverShown(seen)).toEqual([]);
    const shown = seen.filter(({ shownAt }) => shownAt !== null);
    expect(shown.filter(({ inButton }) => inButton).map(({ says }) => says)).toContain('Save');
    expect(shown.filter(({ inButton }) => !inButton).length).toBeGreaterThan(0);
  });
});

test('the watch sees signs that come at once, and such that never come', async () => {
  const style = (rule: string) =>
    desk.page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, rule);
  await goTo(desk, '/contacts');
  await contact(desk, 'lee@finelab.example').waitFor();
  await style('[class*="spinner"] { animation: none !important }');
  await saveContact();
  expect(tooSoon(await signs()).map(({ says }) => says)).toContain('Save');
  await goTo(desk, '/contacts');
  await contact(desk, 'lee@finelab.example').waitFor();
  await style('[class*="spinner"] { visibility: hidden !important; animation: none !important }');
  await desk.context.route('**/api/state', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, HELD_MS));
    await route.continue().catch(() => undefined);
  });
  await saveContact();
  expect(neverShown(await signs()).map(({ says }) => says)).toContain('Save');
});

test('no page complained of an error, a policy violation or a request to a third party', () => stage.expectNoComplaints());
