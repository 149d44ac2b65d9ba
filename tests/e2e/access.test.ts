// Coming in and staying in: wrong passwords, reloads, deep links, log-out and idle time in every tab, devices, a new password.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type RunningSealpost, startSealpost } from '../support/sealpost.ts';
import { expectAccessible } from './accessible.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, logIn, logOut, newPerson, newTab, openCompose, type Person, send, type SignUp, write } from './person.ts';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

const ana: SignUp = { practiceName: 'Northside Dental', name: 'Dr. Ana Ruiz', address: 'ana@northside.example', password: 'orbit-velvet-canyon-lantern-42' };
const newPassword = 'saddle-comet-turnip-harvest-88';
const subject = 'A note to myself';

let sealpost: RunningSealpost;
let browser: Browser;
let person: Person;
const people: Person[] = [];

async function somebody(options: { phone?: true } = {}): Promise<Person> {
  const made = await newPerson(browser, { base: sealpost.url, ...options });
  people.push(made);
  return made;
}

beforeAll(async () => {
  [sealpost, browser] = await Promise.all([startSealpost(), launchBrowser()]);
  person = await somebody();
  await foundPractice(person, { sealpost, who: ana });
  const dialog = await openCompose(person);
  await write(dialog, { to: [ana.address], secureSubject: subject, secureMessage: 'Nothing but this.' });
  await send(dialog);
});
afterAll(async () => {
  await browser?.close();
  await sealpost?.stop();
});

const refusal = ({ page }: Person, words: string) => page.getByRole('alert').filter({ hasText: words });

/** Returns what is said. The words of the try before are gone once the request is out. */
async function tryWrong(who: Person, address: string): Promise<string | null> {
  await Promise.all([who.page.waitForResponse(/\/api\/login\/start/), logIn(who, { address, password: 'not-the-password' })]);
  return await refusal(who, 'do not belong together').textContent();
}

async function untilMailbox({ page }: Person): Promise<void> {
  await page.getByRole('list', { name: 'Messages', exact: true }).getByText(subject).first().waitFor();
}

