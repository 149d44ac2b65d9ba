// A person without a mouse: keys alone, and the eyes that see where the focus is.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export type Typist = { page: Page };

/** More than any way takes that a person would go. */
const MOST_TABS = 60;
const patience = { timeout: 8_000 };

export const press = async ({ page }: Typist, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

const hasFocus = (place: Locator): Promise<boolean> => place.evaluate((element) => element === document.activeElement, undefined, { timeout: 1000 }).catch(() => false);

/** It comes to be there by itself, and is seen to be there. */
export async function expectFocus(typist: Typist, place: Locator): Promise<void> {
  await expect.poll(async () => (await hasFocus(place)) || `at ${await whereabouts(typist)}, not at ${String(place)}`, patience).toBe(true);
  expect(await notSeen(typist), await whereabouts(typist)).toEqual([]);
}

/** Presses Tab, or Shift+Tab, until the place has the focus. On its way the focus is never lost, and is always seen. */
export async function tabTo(typist: Typist, place: Locator, { back = false, most = MOST_TABS }: { back?: boolean; most?: number } = {}): Promise<void> {
  await place.waitFor();
  const passed: string[] = [];
  for (let presses = 0; presses < most; presses += 1) {
    if (await hasFocus(place)) return;
    await typist.page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    passed.push(await whereabouts(typist));
    expect(await notSeen(typist), passed.at(-1) ?? '').toEqual([]);
  }
  throw new Error(`${String(place)} is not reached by the Tab key, only ${passed.join(', ')}`);
}

/** Goes there and types into it. */
export async function fillIn(typist: Typist, place: Locator, words: string): Promise<void> {
  await tabTo(typist, place);
  await typist.page.keyboard.type(words);
}

/** Goes there and presses it. */
export async function pressOn(typist: Typist, place: Locator, { key = 'Enter', back = false }: { key?: 'Enter' | 'Space'; back?: boolean } = {}): Promise<void> {
  await tabTo(typist, place, { back });
  await typist.page.keyboard.press(key);
}

/** Enter at the menu's button, and in the menu down to the entry. */
export async function chooseFrom(typist: Typist, menu: Locator, { entry, back = false }: { entry: string; back?: boolean }): Promise<void> {
  await pressOn(typist, menu, { back });
  const wanted = typist.page.getByRole('menuitem', { name: entry, exact: true });
  await expectFocus(typist, typist.page.getByRole('menuitem').first());
  for (let presses = 0; presses < 12 && !(await hasFocus(wanted)); presses += 1) await press(typist, 'ArrowDown');
  await expectFocus(typist, wanted);
  await press(typist, 'Enter');
}

/** After what has closed, moved or gone: the focus is somewhere in the page, seen, and stays there. */
export async function expectSomewhere(typist: Typist): Promise<void> {
  await expect.poll(() => typist.page.evaluate(() => document.activeElement !== document.body), patience).toBe(true);
  await typist.page.waitForTimeout(400);
  expect(await typist.page.evaluate(() => document.activeElement?.localName)).not.toBe('body');
  expect(await notSeen(typist), await whereabouts(typist)).toEqual([]);
}

/** What has the focus, by role and words, for whoever reads what went wrong. */
async function whereabouts({ page }: Typist): Promise<string> {
  return await page.evaluate(() => {
    const element = document.activeElement;
    if (element === null) return 'nothing';
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((label) => label.innerText).join(' ') : '';
    const words = element.getAttribute('aria-label') ?? (labels || (element instanceof HTMLElement ? element.innerText : ''));
    return `${element.getAttribute('role') ?? element.localName} “${words.trim().replaceAll(/\s+/g, ' ').slice(0, 50)}”`;
  });
}

/** Why a person would not see where the focus is: no ring, outside of what is in sight, or under something else. */
async function notSeen({ page }: Typist): Promise<string[]> {
  return await page.evaluate(async () => {
    // What scrolls into sight or fades in has a moment.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const element = document.activeElement;
    if (element === null || element === document.body) return ['nothing has the focus'];
    // A dialog that has just opened stands over all else: it is itself the sign.
    if (element.matches('[role="dialog"], [role="alertdialog"]')) return [];
    const isRinged = (each: Element | null) => each !== null && getComputedStyle(each).outlineStyle !== 'none' && Number.parseFloat(getComputedStyle(each).outlineWidth) >= 2;
    const box = element.getBoundingClientRect();
    const left = Math.max(0, box.left);
    const top = Math.max(0, box.top);
    const right = Math.min(innerWidth, box.right);
    const bottom = Math.min(innerHeight, box.bottom);
    const seen = right - left >= Math.min(8, box.width) && bottom - top >= Math.min(8, box.height) && box.width > 0;
    // As large as a text field is, a part of it may lie under the bar at the window's foot.
    const covers = [top + 4, (top + bottom) / 2, bottom - 4].map((y) => document.elementFromPoint((left + right) / 2, y));
    const [over] = covers;
    const covered = seen && over !== undefined && covers.every((cover) => cover !== null && !element.contains(cover) && !cover.contains(element));
    return [
      // The editor's ring is drawn around it and its tools.
      ...(isRinged(element) || (element.matches('[contenteditable="true"]') && isRinged(element.parentElement?.closest('div:has([role="toolbar"])') ?? null)) ? [] : ['no ring']),
      ...(seen ? [] : ['not in sight']),
      ...(covered ? [`under ${over?.localName} “${over?.textContent.slice(0, 30)}”`] : []),
    ];
  });
}
