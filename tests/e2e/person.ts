// A person at a browser, doing what the contract's screens offer, by accessible names only.
import type { Browser, BrowserContext, Download, Locator, Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';

export type Person = {
  page: Page;
  context: BrowserContext;
  base: string;
  /** Console errors, page errors and CSP violations seen so far: should stay empty. */
  complaints: string[];
};

export async function newPerson(browser: Browser, options: { base: string; phone?: true; dark?: true; locale?: string }): Promise<Person> {
  const context = await browser.newContext({
    acceptDownloads: true,
    viewport: options.phone === true ? { width: 375, height: 740 } : { width: 1360, height: 860 },
    ...(options.locale === undefined ? {} : { locale: options.locale }),
    colorScheme: options.dark === true ? 'dark' : 'light',
    ...(options.phone === true ? { hasTouch: true, isMobile: true } : {}),
  });
  const person = { page: await context.newPage(), context, base: options.base, complaints: [] };
  watch(person.page, person);
  return person;
}

/** Another tab of the same browser. It complains to the same list. */
export async function newTab(person: Person): Promise<Person> {
  const page = await person.context.newPage();
  watch(page, person);
  return { ...person, page };
}

function watch(page: Page, { base, complaints }: Pick<Person, 'base' | 'complaints'>): void {
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    // A refused log-in or a look-up of a session that is not there is an answer, not a fault.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(blob:|data:)/.test(request.url()) && new URL(request.url()).origin !== base) complaints.push(`third party: ${request.url()}`);
  });
}

export async function goTo(person: Person, path: string): Promise<void> {
  await person.page.goto(new URL(path, person.base).href);
}

const field = (page: Page, name: string): Locator => page.getByLabel(name, { exact: true });
const button = (page: Page | Locator, name: string): Locator => page.getByRole('button', { name, exact: true });

export type SignUp = { practiceName: string; name: string; address: string; password: string };

/** Registers a practice and returns the recovery words. */
export async function registerPractice(person: Person, who: SignUp): Promise<string[]> {
  const { page } = person;
  await goTo(person, '/register');
  await page.getByRole('textbox', { name: 'Practice name', exact: true }).fill(who.practiceName);
  await page.getByRole('textbox', { name: 'Your name', exact: true }).fill(who.name);
  await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(who.address);
  await field(page, 'Password').fill(who.password);
  await field(page, 'Repeat password').fill(who.password);
  await button(page, 'Create account').click();
  const words = await storeKit(person);
  await page.waitForURL(/\/mail/);
  return words;
}

export async function storeKit(person: Person): Promise<string[]> {
  const stored = button(person.page, 'I have stored it');
  await stored.waitFor({ timeout: 60_000 }).catch(async () => {
    throw new Error(`No recovery kit; the page says: ${await person.page.locator('body').innerText()}`);
  });
  const words = await person.page.locator('[data-kit-word]').allTextContents();
  await stored.click();
  return words.map((word) => word.trim());
}

export async function logIn(person: Person, who: { address: string; password: string }): Promise<void> {
  const { page } = person;
  if (!page.url().includes('/login')) await goTo(person, '/login');
  await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(who.address);
  await field(page, 'Password').fill(who.password);
  await button(page, 'Log in').click();
}

export async function logOut(person: Person): Promise<void> {
  await button(person.page, 'Account').click();
  await person.page.getByRole('menuitem', { name: 'Log out', exact: true }).click();
  await person.page.waitForURL(/\/login/);
}

export type Writing = {
  to: string[];
  subject?: string;
  message?: string;
  secureSubject: string;
  secureMessage: string;
  files?: { name: string; mimeType: string; buffer: Buffer }[];
};

export async function openCompose(person: Person): Promise<Locator> {
  await button(person.page, 'Compose message').click();
  const dialog = person.page.getByRole('dialog', { name: 'New message', exact: true });
  await dialog.waitFor();
  return dialog;
}

export async function write(dialog: Locator, writing: Writing): Promise<void> {
  const to = dialog.getByRole('combobox', { name: 'To', exact: true });
  for (const address of writing.to) {
    await to.fill(address);
    await to.press('Enter');
  }
  const notice = dialog.getByRole('group', { name: 'E-mail message', exact: true });
  if (writing.subject !== undefined) await notice.getByRole('textbox', { name: 'Subject', exact: true }).fill(writing.subject);
  if (writing.message !== undefined) await notice.getByRole('textbox', { name: 'Message', exact: true }).fill(writing.message);
  const secure = dialog.getByRole('group', { name: 'Secure message', exact: true });
  await secure.getByRole('textbox', { name: 'Secure subject', exact: true }).fill(writing.secureSubject);
  await secure.getByRole('textbox', { name: 'Secure message', exact: true }).fill(writing.secureMessage);
  if (writing.files !== undefined) await attach(dialog, writing.files);
}

export async function attach(dialog: Locator, files: NonNullable<Writing['files']>): Promise<void> {
  const chooser = dialog.page().waitForEvent('filechooser');
  await button(dialog, 'Attach files').click();
  await (await chooser).setFiles(files);
  const list = dialog.getByRole('list', { name: 'Attachments', exact: true });
  for (const file of files) await list.getByRole('listitem').filter({ hasText: file.name }).first().waitFor();
}

/** Presses Send; returns the access codes shown, by address. */
export async function send(dialog: Locator): Promise<Map<string, string>> {
  const page = dialog.page();
  await button(dialog, 'Send').click();
  await dialog.waitFor({ state: 'hidden', timeout: 60_000 }).catch(async () => {
    throw new Error(`Not sent: ${(await dialog.getByRole('alert').allTextContents()).join(' ')}`);
  });
  const codes = page.getByRole('dialog', { name: 'Access codes', exact: true });
  await page.waitForTimeout(500);
  const found = new Map<string, string>();
  if (!(await codes.isVisible())) return found;
  for (const code of await codes.locator('[data-access-code]').all()) {
    const address = /[^\s<>]+@[^\s<>]+/.exec((await code.locator('xpath=ancestor::*[self::li or self::section or @role="listitem"][1]').textContent()) ?? '')?.[0];
    found.set(address ?? '', ((await code.textContent()) ?? '').trim());
  }
  await button(codes, 'Done').click();
  return found;
}

export async function openMessage(person: Person, subject: string): Promise<void> {
  const list = person.page.getByRole('list', { name: 'Messages', exact: true });
  await list.getByRole('listitem').filter({ hasText: subject }).first().click();
  await person.page.getByRole('heading', { name: subject }).first().waitFor();
}

/** Downloads the attachment of that name and returns its bytes. */
export async function download(person: Person, name: string): Promise<Buffer> {
  const item = person.page.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem').filter({ hasText: name });
  const [saved] = await Promise.all([
    person.page.waitForEvent('download', { timeout: 60_000 }),
    item.getByRole('button', { name: /^Download/ }).click(),
  ]);
  return readDownload(saved);
}

export async function readDownload(saved: Download): Promise<Buffer> {
  const failure = await saved.failure();
  if (failure !== null) throw new Error(`download failed: ${failure}`);
  return readFile(await saved.path());
}
