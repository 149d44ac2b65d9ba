// The app as a phone or computer installs it: its manifest and icons, the page that stands in without a connection, and that no
// older build ever comes between. In Chromium, on the built client, with a server that can be gone or be of another build.
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { Env } from '../../server/env.ts';
import { securityHeaders } from '../../server/middleware/security-headers.ts';
import { repository } from '../../server/repository.ts';
import { staticFiles } from '../../server/static.ts';
import { readWebClient, type WebClient } from '../../server/web-client.ts';
import { launchBrowser } from '../support/browser.ts';
import { findFreePort } from '../support/free-port.ts';

const built = join(repository, 'web', 'out');
/** It asks every five seconds. */
const BY_ITSELF = { timeout: 15_000 };
const ID = 'A'.repeat(22);
const ROUTES = ['/', '/login', '/mail', `/message?id=${ID}`, '/contacts', '/practice', '/practice/activity', '/settings', '/trust', '/register', `/invite?id=${ID}&token=SecretOfTheLink`, '/recover', '/about', '/share', '/nowhere'];

let browser: Browser;
let context: BrowserContext;
let page: Page;
let port: number;
let origin: string;
let server: ServerType | null = null;
/** What the server delivers now. */
let client: WebClient;

/** As the server does, without a database. */
async function start(): Promise<void> {
  const headers = securityHeaders({ settings: { publicUrl: origin, s3: null }, get buildId() { return client.build; } });
  const app = new Hono<Env>()
    .use(headers)
    .get('/api/health', (c) => c.json({ status: 'ok' }))
    .use((c, next) => staticFiles(client)(c, next));
  await new Promise<void>((resolve) => (server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve())));
}

async function stop(): Promise<void> {
  const ending = server;
  server = null;
  if (ending && 'closeAllConnections' in ending) ending.closeAllConnections();
  await new Promise<void>((resolve) => (ending ? ending.close(() => resolve()) : resolve()));
}

beforeAll(async () => {
  port = await findFreePort();
  origin = `http://localhost:${port}`;
  client = readWebClient();
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  client = readWebClient();
  await start();
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(async () => {
  await context?.close();
  await stop();
});

const heading = (name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
const noConnection = () => heading('No connection');

/** The worker is in place: everything after this visit passes through it. */
async function firstVisit(): Promise<void> {
  await page.goto(`${origin}/login`);
  await keptBy(client.build);
}

/** Waits until that build's page is kept and no other's. */
async function keptBy(build: string): Promise<void> {
  await expect.poll(() => page.evaluate(async () => ((await navigator.serviceWorker.getRegistration('/'))?.active?.state === 'activated' ? await caches.keys() : [])), BY_ITSELF).toEqual([`sealpost-shell-${build}`]);
}

describe('the manifest', () => {
  test('is taken by the browser without a complaint, and says what the app is', async () => {
    await page.goto(`${origin}/login`);
    const debug = await context.newCDPSession(page);
    const { url, errors, data } = (await debug.send('Page.getAppManifest')) as { url: string; errors: unknown[]; data: string };
    expect([url, errors]).toEqual([`${origin}/manifest.webmanifest`, []]);
    const manifest = JSON.parse(data) as Record<string, unknown>;
    expect(manifest).toMatchObject({ id: '/', name: 'Sealpost', short_name: 'Sealpost', start_url: '/', scope: '/', display: 'standalone' });
    expect(manifest['shortcuts']).toMatchObject([{ name: 'Compose message', url: '/mail?compose=new' }]);
    const { installabilityErrors } = await debug.send('Page.getInstallabilityErrors');
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  });

  test('names icons that are there, each of the size it says', async () => {
    const manifest = JSON.parse(await readFile(join(built, 'manifest.webmanifest'), 'utf8')) as { icons: Icon[]; shortcuts: { icons: Icon[] }[] };
    const icons = [...manifest.icons, ...manifest.shortcuts.flatMap((shortcut) => shortcut.icons)];
    for (const { src, sizes } of icons) expect(await pixels(src), src).toBe(sizes);
    const uses = manifest.icons.map(({ sizes, purpose }) => `${purpose} ${sizes}`).toSorted();
    expect(uses).toEqual(['any 192x192', 'any 512x512', 'maskable 192x192', 'maskable 512x512']);
    expect(await pixels('/apple-icon.png')).toBe('180x180');
  });
});

type Icon = { src: string; sizes: string; purpose?: string };

/** From the PNG's own header. */
async function pixels(address: string): Promise<string> {
  const bytes = await readFile(join(built, address));
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

describe('without a connection', () => {
  test('every page says so, under the address that was asked for', async () => {
    await firstVisit();
    await stop();
    for (const path of ROUTES) {
      await page.goto(origin + path);
      await noConnection().waitFor();
      expect(page.url()).toBe(origin + path);
    }
  });

  test.each(['/', '/message?id=AAAAAAAAAAAAAAAAAAAAAA', '/nowhere'])('%s goes on by itself when the server is back', async (path) => {
    await firstVisit();
    await stop();
    await page.goto(origin + path);
    await noConnection().waitFor();
    await start();
    await noConnection().waitFor({ state: 'detached', ...BY_ITSELF });
  });

  test('the same where the device itself is off line', async () => {
    await firstVisit();
    await context.setOffline(true);
    await page.goto(`${origin}/login`);
    await noConnection().waitFor();
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByRole('status').filter({ hasText: /^Still no connection at/ }).waitFor();
    await context.setOffline(false);
    await heading('Log in').waitFor(BY_ITSELF);
  });

  test('the page is styled, in its own font, and breaks no rule of its policy', async () => {
    await firstVisit();
    await stop();
    const refused: string[] = [];
    page.on('console', (message) => message.type() === 'error' && !message.text().startsWith('Failed to load resource') && refused.push(message.text()));
    const answer = await page.goto(`${origin}/mail`);
    await noConnection().waitFor();
    expect(answer?.headers()['content-security-policy']).toContain("require-trusted-types-for 'script'");
    expect(await page.evaluate(() => document.fonts.ready.then(() => document.fonts.check("16px 'Atkinson Hyperlegible Next Variable'")))).toBe(true);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('main')!).display)).toBe('grid');
    expect(refused).toEqual([]);
  });

  test('a network that answers with a page of its own is not taken for the server', async () => {
    await firstVisit();
    await stop();
    await page.goto(`${origin}/mail`);
    await noConnection().waitFor();
    const captive = serve({ fetch: () => new Response('Welcome to the free network'), port, hostname: '127.0.0.1' });
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByRole('status').filter({ hasText: /^Still no connection at/ }).waitFor();
    await noConnection().waitFor();
    await new Promise((resolve) => captive.close(resolve));
  });

  test('what a browser keeps is this page with its style, script and font, and nothing that was asked for', async () => {
    await firstVisit();
    await page.goto(`${origin}/invite?id=AAAAAAAAAAAAAAAAAAAAAA&token=SecretOfTheLink`);
    await page.goto(`${origin}/about`);
    const kept = await page.evaluate(async () => {
      const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url)).map(({ pathname, search }) => pathname + search);
    });
    // In the order of what they are: the hash in a name may be any.
    const withoutHash = (path: string) => path.replace(/\.\w+(?=\.\w+$|$)/, '');
    expect(kept.toSorted((one, other) => (withoutHash(one) < withoutHash(other) ? -1 : 1))).toEqual([
      expect.stringMatching(/^\/offline\/atkinson[\w-]+\.\w+\.woff2$/),
      expect.stringMatching(/^\/offline\/going-on\.\w+\.js$/),
      expect.stringMatching(/^\/offline\/page\.\w+$/),
      expect.stringMatching(/^\/offline\/page\.\w+\.css$/),
    ]);
  });
});

