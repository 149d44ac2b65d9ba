// Ten thousand conversations selected, archived and brought back in one go: what is shown is what the server has, and the page goes on
// answering meanwhile.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ana as dentist } from './cast.ts';
import { inDatabase } from './database.ts';
import { openFullMailbox } from './full-mailbox.ts';
import { goTo, type Person } from './person.ts';
import type { Stage } from './stage.ts';

const MESSAGES = 10_000;
const patience = { timeout: 120_000 };

let stage: Stage;
let ana: Person;

beforeAll(async () => {
  ({ stage, reader: ana } = await openFullMailbox({ cases: 5, older: MESSAGES - 5 }));
  await goTo(ana, '/mail');
  await rows(ana).nth(10).waitFor();
}, 240_000);
afterAll(() => stage?.close());

const rows = ({ page }: Person) => page.getByRole('list', { name: 'Messages', exact: true }).getByRole('listitem');
const bar = ({ page }: Person) => page.getByRole('toolbar', { name: 'Selected messages', exact: true });

async function kept(folder: string): Promise<number> {
  const [row] = await inDatabase<{ count: string }>(stage.sealpost, `select count(*) from deliveries where folder = $1 and account_id = (select id from accounts where address = $2)`, [folder, dentist.address]);
  return Number(row?.count);
}

/** Milliseconds of each stretch in which the page did not answer. */
async function watchTasks({ page }: Person): Promise<void> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { longTasks: seen });
    new PerformanceObserver((entries) => seen.push(...entries.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });
}

async function timed(what: string, work: () => Promise<void>): Promise<number[]> {
  await ana.page.evaluate(() => void ((window as unknown as { longTasks: number[] }).longTasks.length = 0));
  const begun = Date.now();
  await work();
  const longTasks = await ana.page.evaluate(() => [...(window as unknown as { longTasks: number[] }).longTasks]);
  console.info(`${what}: ${Date.now() - begun} ms, long tasks: ${longTasks.map(Math.round).join(', ') || 'none'}`);
  return longTasks;
}

test('where all that is loaded is archived, what comes next is loaded, and the folder is never called empty', async () => {
  const { page } = ana;
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => [...document.querySelectorAll('[data-nothing-listed]')].some(({ textContent }) => textContent.includes('Send your first')) && seen.push('empty')).observe(document.body, { childList: true, subtree: true });
  });
  await page.getByRole('checkbox', { name: 'Select all messages in the list', exact: true }).click();
  const chosen = Number(/\d+/.exec((await bar(ana).getByRole('status').textContent()) ?? '')?.[0]);
  expect(chosen).toBeLessThan(1_000);
  await bar(ana).getByRole('button', { name: 'Archive', exact: true }).click();
  await rows(ana).filter({ hasText: 'Old' }).nth(10).waitFor(patience);
  await expect.poll(() => kept('archive'), patience).toBe(chosen);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => rows(ana).first().textContent(), patience).toContain('Case 5');
  await expect.poll(() => kept('archive'), patience).toBe(0);
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
});

test('where the answer is lost on the way, the list shows what the server has', async () => {
  const { page } = ana;
  await rows(ana).filter({ hasText: 'Case 5' }).getByRole('checkbox').click();
  await page.route('**/api/messages', async (route) => {
    if (route.request().method() !== 'PATCH') return await route.continue();
    await route.fetch();
    await route.abort();
  });
  await bar(ana).getByRole('button', { name: 'Archive', exact: true }).click();
  await page.getByText('That did not work. The list shows how things stand; try again.').waitFor(patience);
  expect(await kept('archive')).toBe(1);
  await expect.poll(() => rows(ana).filter({ hasText: 'Case 5' }).count(), patience).toBe(0);
  await page.unroute('**/api/messages');
  await inDatabase(stage.sealpost, `update deliveries set folder = 'inbox' where folder = 'archive'`);
  await page.reload();
  await rows(ana).filter({ hasText: 'Case 5' }).waitFor(patience);
});

test('all of them are loaded, selected, archived and brought back', async () => {
  await watchTasks(ana);
  await timed('loading', async () => {
    const { page } = ana;
    const box = await rows(ana).first().boundingBox();
    await page.mouse.move((box?.x ?? 0) + 100, 400);
    for (const end = Date.now() + 240_000; Date.now() < end && (await rows(ana).first().getAttribute('aria-setsize')) === '-1'; ) {
      await page.mouse.wheel(0, 100_000);
      await page.waitForTimeout(20);
    }
    expect(await rows(ana).first().getAttribute('aria-setsize')).toBe(String(MESSAGES));
  });
  const selecting = await timed('selecting', async () => {
    await ana.page.getByRole('checkbox', { name: 'Select all messages in the list', exact: true }).click();
    await bar(ana).getByText('10,000 selected', { exact: true }).waitFor(patience);
  });
  const archiving = await timed('archiving', async () => {
    await bar(ana).getByRole('button', { name: 'Archive', exact: true }).click();
    await expect.poll(() => rows(ana).count(), patience).toBe(0);
    await ana.page.getByRole('button', { name: 'Undo', exact: true }).waitFor(patience);
  });
  expect([await kept('inbox'), await kept('archive')]).toEqual([0, MESSAGES]);
  const undoing = await timed('undoing', async () => {
    await ana.page.getByRole('button', { name: 'Undo', exact: true }).click();
    await rows(ana).nth(10).waitFor(patience);
    await expect.poll(() => kept('inbox'), patience).toBe(MESSAGES);
  });
  await expect.poll(() => rows(ana).first().textContent(), patience).toContain('Case 5');
  // No bound for a single one: where tests share the machine, everything takes longer.
  for (const longTasks of [selecting, archiving, undoing]) expect(longTasks.reduce((sum, duration) => sum + duration, 0)).toBeLessThan(1_500);
}, 600_000);

test('nobody’s browser complained', () => stage.expectNoComplaints());
