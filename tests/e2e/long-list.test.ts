// A mailbox of 100,000 messages: only the rows in sight are in the page, older ones come as one scrolls, no scroll stutters, and
// keyboard, focus and what a screen reader is told are as in a short list.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './accessible.ts';
import { ana as dentist } from './cast.ts';
import { enter } from './entry.ts';
import { openFullMailbox } from './full-mailbox.ts';
import { goTo, type Person } from './person.ts';
import type { Stage } from './stage.ts';

const MESSAGES = 100_000;
const SCROLL_MS = 5000;
const patience = { timeout: 20_000 };

let stage: Stage;
let ana: Person;

beforeAll(async () => {
  ({ stage, reader: ana } = await openFullMailbox({ cases: 70, older: MESSAGES }));
  await goTo(ana, '/mail');
  await rows(ana).nth(10).waitFor();
}, 240_000);
afterAll(() => stage?.close());

const list = ({ page }: Person) => page.getByRole('list', { name: 'Messages', exact: true });
const rows = (person: Person) => list(person).getByRole('listitem');
const last = async (person: Person): Promise<number> => Number(await rows(person).last().getAttribute('aria-posinset'));
const focused = ({ page }: Person) => page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'));

/** Turns the wheel over the list for so long, and counts what kept the page from answering for more than 50 ms. */
async function scroll(person: Person, milliseconds: number): Promise<number[]> {
  const { page } = person;
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { longTasks: seen });
    new PerformanceObserver((entries) => seen.push(...entries.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });
  const box = await list(person).boundingBox();
  await page.mouse.move((box?.x ?? 0) + 100, 400);
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    await page.mouse.wheel(0, 900);
    await page.waitForTimeout(30);
  }
  return await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
}

describe('a list of 100,000 messages', () => {
  test('has only the rows in sight in the page, and loads older ones as one scrolls, without a stutter', async () => {
    expect(await rows(ana).first().getAttribute('aria-setsize')).toBe('-1');
    expect(await rows(ana).first().textContent()).toContain('Case 70');
    const longTasks = await scroll(ana, SCROLL_MS);
    const reached = await last(ana);
    const inPage = await rows(ana).count();
    console.info(`scrolled to row ${reached}, ${inPage} rows in the page, long tasks: ${longTasks.map(Math.round).join(', ') || 'none'}`);
    expect(reached).toBeGreaterThan(200);
    expect(inPage).toBeLessThan(60);
    // No bound for a single one: where tests share the machine, everything takes longer.
    expect(longTasks.reduce((sum, duration) => sum + duration, 0)).toBeLessThan(SCROLL_MS / 10);
    // In their order and without gaps.
    const positions = await rows(ana).evaluateAll((items) => items.map((item) => Number(item.getAttribute('aria-posinset'))));
    expect(positions.filter((position, index) => index > 0 && position !== (positions[index - 1] ?? 0) + 1)).toEqual([]);
  });

  test('keeps the focus on a row that scrolls out of sight, and j goes on from there', async () => {
    await ana.page.reload();
    await rows(ana).nth(10).waitFor();
    for (let presses = 0; presses < 3; presses += 1) await ana.page.keyboard.press('j');
    await expect.poll(() => focused(ana)).toBe('3');
    await scroll(ana, 1500);
    expect(await rows(ana).first().getAttribute('aria-posinset')).toBe('3');
    expect(await focused(ana)).toBe('3');
    await ana.page.keyboard.press('j');
    await expect.poll(() => focused(ana)).toBe('4');
    await expect.poll(() => ana.page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? -1)).toBeGreaterThan(50);
    // Far beyond what is in sight: each step brings the next row into the page.
    for (let presses = 0; presses < 80; presses += 1) await ana.page.keyboard.press('j');
    await expect.poll(() => focused(ana), patience).toBe('84');
    await ana.page.keyboard.press('k');
    await expect.poll(() => focused(ana)).toBe('83');
    await expectAccessible(ana, 'in the middle of a long list');
  });

  test('selects across what is not in the page', async () => {
    await ana.page.getByRole('checkbox', { name: 'Select all messages in the list', exact: true }).click();
    const bar = ana.page.getByRole('toolbar', { name: 'Selected messages', exact: true });
    await expect.poll(async () => Number(/\d+/.exec((await bar.textContent()) ?? '')?.[0])).toBeGreaterThan(99);
    await bar.getByRole('button', { name: 'Clear selection', exact: true }).click();
  });

  test('keeps its place while a message is read on a phone, where the page itself scrolls', async () => {
    const phone = await stage.somebody({ phone: true });
    await enter(phone, dentist);
    await rows(phone).nth(5).waitFor();
    for (let turns = 0; turns < 20; turns += 1) {
      await phone.page.evaluate(() => window.scrollBy(0, 500));
      await phone.page.waitForTimeout(60);
    }
    await expect.poll(() => last(phone), patience).toBeGreaterThan(60);
    expect(await rows(phone).count()).toBeLessThan(60);
    const inSight = () => phone.page.evaluate(() => document.elementFromPoint(150, 400)?.closest('li')?.getAttribute('aria-posinset'));
    const before = await inSight();
    expect(Number(before)).toBeGreaterThan(60);
    await phone.page.touchscreen.tap(150, 400);
    await phone.page.getByRole('link', { name: 'Back to Inbox' }).click();
    await expect.poll(inSight, patience).toBe(before);
    // The next one up is there too, and the first one.
    await phone.page.evaluate(() => window.scrollTo(0, 0));
    await expect.poll(() => rows(phone).first().getAttribute('aria-posinset'), patience).toBe('1');
    await expect.poll(() => rows(phone).first().isVisible(), patience).toBe(true);
  });
});

test('nothing was complained of', () => stage.expectNoComplaints());
