// The web client over HTTP: what is served how, what is never served, and the headers that every response carries.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Env } from '../../server/env.ts';
import { oneName } from '../../server/middleware/one-name.ts';
import { securityHeaders } from '../../server/middleware/security-headers.ts';
import { staticFiles } from '../../server/static.ts';
import { FILE_LIST, readWebClient } from '../../server/web-client.ts';

const files: Record<string, string> = {
  '/index.html': '<!DOCTYPE html>home',
  '/login.html': `<!DOCTYPE html>${'log in '.repeat(200)}`,
  '/404.html': '<!DOCTYPE html>not here',
  '/about.html': '<!DOCTYPE html>about',
  '/about.txt': '1:"about"',
  '/de/index.html': '<!DOCTYPE html>daheim',
  '/de/404.html': '<!DOCTYPE html>nicht hier',
  '/de/about.html': '<!DOCTYPE html>über',
  '/de/about.txt': '1:"über"',
  '/mail.txt': '1:"$Sreact.fragment"',
  '/sw.js': 'self;',
  '/_next/static/chunks/abc.js': 'chunk',
  '/icon.svg': '<svg/>',
};

let app: Hono<Env>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(inject('folder'), 'client-'));
  const list: Record<string, string> = {};
  for (const [name, contents] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), contents);
    list[name] = createHash('sha256').update(contents).digest('hex');
  }
  await writeFile(join(folder, 'login.html.br'), brotliCompressSync(files['/login.html']!));
  await writeFile(join(folder, 'login.html.gz'), gzipSync(files['/login.html']!));
  await writeFile(join(folder, 'not-listed.js'), 'secret');
  await writeFile(join(folder, FILE_LIST), JSON.stringify({ build: 'b1', files: list }));
  app = application('http://localhost:8080', readWebClient(folder));
});

function application(publicUrl: string, client: Parameters<typeof staticFiles>[0], store: string | null = null): Hono<Env> {
  const s3 = store === null ? null : { endpoint: store, bucket: 'b', accessKey: 'a', secretKey: 's', region: 'r', publicEndpoint: store };
  return new Hono<Env>()
    .use(securityHeaders({ settings: { publicUrl, s3 }, buildId: 'b1' }))
    .get('/api/known', (c) => c.json({}))
    .get('/fault', () => {
      throw new Error('fault');
    })
    .onError((_, c) => c.text('fault', 500))
    .use(oneName({ settings: { publicUrl } }), staticFiles(client));
}

