// Room to move: how much script comes before one can begin, that what comes later comes when it is wanted, and that nothing holds the
// page up while one writes.
import type { BrowserContext, Locator, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './accessible.ts';
import { ana } from './cast.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, logIn, openCompose, type Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const LOGIN_KB = 150;
const APP_KB = 350;
/** Beyond this the page does not answer at once. */
const LONG_TASK_MS = 50;

let stage: Stage;
let person: Person;

beforeAll(async () => {
  stage = await openStage();
  person = await stage.somebody();
  await foundPractice(person, { sealpost: stage.sealpost, who: ana });
}, 240_000);
afterAll(() => stage?.close());

/** What is asked for as script from now on, and in the end how much of it before a moment: in thousands of compressed bytes. */
function watchScript(context: BrowserContext): (before: number) => Promise<number> {
  const requests: Request[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('.js')) requests.push(request);
  });
  return async (before) => {
    const answers = await Promise.all(requests.map(async (request) => ({ request, response: await request.response() })));
    const counted = answers.filter(({ request }) => request.timing().startTime <= before);
    return counted.reduce((sum, { response }) => sum + Number(response?.headers()['content-length'] ?? Number.NaN), 0) / 1000;
  };
}

/** Notes in the page when one can first write a message: later the page loads what is only likely to be wanted. */
async function noteUsable({ page }: Person): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      const usable = [...document.querySelectorAll('button:enabled')].some(({ textContent }) => textContent.trim() === 'Compose message');
      if (!usable) return;
      Object.assign(window, { usableAt: performance.timeOrigin + performance.now() });
      observer.disconnect();
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  return async () => {
    const at = await page.waitForFunction(() => (window as unknown as { usableAt?: number }).usableAt);
    return Number(await at.jsonValue());
  };
}

describe('script', () => {
  test(`is less than ${LOGIN_KB} KB until one can log in, and less than ${APP_KB} KB until the inbox can be used`, async () => {
    const fresh = await stage.somebody();
    const script = watchScript(fresh.context);
    const usable = await noteUsable(fresh);
    await goTo(fresh, '/login');
    await fresh.page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(ana.address);
    const login = await script(Date.now());
    await logIn(fresh, ana);
    const app = await script(await usable());
    console.info(`script: ${login.toFixed(1)} KB until log-in, ${app.toFixed(1)} KB until the inbox`);
    expect(login).toBeGreaterThan(50);
    expect(login).toBeLessThan(LOGIN_KB);
    expect(app).toBeGreaterThan(login);
    expect(app).toBeLessThan(APP_KB);
    await fresh.context.close();
  });
});

describe('a part of the page that cannot be loaded', () => {
  /** Holds back the scripts in which this stands, until it is called. */
  async function holdBack({ page }: Person, mark: string): Promise<() => void> {
    let held = true;
    await page.route('**/_next/static/chunks/*.js', async (route) => {
      const response = await route.fetch();
      const script = await response.text();
      await (held && script.includes(mark) ? route.abort() : route.fulfill({ response, body: script }));
    });
    return () => {
      held = false;
    };
  }
  const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });

  test('a menu says so, and opens when it is tried again', async () => {
    const fresh = await stage.somebody();
    const release = await holdBack(fresh, 'frozen collection');
    await enter(fresh, ana);
    await button(fresh, 'Account').click();
    await fresh.page.getByText('This part of the page could not be loaded. Check the connection and try again.').filter({ visible: true }).waitFor();
    release();
    await button(fresh, 'Account').click();
    await fresh.page.getByRole('menuitem', { name: 'Log out', exact: true }).waitFor();
    await fresh.context.close();
  });

  test('the place to write says so in a dialog of the browser’s own, which closes by Escape, and opens when it is tried again', async () => {
    const fresh = await stage.somebody();
    const release = await holdBack(fresh, 'ProseMirror');
    await enter(fresh, ana);
    await button(fresh, 'Compose message').click();
    const said = fresh.page.getByRole('dialog', { name: 'The compose panel could not be opened', exact: true });
    await said.waitFor();
    await expectAccessible(fresh, 'compose-failed');
    await fresh.page.keyboard.press('Escape');
    await said.waitFor({ state: 'hidden' });
    await button(fresh, 'Compose message').click();
    await said.waitFor();
    release();
    await said.getByRole('button', { name: 'Try again', exact: true }).click();
    await fresh.page.getByRole('dialog', { name: 'New message', exact: true }).waitFor();
    await fresh.context.close();
  });
});

describe('writing', () => {
  /** Types as a quick typist does, and gives what kept the page from answering for so long meanwhile. */
  async function typing(field: Locator, words: string): Promise<{ took: number; longTasks: number[] }> {
    const { page } = person;
    await field.click();
    await page.evaluate((least) => {
      const seen: number[] = [];
      Object.assign(window, { longTasks: seen });
      new PerformanceObserver((entries) => seen.push(...entries.getEntries().map(({ duration }) => duration).filter((duration) => duration > least))).observe({ type: 'longtask' });
    }, LONG_TASK_MS);
    const start = performance.now();
    await field.pressSequentially(words, { delay: 40 });
    const longTasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    return { took: performance.now() - start, longTasks };
  }

  test.each(['Secure message', 'Message', 'Secure subject'])(`in "%s" never waits for the page: no task of more than ${LONG_TASK_MS} ms but what the machine's other work makes of one`, async (name) => {
    await goTo(person, '/mail');
    const dialog = await openCompose(person);
    const field = dialog.getByRole('textbox', { name, exact: true });
    const words = 'The crown on 26 fits well, the margin is clear. ';
    // What is loaded with the first letters is not typing.
    await field.pressSequentially(words.slice(0, 12));
    await person.page.waitForTimeout(1500);
    const { took, longTasks } = await typing(field, words.repeat(3));
    console.info(`typing in "${name}": ${Math.round(took)} ms, long tasks: ${longTasks.map(Math.round).join(', ') || 'none'}`);
    // No bound for a single one: where tests share the machine, everything takes longer.
    expect(longTasks.reduce((sum, duration) => sum + duration, 0)).toBeLessThan(took / 20);
  });
});

test('nothing was complained of', () => stage.expectNoComplaints());