describe('log-in', () => {
  test('says that address and password do not belong together, alike for an address nobody has', async () => {
    const other = await somebody();
    await goTo(other, '/login');
    await expectAccessible(other, 'log in');
    const words = await tryWrong(other, ana.address);
    await expect.poll(() => other.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('password');
    await expectAccessible(other, 'wrong password');
    expect(await tryWrong(other, 'nobody@northside.example')).toBe(words);
  });

  test('leads on to the message that was asked for, on a phone too', async () => {
    const phone = await somebody({ phone: true });
    const link = (await sealpost.mailTo(ana.address, { containing: '/message?id=' })).link('/message');
    await goTo(phone, link);
    await phone.page.waitForURL(/\/login/);
    await phone.page.getByText('After logging in you see the message.').waitFor();
    await expectAccessible(phone, 'log in on the way to a message');
    await logIn(phone, ana);
    await phone.page.getByRole('heading', { name: subject }).waitFor();
    expect(phone.page.url()).toBe(link);
    await expectAccessible(phone, 'message on a phone');
  });

  test('is asked for again neither by a reload nor by a new tab', async () => {
    await goTo(person, '/mail');
    await untilMailbox(person);
    await person.page.reload();
    await untilMailbox(person);
    const tab = await newTab(person);
    await goTo(tab, '/');
    await untilMailbox(tab);
    await tab.page.close();
  });
});

describe('log-out', () => {
  test('ends every tab of the browser, and no key stays', async () => {
    const tab = await newTab(person);
    await goTo(tab, '/settings');
    await tab.page.getByRole('heading', { name: 'Settings' }).waitFor();
    await goTo(person, '/mail');
    await untilMailbox(person);
    expect(await keysOf(person)).toEqual({ halves: 1, workers: 1 });
    await logOut(person);
    await tab.page.waitForURL(/\/login/);
    expect(await keysOf(person)).toEqual({ halves: 0, workers: 0 });
    expect(await keysOf(tab)).toEqual({ halves: 0, workers: 0 });
    await goTo(tab, '/mail');
    await tab.page.waitForURL(/\/login/);
    await tab.page.close();
  });

  test('comes by itself in every tab after the idle time, and log-in leads back', async () => {
    const idle = await somebody();
    await idle.context.clock.install();
    await enter(idle, ana);
    const tab = await newTab(idle);
    await goTo(tab, '/settings');
    await tab.page.getByRole('heading', { name: 'Settings' }).waitFor();
    await untilMailbox(idle);
    const before = await sessions();
    // Somebody at the keyboard in one tab keeps both.
    await idle.context.clock.fastForward('14:00');
    await tab.page.mouse.move(200, 300);
    await idle.context.clock.fastForward('14:00');
    await untilMailbox(idle);
    await idle.context.clock.fastForward('02:00');
    await idle.page.waitForURL(/\/login/);
    await tab.page.waitForURL(/\/login\?next=%2Fsettings/);
    expect(await keysOf(idle)).toEqual({ halves: 0, workers: 0 });
    expect(await sessions()).toBe(before - 1);
    await logIn(tab, ana);
    await tab.page.waitForURL(/\/settings/);
    // The other tab comes along.
    await untilMailbox(idle);
    await tab.page.close();
    await idle.context.close();
  });

  test('after the idle time keeps what was being written', async () => {
    const idle = await somebody();
    await idle.context.clock.install();
    await enter(idle, ana);
    const dialog = await openCompose(idle);
    await write(dialog, { to: [], secureSubject: 'Half a thought', secureMessage: 'that must not be lost' });
    await idle.context.clock.fastForward('16:00');
    await idle.page.waitForURL(/\/login/);
    await logIn(idle, ana);
    await idle.page.getByRole('dialog', { name: 'New message', exact: true }).waitFor();
    expect(await idle.page.getByRole('textbox', { name: 'Secure subject', exact: true }).inputValue()).toBe('Half a thought');
    expect(await idle.page.getByRole('textbox', { name: 'Secure message', exact: true }).textContent()).toContain('must not be lost');
    await idle.context.close();
  });
});

describe('devices', () => {
  test('end with a change of the password, and the old one no longer works', async () => {
    const other = await somebody();
    await enter(other, ana);
    await goTo(person, '/settings');
    const form = person.page.getByRole('form', { name: 'Password', exact: true });
    await form.getByLabel('Current password', { exact: true }).fill('not-the-password');
    await form.getByLabel('New password', { exact: true }).fill(newPassword);
    await form.getByLabel('Repeat password', { exact: true }).fill(newPassword);
    await form.getByRole('button', { name: 'Change password', exact: true }).click();
    await form.getByRole('alert').getByText('The current password is not right').waitFor();
    await expectAccessible(person, 'settings with a wrong current password');
    await form.getByLabel('Current password', { exact: true }).fill(ana.password);
    await form.getByRole('button', { name: 'Change password', exact: true }).click();
    await person.page.getByText('The password is changed.').first().waitFor();
    expect(await other.page.evaluate(async () => (await fetch('/api/session')).status)).toBe(401);
    await sealpost.mailTo(ana.address, { containing: 'was changed on a signed-in device' });
    await logOut(person);
    await logIn(person, ana);
    await refusal(person, 'do not belong together').waitFor();
    await logIn(person, { address: ana.address, password: newPassword });
    await person.page.waitForURL(/\/(mail|settings)/);
    await goTo(person, '/mail');
    await untilMailbox(person);
  });
});

test('no page complained', () => {
  expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);
});

/** What could open the mailbox without a password: this browser's halves, and workers that hold keys. */
async function keysOf({ page }: Person): Promise<{ halves: number; workers: number }> {
  const halves = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('sealpost');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const count = await new Promise<number>((resolve) => {
      const request = database.transaction('session').objectStore('session').count();
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    return count;
  });
  return { halves, workers: page.workers().length };
}

/** How many sessions the server keeps a share for. */
async function sessions(): Promise<number> {
  const client = new pg.Client({ connectionString: sealpost.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>('select count(*) from sessions');
    return Number(rows[0]?.count);
  } finally {
    await client.end();
  }
}