describe('the web client', () => {
  test.each([
    ['/', 'text/html', 'home'],
    ['/login', 'text/html', 'log in'],
    ['/login?next=/mail', 'text/html', 'log in'],
    ['/sw.js', 'text/javascript', 'self;'],
    ['/mail.txt', 'text/plain', 'Sreact'],
    ['/icon.svg', 'image/svg+xml', 'svg'],
    [`/${FILE_LIST}`, 'application/json', '/login.html'],
  ])('%s is served as %s', async (path, type, containing) => {
    const response = await app.request(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(await response.text()).toContain(containing);
  });

  test('hashed files are kept for ever, all others are asked for anew', async () => {
    expect((await app.request('/_next/static/chunks/abc.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    for (const path of ['/', '/login', '/sw.js', '/mail.txt']) expect((await app.request(path)).headers.get('cache-control')).toBe('no-cache');
  });

  test('an unchanged file is answered with 304, in the same encoding only', async () => {
    const first = await app.request('/login', { headers: { 'accept-encoding': 'br' } });
    const etag = first.headers.get('etag') ?? '';
    const second = await app.request('/login', { headers: { 'accept-encoding': 'br', 'if-none-match': etag } });
    expect(second.status).toBe(304);
    // A browser replaces the policy it has kept by the one that comes with the 304.
    expect(second.headers.get('content-security-policy')).toBe(first.headers.get('content-security-policy'));
    expect((await app.request('/login', { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  test.each([
    ['br, gzip', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
    ['', null],
  ])('Accept-Encoding %j is answered with %j', async (accepted, encoding) => {
    const response = await app.request('/login', { headers: { 'accept-encoding': accepted } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    if (encoding === 'br') expect(brotliDecompressSync(Buffer.from(await response.arrayBuffer())).toString()).toBe(files['/login.html']);
  });

  test('a trailing slash leads to the page, and never to another host', async () => {
    const response = await app.request('/login/?next=1');
    expect([response.status, response.headers.get('location')]).toEqual([308, '/login?next=1']);
    expect((await app.request('http://localhost//evil.example/')).headers.get('location')).toBe('/evil.example');
  });
});

describe('pages in several languages', () => {
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const response = await app.request(path, { headers: { accept: 'text/html', ...headers } });
    return { response, text: await response.text() };
  };

  test.each([
    ['/', 'daheim'],
    ['/about', 'über'],
    ['/about?next=1', 'über'],
    // What the router loads of a page, so that a page goes on as it began.
    ['/about.txt', '1:"über"'],
    ['/nowhere', 'nicht hier'],
    // There is no other.
    ['/login', 'log in'],
  ])('%s is what the reader understands', async (path, german) => {
    expect((await ask(path, { 'accept-language': 'de-DE,en;q=0.5' })).text).toContain(german);
    expect((await ask(path, { cookie: 'language=de' })).text).toContain(german);
    const { text } = await ask(path, { cookie: 'language=en', 'accept-language': 'de' });
    if (path !== '/login') expect(text).not.toContain(german);
    expect((await ask(path)).text).toBe(text);
  });

  test('caches are told that language decides, and an answer in another language is another answer', async () => {
    const [english, german] = [await ask('/about'), await ask('/about', { cookie: 'language=de' })];
    for (const { response } of [english, german]) {
      expect(response.headers.get('vary')).toBe('accept-encoding, accept-language, cookie');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const etag = english.response.headers.get('etag') ?? '';
    expect((await app.request('/about', { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await app.request('/about', { headers: { 'if-none-match': etag, cookie: 'language=de' } })).status).toBe(200);
    expect((await app.request('/sw.js')).headers.get('vary')).toBe('accept-encoding');
  });

  test('by its full name each file is what the list says, whoever asks', async () => {
    for (const cookie of ['language=en', 'language=de']) {
      expect((await ask('/about.html', { cookie })).text).toBe(files['/about.html']);
      expect((await ask('/de/about.html', { cookie })).text).toBe(files['/de/about.html']);
      expect((await ask('/de/about.txt', { cookie })).text).toBe(files['/de/about.txt']);
    }
  });

  test.each(['/de/about', '/de', '/de/', '/fr/about', '/de/de/about.html'])('%s is no page', async (path) => {
    const response = await app.request(path, { redirect: 'manual', headers: { cookie: 'language=de' } });
    expect([308, 404]).toContain(response.status);
  });
});

describe('a page that is asked for under another name of this machine', () => {
  const page = (url: string, headers: Record<string, string> = {}) =>
    app.request(url, { redirect: 'manual', headers: { host: new URL(url).host, accept: 'text/html,*/*', ...headers } });

  test.each([
    ['http://127.0.0.1:8080/login?next=%2Fmail', 'http://localhost:8080/login?next=%2Fmail'],
    ['http://[::1]:8080/', 'http://localhost:8080/'],
    ['http://127.0.0.1:8080//evil.example', 'http://localhost:8080/evil.example'],
  ])('%s is found at %s', async (asked, found) => {
    const response = await page(asked);
    expect([response.status, response.headers.get('location')]).toEqual([307, found]);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test.each(['http://localhost:8080/login', 'http://127.0.0.1:9000/login', 'http://10.0.0.1:8080/login', 'http://evil.example:8080/login'])('%s is answered as it is', async (asked) => {
    expect((await page(asked)).status).toBe(200);
  });

  test('programs and files are not led anywhere', async () => {
    expect((await page('http://127.0.0.1:8080/login', { accept: '*/*' })).status).toBe(200);
    expect((await page('http://127.0.0.1:8080/api/known', { accept: 'application/json' })).status).toBe(200);
  });

  test('a server with a public address leads nobody to it: proxies ask by the name they like', async () => {
    const production = application('https://mail.example', readWebClient(folder));
    expect((await production.request('http://127.0.0.1:8080/login', { headers: { host: '127.0.0.1:8080', accept: 'text/html' } })).status).toBe(200);
  });
});

describe('nothing else is served', () => {
  test.each(['/not-listed.js', '/login.html.br', '/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/_next/static/chunks/', '/constructor', '/__proto__'])('%s', async (path) => {
    const response = await app.request(path, { redirect: 'manual' });
    expect([308, 404]).toContain(response.status);
    expect(await response.text()).not.toContain('secret');
  });

  test('a page that is not there answers 404 with the page for it, anything else with a word', async () => {
    const page = await app.request('/nope', { headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([404, '<!DOCTYPE html>not here']);
    expect((await app.request('/nope.js')).headers.get('content-type')).toContain('text/plain');
  });

  test('under /download/ the server answers 404 and no page: only the service worker serves there', async () => {
    const response = await app.request('/download/abc', { headers: { accept: 'text/html' } });
    expect([response.status, await response.text()]).toEqual([404, 'Not found']);
  });

  test('paths of the API and other methods are left to others', async () => {
    expect((await app.request('/api/unknown', { headers: { accept: 'text/html' } })).headers.get('content-type')).not.toContain('html');
    expect((await app.request('/login', { method: 'POST' })).status).toBe(404);
  });
});

describe('security headers', () => {
  const everywhere = ['/', '/login', '/nope', '/api/known', '/api/unknown', '/fault', '/sw.js', '/download/x', '/login/'];

  test.each(everywhere)('stand on %s', async (path) => {
    const { headers } = await app.request(path, { redirect: 'manual' });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'; base-uri 'none'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|nonce|data:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-sealpost-build')).toBe('b1');
  });

  test('Trusted Types are required of documents only: a worker that got them could not load its chunks', async () => {
    expect((await app.request('/login')).headers.get('content-security-policy')).toMatch(/require-trusted-types-for 'script'; trusted-types default ProseMirrorClipboard$/);
    for (const path of ['/sw.js', '/_next/static/chunks/abc.js', '/api/known']) {
      expect((await app.request(path)).headers.get('content-security-policy')).not.toContain('trusted-types');
    }
  });

  test('HSTS is sent where the public address is https, and the store is allowed where browsers reach it', async () => {
    expect((await app.request('/login')).headers.get('strict-transport-security')).toBeNull();
    const production = application('https://mail.example', { files: new Map() }, 'https://files.example');
    const { headers } = await production.request('/api/known');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
    expect(headers.get('content-security-policy')).toContain("connect-src 'self' https://files.example;");
  });

  test('answers of the API are not stored', async () => {
    expect((await app.request('/api/known')).headers.get('cache-control')).toBe('no-store');
  });
});
