// Coming in and staying in: wrong passwords, reloads, deep links, log-out and idle time in every tab, devices, a new password; and the way to
// each section of the settings.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settings } from '../../web/text/en/settings.ts';
import { expectAccessible } from './accessible.ts';
import { ana, newPassword } from './cast.ts';
import { inDatabase } from './database.ts';
import { enter, foundPractice } from './entry.ts';
import { tellKnown } from './letters.ts';
import { goTo, logIn, logOut, newTab, openCompose, type Person, write } from './person.ts';
import { heading, lockedPage, refusal } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

const subject = 'A note to myself';

let stage: Stage;
let person: Person;

beforeAll(async () => {
  stage = await openStage();
  person = await stage.somebody();
  await foundPractice(person, { sealpost: stage.sealpost, who: ana });
  await tellKnown(person, { to: ana.address, subject });
});
afterAll(() => stage?.close());

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
    const other = await stage.somebody();
    await goTo(other, '/login');
    await expectAccessible(other, 'log in');
    const words = await tryWrong(other, ana.address);
    await expect.poll(() => other.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('password');
    await expectAccessible(other, 'wrong password');
    expect(await tryWrong(other, 'nobody@northside.example')).toBe(words);
  });

  test('pauses after many wrong passwords, and says until when', async () => {
    const other = await stage.somebody();
    await goTo(other, '/login');
    const address = 'guessed@northside.example';
    for (let tried = 0; tried < 10; tried += 1) await tryWrong(other, address);
    await logIn(other, { address, password: 'not-the-password' });
    const words = await refusal(other, 'Too many tries').textContent();
    expect(words).toMatch(/paused until \d{1,2}:\d\d( [AP]M)? \(1\d minutes? from now\)/);
    await expectAccessible(other, 'too many tries');
  });

  test('leads on to the message that was asked for, on a phone too', async () => {
    const phone = await stage.somebody({ phone: true });
    const link = (await stage.sealpost.mailTo(ana.address, { containing: '/message?id=' })).link('/message');
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
    await heading(tab, 'Settings').waitFor();
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
    const idle = await stage.somebody();
    await idle.context.clock.install();
    await enter(idle, ana);
    const tab = await newTab(idle);
    await goTo(tab, '/settings');
    await heading(tab, 'Settings').waitFor();
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
    const idle = await stage.somebody();
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
  test('are listed, and signing one out works at once', async () => {
    await enter(person, ana);
    const other = await stage.somebody();
    await enter(other, ana);
    await untilMailbox(other);
    await goTo(person, '/settings');
    const list = person.page.getByRole('region', { name: 'Devices', exact: true });
    await list.getByText('This device').waitFor();
    await list.getByRole('button', { name: /^Log out Chrome/ }).first().waitFor();
    await expectAccessible(person, 'settings');
    while ((await list.getByRole('listitem').count()) > 1) {
      const left = await list.getByRole('listitem').count();
      await list.getByRole('button', { name: /^Log out Chrome/ }).first().click();
      await expect.poll(() => list.getByRole('listitem').count()).toBe(left - 1);
    }
    await person.page.getByText('You are logged in on this device only.').waitFor();
    expect(await other.page.evaluate(async () => (await fetch('/api/session')).status)).toBe(401);
    // That page hears of it by itself: keys gone, page hidden until the password is given.
    await lockedPage(other).waitFor();
    expect((await keysOf(other)).workers).toBe(0);
    expect(await other.page.getByRole('list', { name: 'Messages', exact: true }).isVisible()).toBe(false);
    await expectAccessible(other, 'logged out from elsewhere');
    await lockedPage(other).getByLabel('Password', { exact: true }).fill(ana.password);
    await lockedPage(other).getByRole('button', { name: 'Log in', exact: true }).click();
    await lockedPage(other).waitFor({ state: 'hidden' });
    await other.page.getByRole('list', { name: 'Messages', exact: true }).getByText(subject).first().waitFor();
  });

  test('end with a change of the password, and the old one no longer works', async () => {
    const other = await stage.somebody();
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
    await stage.sealpost.mailTo(ana.address, { containing: 'was changed on a signed-in device' });
    await logOut(person);
    await logIn(person, ana);
    await refusal(person, 'do not belong together').waitFor();
    await logIn(person, { address: ana.address, password: newPassword });
    await person.page.waitForURL(/\/(mail|settings)/);
    await goTo(person, '/mail');
    await untilMailbox(person);
  });
});

describe('a section of the settings', () => {
  test('is found in the list beside them, on a phone above them, and by an address of its own', async () => {
    const sections = person.page.getByRole('navigation', { name: settings.sections, exact: true });
    for (const viewport of [{ width: 1360, height: 860 }, { width: 375, height: 740 }]) {
      await person.page.setViewportSize(viewport);
      await anew('/settings');
      await expectAccessible(person, `settings, ${viewport.width} wide`);
      await sections.getByRole('link', { name: 'Passkeys', exact: true }).click();
      await expectAtTop(heading(person, 'Passkeys'));
      expect(person.page.url()).toBe(`${stage.sealpost.url}/settings#passkeys`);
      await expect.poll(() => sections.locator('[aria-current=location]').textContent()).toBe('Passkeys');
      await anew('/settings#recovery-kit');
      await expectAtTop(heading(person, 'Recovery kit'));
    }
  });
});

test('no page complained', () => stage.expectNoComplaints());

/** With the page loaded, also where only what follows the # differs. */
async function anew(path: string): Promise<void> {
  await person.page.goto('about:blank');
  await goTo(person, path);
  await heading(person, 'Settings').waitFor();
}

async function expectAtTop(place: Locator): Promise<void> {
  await expect.poll(async () => (await place.boundingBox())?.y).toBeGreaterThan(50);
  await expect.poll(async () => (await place.boundingBox())?.y).toBeLessThan(200);
}

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
  const [row] = await inDatabase<{ count: string }>(stage.sealpost, 'select count(*) from sessions');
  return Number(row?.count);
}
