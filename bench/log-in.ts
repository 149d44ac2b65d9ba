// What stands between a person and the inbox: the password's hashing, and the script that has to be loaded.
import type { Browser, Page } from 'playwright-core';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../tests/support/browser.ts';
import { runInWorker } from './chromium-worker.ts';
import { median, type Figure } from './figure.ts';
import { startServer } from './sealpost.ts';

const address = 'bench@northside.example';
const password = 'orbit-velvet-canyon-lantern-42';

/** Time ÷ time: less is better. */
export async function unlock(): Promise<Figure[]> {
  const server = await startServer();
  try {
    const entry = fileURLToPath(new URL('./worker/log-in.worker.ts', import.meta.url));
    const { logIn, argon, runs } = await runInWorker<{ logIn: number[]; argon: number[]; runs: number }>(entry, { at: server.url });
    const value = median(logIn) / median(argon);
    return [{ name: 'unlock-over-argon2id', value, unit: 'times', ratio: value, against: 'the same Argon2id alone', runs }];
  } finally {
    await server.stop();
  }
}

/** Until log-in can be typed, and until the inbox can be used, each in a browser that has nothing yet. */
export async function scripts(): Promise<Figure[]> {
  const server = await startServer();
  const browser = await launchBrowser();
  const figure = (name: string, bytes: number): Figure => ({ name, value: bytes / 1000, unit: 'KB', ratio: null, against: null, runs: 1 });
  try {
    const login = await scriptBytes(browser, { url: server.url, visit: typeAddress });
    const signUpCookies = await register(browser, server.url);
    const app = await scriptBytes(browser, { url: server.url, cookies: signUpCookies, visit: logInToInbox });
    return [figure('login-page-script', login), figure('app-script', app)];
  } finally {
    await browser.close();
    await server.stop();
  }
}

type Cookies = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['cookies']>>;
type Visit = { url: string; cookies?: Cookies; visit: (page: Page) => Promise<void> };

/** Bytes of script as sent, compressed, from opening the log-in page to the end of the visit. */
async function scriptBytes(browser: Browser, { url, cookies = [], visit }: Visit): Promise<number> {
  const context = await browser.newContext();
  await context.addCookies(cookies);
  let bytes = 0;
  context.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) bytes += Number(response.headers()['content-length'] ?? NaN);
  });
  const page = await context.newPage();
  await page.goto(`${url}/login`);
  await visit(page);
  const seen = bytes;
  await context.close();
  return seen;
}

async function typeAddress(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(address);
}

async function logInToInbox(page: Page): Promise<void> {
  await typeAddress(page);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByRole('button', { name: 'Compose message', exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
}

/** The cookies by which an unconfirmed account may log in from another context. */
async function register(browser: Browser, url: string): Promise<Cookies> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/register`);
  for (const name of ['Practice name', 'Your name']) await page.getByRole('textbox', { name, exact: true }).fill('Bench');
  await typeAddress(page);
  for (const name of ['Password', 'Repeat password']) await page.getByLabel(name, { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account', exact: true }).click();
  await page.getByRole('button', { name: 'I have stored it', exact: true }).click();
  const cookies = await context.cookies();
  await context.close();
  return cookies.filter(({ name }) => name.includes('sign_up'));
}
