// The session in a real browser: reload, automatic log-off in all tabs, a session that ends while somebody writes.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goTo, logIn, newPerson, openCompose, registerPractice, write, type Person } from '../e2e/person.ts';
import { launchBrowser } from '../support/browser.ts';
import { startSealpost, type RunningSealpost } from '../support/sealpost.ts';

const dentist = { practiceName: 'Northside Dental', name: 'Dr. Ana Ruiz', address: 'ana@northside.example', password: 'orbit-velvet-canyon-lantern-42' };

let sealpost: RunningSealpost;
let browser: Browser;
let ana: Person;

beforeAll(async () => {
  [sealpost, browser] = await Promise.all([startSealpost({ env: { IDLE_MINUTES: '5' } }), launchBrowser()]);
  ana = await newPerson(browser, { base: sealpost.url });
  await registerPractice(ana, dentist);
});
afterAll(async () => {
  await browser?.close();
  await sealpost?.stop();
});

const composeButton = (page: Page) => page.getByRole('button', { name: 'Compose message', exact: true });
const workersOf = (page: Page) => page.workers().map((worker) => worker.url()).length;

/** Whatever this browser keeps: storage, database rows, as text. */
async function keptBy(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('sealpost');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('no database'));
    });
    const rows: unknown[] = [];
    for (const name of database.objectStoreNames) {
      rows.push(name, await new Promise((resolve) => (database.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => resolve((target as IDBRequest).result))));
    }
    database.close();
    const flat = JSON.stringify(rows, (_key, value: unknown) => (value instanceof CryptoKey ? { key: value.extractable } : value));
    return flat + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage });
  });
}

describe('a session', () => {
  test('survives a reload without the password, by a key that cannot be read out', async () => {
    await goTo(ana, '/mail');
    await composeButton(ana.page).waitFor();
    const kept = await keptBy(ana.page);
    expect(kept).toContain('"key":false');
    expect(kept).not.toContain(dentist.password);
    expect(kept).not.toContain(dentist.address);
  });

  test('that the server has ended asks for the password in place, and what was typed is still there', async () => {
    const dialog = await openCompose(ana);
    await write(dialog, { to: ['ben@elsewhere.example'], secureSubject: 'Half a sentence', secureMessage: 'and here' });
    const elsewhere = await newPerson(browser, { base: sealpost.url });
    await ana.page.context().clearCookies({ name: 'sealpost_session' });
    await write(dialog, { to: [], secureSubject: 'Half a sentence more', secureMessage: 'and here' });
    const password = ana.page.getByLabel('Password', { exact: true });
    await password.waitFor({ timeout: 60_000 });
    expect(await dialog.isVisible()).toBe(false);
    expect(workersOf(ana.page)).toBe(0);
    await password.fill(dentist.password);
    await password.press('Enter');
    await dialog.waitFor({ timeout: 60_000 });
    expect(await dialog.getByRole('textbox', { name: 'Secure subject', exact: true }).inputValue()).toBe('Half a sentence more');
    await elsewhere.context.close();
  });

  test('is logged off in every tab after the idle time, and nothing is left that opens it', async () => {
    const idle = await ana.context.newPage();
    await idle.clock.install();
    await idle.goto(`${sealpost.url}/mail`);
    await composeButton(idle).waitFor();
    await idle.clock.fastForward('05:01');
    await Promise.all([idle.waitForURL(/\/login/), ana.page.waitForURL(/\/login/)]);
    for (const page of [idle, ana.page]) expect(workersOf(page)).toBe(0);
    const kept = await keptBy(ana.page);
    expect(kept).toContain('"session",[]');
    const cookies = await ana.context.cookies();
    expect(cookies.filter(({ name }) => name === 'sealpost_session')).toEqual([]);
    await ana.page.goto(`${sealpost.url}/mail`);
    await ana.page.waitForURL(/\/login/);
    await idle.close();
  });

  test('that begins in one tab opens the other, too', async () => {
    const second = await ana.context.newPage();
    await second.goto(`${sealpost.url}/mail`);
    await second.waitForURL(/\/login/);
    await logIn(ana, dentist);
    await composeButton(ana.page).waitFor();
    await second.waitForURL(/\/mail/);
    await composeButton(second).waitFor();
    await second.close();
  });
});

describe('the log-in page', () => {
  test('starts no worker before somebody types', async () => {
    const fresh = await newPerson(browser, { base: sealpost.url });
    await goTo(fresh, '/login');
    await fresh.page.getByRole('button', { name: 'Log in', exact: true }).waitFor();
    await fresh.page.waitForTimeout(500);
    expect(workersOf(fresh.page)).toBe(0);
    await fresh.page.getByLabel('Password', { exact: true }).pressSequentially('x');
    await expect.poll(() => workersOf(fresh.page)).toBe(1);
    await fresh.context.close();
  });
});

test('no page complained', () => {
  expect(ana.complaints).toEqual([]);
});
