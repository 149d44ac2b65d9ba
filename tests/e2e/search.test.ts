// Search in a real browser: results while one types, marked words, conditions by press and by typing, the way to a message and back, a
// reload, a second device, a phone; and that nothing of it reaches the address, the disk or the server.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { overHttp } from '../support/over-http.ts';
import { VaultPerson } from '../support/vault-person.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben } from './cast.ts';
import { confirmAddress } from './entry.ts';
import { goTo, logIn, logOut, newTab, type Person, registerPractice } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const MESSAGES = 60;
const patience = { timeout: 30_000 };
/** Sooner than the index asks by itself. */
const AT_ONCE = { timeout: 8_000 };

let stage: Stage;
let practice: Person;
let other: Person;
let phone: Person;
let sender: VaultPerson;

beforeAll(async () => {
  stage = await openStage();
  const { sealpost } = stage;
  practice = await stage.somebody();
  await registerPractice(practice, ana);
  await confirmAddress(await stage.somebody(), { sealpost, address: ana.address });
  await practice.page.goto('about:blank');
  sender = await (await new VaultPerson(await overHttp(sealpost), { person: ben }).signUp()).confirm();
  for (let number = 1; number < MESSAGES; number += 1) await tell(`Case ${number}`, `Findings of patient ${1000 + number}, all within limits.`);
  await tell('Crown 26', 'The shade of Frau Müller is A2, as the laboratory in Gießen said.', 'Unterkiefer Scan.jpg');
}, 300_000);
afterAll(() => stage?.close());

async function tell(subject: string, text: string, file?: string): Promise<void> {
  const draft = await sender.write([ana.address], { subject, text });
  if (file !== undefined) await sender.attach(draft, { name: file, bytes: new Uint8Array(64) });
  await sender.vault.send(draft);
}

const field = ({ page }: Person) => page.getByRole('searchbox', { name: 'Search', exact: true });
const results = ({ page }: Person) => page.getByRole('list', { name: 'Messages', exact: true }).getByRole('listitem');
const chip = ({ page }: Person, name: string) => page.getByRole('group', { name: 'Narrow the search' }).getByRole('button', { name, exact: true });
const count = (person: Person) => person.page.getByRole('status').filter({ hasText: 'found' });

/** Ids of messages whose rows were asked for: those that the index had to open itself. */
function openedBy(page: Page): string[] {
  const opened: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/messages/rows') opened.push(...(JSON.parse(request.postData() ?? '{}') as { ids: string[] }).ids);
  });
  return opened;
}

describe('while the index is being built', () => {
  test('the search says how far it is and finds what is there already', async () => {
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    let stretches = 0;
    await practice.page.route('**/api/messages/rows', async (route) => {
      stretches += 1;
      if (stretches > 1) await held;
      await route.continue();
    });
    try {
      await goTo(practice, '/mail');
      await field(practice).fill('case');
      await practice.page.getByText('50 of 60 messages searched so far.').waitFor(patience);
      await expect.poll(() => count(practice).textContent(), patience).toBe('49 messages found');
      await expectAccessible(practice, 'search while the index is built');
    } finally {
      release();
    }
    await expect.poll(() => count(practice).textContent(), patience).toBe('59 messages found');
    expect(await practice.page.getByText('searched so far').count()).toBe(0);
  });
});

