// Looks at a screen with axe: WCAG 2.2 AA and axe's own best practices. The page's policy stays in force: the debugger brings
// axe in, not a script element. With PICTURES=folder every state that is looked at is also kept as a picture.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

type Axe = { run: (root: Document, options: object) => Promise<AxeResults> };

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
let pictures = 0;

/** Fails with what axe found and where. `state` names the screen in the report and in the picture. */
export async function expectAccessible({ page }: { page: Page }, state: string): Promise<void> {
  await stillness(page);
  await takePicture(page, state);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source);
  let looked = await look(page);
  // A notice may have come just then, half transparent on its way in.
  for (let again = 0; looked.moved && again < 5; again += 1) {
    await stillness(page);
    looked = await look(page);
  }
  expect(looked.found, state).toEqual([]);
}

/** `moved`: something began to move meanwhile. */
async function look(page: Page): Promise<{ found: string[]; moved: boolean }> {
  return await page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: Axe };
    let moved = false;
    const note = (): void => void (moved = true);
    const events = ['animationstart', 'transitionrun'];
    for (const event of events) document.addEventListener(event, note);
    // Fetching style sheets once more would be the page's own request, and is not needed: they are all from here.
    const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'], preload: false });
    for (const event of events) document.removeEventListener(event, note);
    const found = violations.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`);
    return { found, moved };
  }, TAGS);
}

/** What fades in is half transparent on the way: contrast counts when it has arrived. Endless movement (a spinner) is not waited for. */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // What has just been put into the page begins to move with the next frame.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const passing = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(passing.map((animation) => animation.finished.catch(() => undefined)));
  });
}

async function takePicture(page: Page, state: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder === undefined) return;
  pictures += 1;
  const name = `${String(pictures).padStart(2, '0')}-${state.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.png`;
  await page.screenshot({ path: join(folder, name) });
}