describe('a newer build', () => {
  const NEWER = 'newer-build';

  /** The same client with other words on two of its pages: the one without a connection and log-in. */
  async function newerBuild({ whole }: { whole: boolean }): Promise<WebClient> {
    const folder = await mkdtemp(join(inject('folder'), 'newer-'));
    await cp(built, folder, { recursive: true });
    const change = async (name: string, edit: (contents: string) => string) => {
      await writeFile(join(folder, name), edit(await readFile(join(folder, name), 'utf8')));
    };
    const shell = await readFile(join(folder, 'shell.js'), 'utf8');
    const name = /\/offline\/page\.\w{8}(?=["'`])/.exec(shell)?.[0] ?? expect.fail('shell.js names no page');
    const newerName = name.replace(/\w{8}$/, 'NEWERONE');
    const before = await readFile(join(folder, `${name}.html`));
    const after = Buffer.from(before.toString().replaceAll('No connection', 'Newer page'));
    const digest = (contents: Buffer) => createHash('sha384').update(contents).digest('base64');
    await writeFile(join(folder, `${newerName}.html`), whole ? after : before);
    await change('login.html', (html) => html.replace('<html ', '<html data-newer '));
    await change('shell.js', (script) => script.replaceAll(name, newerName).replaceAll(digest(before), digest(after)).replaceAll(client.build, NEWER));
    await change('sealpost-files.json', (list) => list.replaceAll(name, newerName).replace(`"build": "${client.build}"`, `"build": "${NEWER}"`));
    const { files } = readWebClient(folder);
    // Compressed copies are of the older one.
    return { build: NEWER, files: new Map([...files].map(([name, file]) => [name, { ...file, hash: file.hash.replaceAll(/^..../g, 'beef'), encodings: { br: false, gzip: false } }])) };
  }

  test('waits while a window is open, is what people get at the next start, and takes the older one’s place', async () => {
    await firstVisit();
    client = await newerBuild({ whole: true });
    // The older worker is still there, and passes on what the server answers.
    await page.goto(`${origin}/login`);
    expect(await page.locator('html[data-newer]').count()).toBe(1);
    await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/'))?.waiting?.state), BY_ITSELF).toBe('installed');
    await page.waitForTimeout(1_000);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/'))?.waiting?.state)).toBe('installed');
    await page.close();
    page = await context.newPage();
    await page.goto(`${origin}/login`);
    await keptBy(NEWER);
    await stop();
    await page.goto(`${origin}/login`);
    await heading('Newer page').waitFor();
  });

  test('of which only parts arrive leaves the older page whole, and pages still come from the server', async () => {
    await firstVisit();
    const older = client.build;
    client = await newerBuild({ whole: false });
    await page.goto(`${origin}/login`);
    expect(await page.locator('html[data-newer]').count()).toBe(1);
    await page.waitForTimeout(3_000);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/'))?.waiting ?? null)).toBeNull();
    await stop();
    await page.goto(`${origin}/login`);
    await noConnection().waitFor();
    expect(await page.evaluate(() => document.fonts.ready.then(() => getComputedStyle(document.querySelector('main')!).display))).toBe('grid');
    expect(await page.evaluate(() => caches.keys())).toContain(`sealpost-shell-${older}`);
  });
});