describe('search', () => {
  test('answers while one types, with the words marked, and says nothing of them to the server or the address', async () => {
    const asked: string[] = [];
    practice.page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
    await field(practice).fill('');
    await field(practice).pressSequentially('mueller a2', { delay: 60 });
    await expect.poll(() => results(practice).count(), patience).toBe(1);
    await results(practice).getByText('Crown 26').waitFor();
    expect(await results(practice).locator('mark').allTextContents()).toEqual(['Müller', 'A2']);
    expect(practice.page.url()).not.toMatch(/mueller|a2/i);
    expect(asked.filter((request) => /mueller|a2/i.test(request.replaceAll(/[\w-]{22,}/g, '')))).toEqual([]);
    await expectAccessible(practice, 'search results');
  });

  test('looks at names of attachments and shows them', async () => {
    await field(practice).fill('unterkiefer');
    await results(practice).getByText('Unterkiefer Scan.jpg').waitFor(patience);
    expect(await results(practice).count()).toBe(1);
  });

  test('is narrowed by a press, which writes into the field what could be typed', async () => {
    await field(practice).fill('ben');
    await expect.poll(() => count(practice).textContent(), patience).toBe('60 messages found');
    await chip(practice, 'With attachments').click();
    expect(await field(practice).inputValue()).toBe('ben has:attachment');
    await expect.poll(() => count(practice).textContent(), patience).toBe('1 message found');
    expect(await chip(practice, 'With attachments').getAttribute('aria-pressed')).toBe('true');
    await expectAccessible(practice, 'narrowed search');
    await chip(practice, 'With attachments').click();
    await chip(practice, 'In Sent').click();
    await expect.poll(() => count(practice).textContent(), patience).toBe('No message found');
    await chip(practice, 'In Sent').click();
    await chip(practice, 'Sent by “ben”').click();
    expect(await field(practice).inputValue()).toBe('from:ben');
    await expect.poll(() => count(practice).textContent(), patience).toBe('60 messages found');
  });

  test('says of what is no date that it is none, and of one that is being typed nothing until nobody goes on', async () => {
    const said = practice.page.getByText('is not a date', { exact: false });
    await field(practice).fill('findings before:2026-02-31');
    await practice.page.getByText('“2026-02-31” is not a date, so it does not narrow the search.', { exact: false }).waitFor(patience);
    await expect.poll(() => count(practice).textContent(), patience).toBe('59 messages found');
    await expectAccessible(practice, 'no date');
    await field(practice).fill('findings before:2100-02-28');
    await said.waitFor({ state: 'detached', ...patience });
    await field(practice).fill('findings before:1.3.');
    await expect.poll(() => count(practice).textContent(), patience).toBe('59 messages found');
    expect(await said.count()).toBe(0);
    await practice.page.getByText('“1.3.” is not a date', { exact: false }).waitFor(patience);
  });

  test('says what to do where nothing is found', async () => {
    await field(practice).fill('zirconium');
    await practice.page.getByText('Nothing found', { exact: true }).waitFor(patience);
    await expectAccessible(practice, 'nothing found');
  });

  test('shows fifty and then more', async () => {
    await field(practice).fill('findings');
    await expect.poll(() => results(practice).count(), patience).toBe(50);
    await practice.page.getByRole('button', { name: 'Show more', exact: true }).click();
    await expect.poll(() => results(practice).count(), patience).toBe(59);
  });

  test('leads to the message; the way back and the neighbours keep the search', async () => {
    await field(practice).fill('subject:case patient 10');
    await expect.poll(() => results(practice).count(), patience).toBe(50);
    await results(practice).filter({ hasText: 'Case 57' }).click();
    await practice.page.getByRole('heading', { level: 1, name: 'Case 57' }).waitFor(patience);
    await practice.page.keyboard.press('j');
    await practice.page.getByRole('heading', { level: 1, name: 'Case 56' }).waitFor(patience);
    await practice.page.goBack();
    await practice.page.goBack();
    expect(await field(practice).inputValue()).toBe('subject:case patient 10');
    expect(await results(practice).count()).toBe(50);
    await practice.page.getByRole('navigation', { name: 'Folders', exact: true }).getByRole('link', { name: /^Sent/ }).click();
    await expect.poll(() => field(practice).inputValue()).toBe('');
  });

  test('follows what is moved', async () => {
    await goTo(practice, '/mail');
    await field(practice).fill('crown in:inbox');
    await results(practice).first().click();
    await practice.page.getByRole('heading', { level: 1, name: 'Crown 26' }).waitFor(patience);
    await practice.page.getByRole('button', { name: 'Archive', exact: true }).click();
    await expect.poll(() => count(practice).textContent(), patience).toBe('No message found');
    await field(practice).fill('crown in:archive');
    await expect.poll(() => results(practice).count(), patience).toBe(1);
  });

  test('finds drafts, too', async () => {
    await goTo(practice, '/mail?compose=new');
    const dialog = practice.page.getByRole('dialog', { name: 'New message', exact: true });
    await dialog.getByRole('textbox', { name: 'Secure subject', exact: true }).fill('Orthodontics plan');
    await dialog.getByText('Saved', { exact: false }).first().waitFor(patience);
    await practice.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await field(practice).fill('orthodon');
    await practice.page.getByRole('list', { name: 'Drafts', exact: true }).getByRole('listitem').getByText('Orthodontics plan').waitFor(patience);
    await expectAccessible(practice, 'a draft is found');
    // Signs and half-typed conditions look for nothing, and nothing is found.
    for (const nothing of ['"', 'from:', 'in:']) {
      await field(practice).fill(nothing);
      await practice.page.getByText('Nothing found', { exact: true }).waitFor(patience);
      expect(await practice.page.getByRole('list', { name: 'Drafts', exact: true }).count(), nothing).toBe(0);
      await field(practice).fill('orthodon');
      await practice.page.getByRole('list', { name: 'Drafts', exact: true }).waitFor(patience);
    }
  });
});

