// Room to move: how much script comes before one can log in, that what comes later comes when it is wanted, and that nothing holds the
// page up while one writes.
import type { BrowserContext, Locator, Request, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureWords } from '../../web/text/en/failures.ts';
import { inbox } from '../../web/text/en/inbox.ts';
import { expectAccessible } from './accessible.ts';
import { ana } from './cast.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, logIn, openCompose, type Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const LOGIN_KB = 150;
const INBOX_KB = 350;
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

/** What has been asked for as script since, in thousands of compressed bytes. */
function watchScript(context: BrowserContext, kind: '.js' | '.wasm' = '.js'): () => Promise<number> {
  const requests: Request[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith(kind)) requests.push(request);
  });
  return async () => {
    const answers = await Promise.all(requests.map((request) => request.response()));
    return answers.reduce((sum, response) => sum + Number(response?.headers()['content-length'] ?? Number.NaN), 0) / 1000;
  };
}

const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });

describe('script', () => {
  test(`is less than ${LOGIN_KB} KB until one can log in`, async () => {
    const fresh = await stage.somebody();
    const script = watchScript(fresh.context);
    await goTo(fresh, '/login');
    await fresh.page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(ana.address);
    const login = await script();
    console.info(`script: ${login.toFixed(1)} KB until log-in`);
    expect(login).toBeGreaterThan(50);
    expect(login).toBeLessThan(LOGIN_KB);
    await fresh.context.close();
  });

  test(`is less than ${INBOX_KB} KB until an inbox can be used`, async () => {
    const fresh = await stage.somebody();
    await enter(fresh, ana);
    const devtools = await fresh.context.newCDPSession(fresh.page);
    await devtools.send('Network.clearBrowserCache');
    const [script, webAssembly] = [watchScript(fresh.context), watchScript(fresh.context, '.wasm')];
    await fresh.page.reload();
    await fresh.page.getByText(inbox.firstTime.title, { exact: true }).waitFor();
    await button(fresh, 'Compose message').and(fresh.page.locator(':enabled')).waitFor();
    const [all, parts] = [await script(), await webAssembly()];
    console.info(`script: ${all.toFixed(1)} KB until the inbox, and ${parts.toFixed(1)} KB of WebAssembly`);
    expect(all).toBeGreaterThan(LOGIN_KB);
    expect(all).toBeLessThan(INBOX_KB);
    expect(parts).toBeGreaterThan(10);
    await fresh.context.close();
  });
});

describe('a part of the page that cannot be loaded', () => {
  /** Holds back the scripts in which this stands, until it is called. */
  async function holdBack({ page }: Person, mark: string): Promise<() => void> {
    let held = true;
    const answer = async (route: Route) => {
      const response = await route.fetch();
      const script = await response.text();
      await (held && script.includes(mark) ? route.abort() : route.fulfill({ response, body: script }));
    };
    // A browser that is closed meanwhile waits for no answer.
    await page.route('**/_next/static/chunks/*.js', (route) => answer(route).catch(() => undefined));
    return () => {
      held = false;
    };
  }
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

  /** Somebody who wants to write, and is told that the place to write could not be opened. */
  async function writeInVain() {
    const fresh = await stage.somebody();
    const release = await holdBack(fresh, 'ProseMirror');
    await enter(fresh, ana);
    await button(fresh, 'Compose message').click();
    const said = fresh.page.getByRole('dialog', { name: 'The compose panel could not be opened', exact: true });
    await said.waitFor();
    return { fresh, release, said };
  }

  test('the place to write says so in a dialog of the browser’s own, and opens when it is tried again', async () => {
    const { fresh, release, said } = await writeInVain();
    await expectAccessible(fresh, 'compose-failed');
    release();
    await said.getByRole('button', { name: 'Try again', exact: true }).click();
    await fresh.page.getByRole('dialog', { name: 'New message', exact: true }).waitFor();
    await fresh.context.close();
  });

  test('that dialog closes by Escape, and the button tries again too', async () => {
    const { fresh, release, said } = await writeInVain();
    await fresh.page.keyboard.press('Escape');
    await said.waitFor({ state: 'hidden' });
    expect(new URL(fresh.page.url()).searchParams.has('compose')).toBe(false);
    release();
    await button(fresh, 'Compose message').click();
    await fresh.page.getByRole('dialog', { name: 'New message', exact: true }).waitFor();
    await fresh.context.close();
  });
});

test('keys that cannot be worked with, since their WebAssembly did not come, are said to be out of reach, and are in reach when it is tried again', async () => {
  const fresh = await stage.somebody();
  await fresh.context.route('**/*.wasm', (route) => route.abort());
  await goTo(fresh, '/login');
  await logIn(fresh, ana);
  await fresh.page.getByText(failureWords({ code: 'unavailable', details: {} }).title, { exact: true }).waitFor();
  await fresh.context.unroute('**/*.wasm');
  await button(fresh, 'Log in').click();
  await fresh.page.waitForURL(/\/mail/);
  await fresh.context.close();
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

  /** As from a report of many pages. */
  async function pasteLongText(field: Locator): Promise<void> {
    await field.evaluate((element) => {
      const paragraph = 'The crown on 26 fits well, the margin is clear, and the contacts are closed. '.repeat(4);
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', Array.from({ length: 1000 }, () => paragraph).join('\n\n'));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await field.getByText('The crown on 26').nth(999).waitFor();
  }

  const fields: [where: string, name: string, below?: (field: Locator) => Promise<void>][] = [
    ['"Secure message"', 'Secure message'],
    ['"Message"', 'Message'],
    ['"Secure subject"', 'Secure subject'],
    ['"Secure message", below 300 KB of pasted text,', 'Secure message', pasteLongText],
  ];
  test.each(fields)(`in %s never waits for the page: no task of more than ${LONG_TASK_MS} ms but what the machine's other work makes of one`, async (where, name, below) => {
    await goTo(person, '/mail');
    const dialog = await openCompose(person);
    const field = dialog.getByRole('textbox', { name, exact: true });
    const words = 'The crown on 26 fits well, the margin is clear. ';
    await field.click();
    await below?.(field);
    // What is loaded with the first letters is not typing.
    await field.pressSequentially(words.slice(0, 12));
    await person.page.waitForTimeout(1500);
    const { took, longTasks } = await typing(field, words.repeat(3));
    console.info(`typing in ${where}: ${Math.round(took)} ms, long tasks: ${longTasks.map(Math.round).join(', ') || 'none'}`);
    // No bound for a single one: where tests share the machine, everything takes longer.
    expect(longTasks.reduce((sum, duration) => sum + duration, 0)).toBeLessThan(took / 20);
  });
});

test('nothing was complained of', () => stage.expectNoComplaints());
