// On a phone: what is pressed is large enough for a finger, and nothing lies over anything else, with long German words too.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { founder } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { overHttp } from '../support/over-http.ts';
import { compose as germanCompose } from '../../web/text/de/compose.ts';
import { inbox as germanInbox } from '../../web/text/de/inbox.ts';
import { shell as germanShell } from '../../web/text/de/shell.ts';
import { compose as englishCompose } from '../../web/text/en/compose.ts';
import { inbox as englishInbox } from '../../web/text/en/inbox.ts';
import { shell as englishShell } from '../../web/text/en/shell.ts';
import { ana as dentist } from './cast.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, type Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const FINGER_PX = 44;
const languages = [
  { language: 'en', inbox: englishInbox, shell: englishShell, compose: englishCompose },
  { language: 'de', inbox: germanInbox, shell: germanShell, compose: germanCompose },
] as const;

let stage: Stage;
let phone: Person;

beforeAll(async () => {
  stage = await openStage();
  const ana = await stage.somebody();
  await foundPractice(ana, { sealpost: stage.sealpost, who: dentist });
  const server = await overHttp(stage.sealpost);
  for (const name of ['Ben Okoro', 'Kim Lee', 'Mia Sander', 'Noah Weiss', 'Eva Brandt']) {
    const writer = await founder(server, { name, address: `${name.split(' ')[0]?.toLowerCase()}@southside.example` });
    await send(writer, { to: [dentist.address], subject: 'Schienentherapie: Verlaufskontrolle', text: 'Anbei die Unterlagen.' });
  }
  phone = await stage.somebody({ phone: true });
  await enter(phone, dentist);
}, 240_000);
afterAll(() => stage?.close());

const speak = (language: string) => phone.context.addCookies([{ name: 'language', value: language, url: stage.sealpost.url }]);
const rows = (list: string) => phone.page.getByRole('list', { name: list, exact: true }).getByRole('listitem');
const button = (name: string) => phone.page.getByRole('button', { name, exact: true });

/** What is smaller than a finger of what can be pressed; a box with its label. Not links within a text, nor what only a keyboard reaches. */
async function tooSmall(): Promise<string[]> {
  return await phone.page.evaluate((least) => {
    const boxOf = (element: Element) => element.getBoundingClientRect();
    return [...document.querySelectorAll('main :is(button, a, input, select, textarea), header :is(button, a, input), [role="dialog"] :is(button, input)')].flatMap((element) => {
      if (element.closest('p') !== null || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || boxOf(element).width < 2) return [];
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      const boxes = [element, ...labels].map(boxOf);
      const width = Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left));
      const height = Math.max(...boxes.map((box) => box.height));
      return width < least || height < least ? [`${element.getAttribute('aria-label') ?? element.textContent.trim()}: ${Math.round(width)} x ${Math.round(height)}`] : [];
    });
  }, FINGER_PX - 0.5);
}

async function overlap(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = await Promise.all([one.boundingBox(), other.boundingBox()]);
  if (a === null || b === null) throw new Error('not shown');
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe.each(languages)('on a phone, in $language', ({ language, inbox, shell, compose }) => {
  beforeAll(() => speak(language));

  test('a list and what is done with selected rows are large enough for a finger, and how many are selected stands beside the actions', async () => {
    await goTo(phone, '/mail');
    await rows(inbox.messages).first().waitFor();
    expect(await tooSmall()).toEqual([]);
    await rows(inbox.messages).first().getByRole('checkbox').tap();
    const bar = phone.page.getByRole('toolbar', { name: inbox.bar.name, exact: true });
    await bar.getByText(inbox.bar.selected(1), { exact: true }).waitFor();
    expect(await tooSmall()).toEqual([]);
    const first = bar.getByRole('button', { name: inbox.bar.archive, exact: true });
    for (const shown of await bar.getByRole('status').locator('span').all()) expect(await overlap(shown, first)).toBe(false);
    await bar.getByRole('button', { name: inbox.bar.clear, exact: true }).tap();
  });

  test('writing has its title on one line, and below it whether it is kept', async () => {
    await goTo(phone, '/mail');
    await button(shell.compose).tap();
    const dialog = phone.page.getByRole('dialog', { name: compose.title, exact: true });
    await dialog.getByRole('textbox', { name: compose.secure.subject, exact: true }).fill('Krone 26');
    const kept = dialog.getByText(new RegExp(`^${compose.draft.saved('').trim()}`));
    await kept.waitFor();
    const heading = dialog.getByRole('heading', { name: compose.title, exact: true });
    const lines = await heading.evaluate((element) => element.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(element).lineHeight));
    expect(Math.round(lines)).toBe(1);
    expect(await overlap(heading, kept)).toBe(false);
    expect(await tooSmall()).toEqual([]);
  });

  test('the last contact can be moved out from under the button that begins a message', async () => {
    await goTo(phone, '/contacts');
    const last = phone.page.getByRole('main').getByRole('listitem').last();
    await last.waitFor();
    expect(await tooSmall()).toEqual([]);
    await phone.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    expect(await overlap(last, button(shell.compose))).toBe(false);
  });

  test('the settings are large enough for a finger', async () => {
    await goTo(phone, '/settings');
    await phone.page.getByRole('checkbox', { name: inbox.group, exact: true }).waitFor();
    expect(await tooSmall()).toEqual([]);
  });
});

test('a list that a message stood in the place of is there again once the window is wide', async () => {
  const tablet = await stage.somebody();
  await enter(tablet, dentist);
  const wide = tablet.page.viewportSize() ?? { width: 1360, height: 860 };
  const list = tablet.page.getByRole('list', { name: englishInbox.messages, exact: true });
  await list.getByRole('listitem').first().click();
  await tablet.page.getByRole('region', { name: 'Secure message', exact: true }).waitFor();
  await tablet.page.setViewportSize({ width: 375, height: 740 });
  await list.waitFor({ state: 'hidden' });
  await tablet.page.setViewportSize(wide);
  await list.getByRole('listitem').first().waitFor();
  // Also where it was never seen before.
  await tablet.page.setViewportSize({ width: 375, height: 740 });
  await tablet.page.reload();
  await tablet.page.getByRole('region', { name: 'Secure message', exact: true }).waitFor();
  await tablet.page.setViewportSize(wide);
  await list.getByRole('listitem').first().waitFor();
});

test('nothing was complained of', () => stage.expectNoComplaints());