describe('the index', () => {
  test('is complete after a reload, and in another tab, without opening a message again', async () => {
    const tab = await newTab(practice);
    const opened = [openedBy(practice.page), openedBy(tab.page)];
    for (const each of [practice, tab]) {
      await goTo(each, '/mail');
      await field(each).fill('patient 1033');
      await expect.poll(() => results(each).count(), patience).toBe(1);
      await field(each).fill('findings');
      await expect.poll(() => count(each).textContent(), patience).toBe('59 messages found');
    }
    expect(opened).toEqual([[], []]);
    await tab.page.close();
  });

  test('comes sealed to a second device, which opens no message for it', async () => {
    other = await stage.somebody();
    const opened = openedBy(other.page);
    await logIn(other, ana);
    await field(other).fill('patient 1033');
    await expect.poll(() => results(other).count(), patience).toBe(1);
    await field(other).fill('müller');
    await expect.poll(() => results(other).count(), patience).toBe(1);
    expect(opened).toEqual([]);
  });

  test('lies on the disk as ciphertext only', async () => {
    const kept = await other.page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('sealpost-search');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('no database'));
      });
      const rows = await new Promise<{ sealed: Uint8Array }[]>((resolve) => {
        database.transaction('parts').objectStore('parts').getAll().onsuccess = ({ target }) => resolve((target as IDBRequest<{ sealed: Uint8Array }[]>).result);
      });
      database.close();
      return { bytes: rows.reduce((sum, { sealed }) => sum + sealed.length, 0), text: rows.map(({ sealed }) => new TextDecoder('latin1').decode(sealed)).join('') };
    });
    expect(kept.bytes).toBeGreaterThan(10_000);
    for (const word of ['Crown', 'Case', 'Findings', 'Unterkiefer', 'records']) expect(kept.text).not.toContain(word);
  });

  test('follows at once what another device moves, labels and deletes while somebody looks at what was found', async () => {
    const catalogues: string[] = [];
    practice.page.on('request', (request) => void (new URL(request.url()).pathname === '/api/messages/catalogue' && catalogues.push(request.url())));
    await goTo(practice, '/mail');
    await field(practice).fill('subject:"case 12" in:inbox');
    await expect.poll(() => results(practice).count(), patience).toBe(1);
    const id = await results(practice).locator('[data-message]').getAttribute('data-message');
    const device = await new VaultPerson(await overHttp(stage.sealpost), { person: ana }).logIn();
    const message = { id: id ?? '', role: 'recipient' as const };
    await device.vault.mark({ messages: [message], marks: { folder: 'archive' } });
    await expect.poll(() => results(practice).count(), AT_ONCE).toBe(0);
    const label = await device.vault.saveLabel({ id: null, name: 'Urgent', colour: 'red' });
    await field(practice).fill('label:urgent');
    await device.vault.labelMessages({ messages: [message.id], add: [label.id], remove: [] });
    await expect.poll(() => results(practice).count(), AT_ONCE).toBe(1);
    await device.vault.mark({ messages: [message], marks: { folder: 'trash' } });
    await device.vault.remove([message]);
    await expect.poll(() => results(practice).count(), AT_ONCE).toBe(0);
    // Four folders each: at first, when the stream of changes begins, and for each of the three changes; nothing after that.
    await practice.page.waitForTimeout(4_000);
    const asked = catalogues.length;
    expect(asked).toBeLessThanOrEqual(20);
    await practice.page.waitForTimeout(5_000);
    expect(catalogues.length).toBe(asked);
  });

  test('is gone from the page after log-off', async () => {
    await logOut(other);
    expect(await other.page.getByText('Crown 26').count()).toBe(0);
    expect(other.page.workers()).toEqual([]);
  });
});

describe('on a phone', () => {
  test('results stand alone, a message opens over them, and back leads to them', async () => {
    phone = await stage.somebody({ phone: true, dark: true });
    await logIn(phone, ana);
    await field(phone).fill('gießen');
    await expect.poll(() => results(phone).count(), patience).toBe(1);
    await expectAccessible(phone, 'search on a phone, dark');
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await results(phone).first().click();
    await phone.page.getByRole('heading', { level: 1, name: 'Crown 26' }).waitFor(patience);
    await phone.page.getByRole('link', { name: /^Back/ }).click();
    expect(await field(phone).inputValue()).toBe('gießen');
    expect(await results(phone).count()).toBe(1);
  });
});

test('nobody’s browser complained', () => stage.expectNoComplaints());
