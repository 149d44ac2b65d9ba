// The search of a page's memory, on which the test of key hygiene rests, finds what is there: secrets planted in every form and
// every place, and nothing in a page that holds none.
import { randomBytes, randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { readPage, WHOLE_STRINGS } from '../support/page-memory.ts';
import { findSecrets } from '../support/secret-traces.ts';

const WORDS = ['zebra', 'anchor', 'velvet', 'quartz', 'meadow', 'harbor', 'thimble', 'lantern', 'orbit', 'canyon', 'pepper', 'glacier', 'violin', 'saddle', 'comet', 'turnip'];

type Plant = { what: string; code: string; found: string; secret: string | Buffer | string[] };

/** At one place, since a snapshot shows no string beyond it. */
function bytesWithNul(): Buffer {
  return Buffer.from(randomBytes(32).map((byte, at) => (at === 16 ? 0 : byte || 1)));
}

/** Each plants a secret of its own, so that one reading of one page tells of all. */
function plantOf([what, code, found]: readonly [string, string, string]): Plant {
  const list = Array.from({ length: 24 }, () => WORDS[randomInt(WORDS.length)] ?? '');
  const secret = /WORDS\(/.test(code) ? list : /PASSWORD\(/.test(code) ? randomBytes(15).toString('base64url') : bytesWithNul();
  return { what, code, found, secret };
}

let browser: Browser;
let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer((_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>planted</title><body>'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser({ args: WHOLE_STRINGS });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** `code` plants; `PASSWORD`, `BYTES` and `WORDS` give the secret, which comes into being there alone: on the way it is masked. */
async function plant(page: Page, { code, secret }: Pick<Plant, 'code' | 'secret'>): Promise<void> {
  const bytes = Buffer.from(Array.isArray(secret) ? secret.join(' ') : secret);
  await page.evaluate(`(async () => {
    const MASKED = ${JSON.stringify([...bytes].map((byte) => byte + 1000))};
    const BYTES = () => Uint8Array.from(MASKED, (code) => code - 1000);
    const PASSWORD = () => String.fromCharCode(...BYTES());
    const WORDS = () => PASSWORD().split(' ');
    const HEX = () => Array.from(BYTES(), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const BASE64 = () => btoa(PASSWORD());
    const keep = (value) => (window.kept ??= []).push({ value });
    ${code}
  })()`);
}

const PLANTS: Plant[] = (
  [
    ['a string', 'keep(PASSWORD());', 'text in heap'],
    ['a string of two-byte characters', `keep(PASSWORD() + '\\u20ac\\u4e16');`, 'text in heap'],
    ['all but the last characters of it', 'keep(PASSWORD().slice(0, 14));', 'text in heap'],
    ['the end of a very long string', `keep(new TextDecoder().decode(new TextEncoder().encode('x'.repeat(100000) + PASSWORD())));`, 'text in heap'],
    ['a rope of two halves', `keep(PASSWORD().slice(0, 10) + PASSWORD().slice(10));`, 'text in heap'],
    ['a variable of a closure', `const inside = PASSWORD(); keep(() => inside.length);`, 'text in heap'],
    ['a name of a property', `keep({ [PASSWORD()]: 1 });`, 'text in heap'],
    ['a map', `keep(new Map([[{}, { deep: [PASSWORD()] }]]));`, 'text in heap'],
    ['a promise that was never awaited', `keep(Promise.resolve(PASSWORD()));`, 'text in heap'],
    ['a field that left the document', `const input = document.createElement('input'); document.body.append(input); input.value = PASSWORD(); keep(input); input.remove();`, 'text in document'],
    ['a field of the document', `const input = document.createElement('input'); document.body.append(input); input.value = PASSWORD();`, 'text in document'],
    ['a text of the document', `document.body.append(PASSWORD());`, 'text in document'],
    ['an attribute', `document.body.dataset.kept = PASSWORD();`, 'text in document'],
    ['UTF-8 in a buffer', 'keep(new TextEncoder().encode("x".repeat(300) + PASSWORD()));', 'text in buffer'],
    ['UTF-16 in a buffer', `keep(Uint16Array.from(PASSWORD(), (letter) => letter.charCodeAt(0)));`, 'text in buffer'],
    ['hexadecimal', 'keep(HEX());', 'hex in heap'],
    ['hexadecimal in capitals', 'keep(HEX().toUpperCase());', 'hex in heap'],
    ['base64', 'keep(BASE64());', 'base64 in heap'],
    ['base64url', `keep(BASE64().replaceAll('+', '-').replaceAll('/', '_').replace('=', ''));`, 'base64 in heap'],
    ['base64 after other bytes', 'keep(btoa(String.fromCharCode(1, ...BYTES(), 2)));', 'base64 in heap'],
    ['a string of bytes', 'keep(String.fromCharCode(...BYTES()));', 'binary text in heap'],
    ['numbers in JSON', 'keep(JSON.stringify([...BYTES()]));', 'numbers in heap'],
    ['a short typed array', 'keep(BYTES());', 'bytes in buffer'],
    ['the middle of a large buffer', 'const large = new ArrayBuffer(1000000); new Uint8Array(large).set(BYTES(), 500003); keep(large);', 'bytes in buffer'],
    ['a view of a buffer that nobody else holds', 'keep(new DataView(BYTES().buffer));', 'bytes in buffer'],
    ['a buffer in a variable of a closure', 'const inside = BYTES(); keep(() => inside.length);', 'bytes in buffer'],
    ['a buffer in a map', 'keep(new Map([["key", BYTES()]]));', 'bytes in buffer'],
    ['a buffer in a set', 'keep(new Set([BYTES().buffer]));', 'bytes in buffer'],
    ['a buffer of a class of its own', 'class Own extends Uint8Array {} keep(Own.from(BYTES()));', 'bytes in buffer'],
    ['a buffer in an object without prototype', 'keep(Object.assign(Object.create(null), { deep: BYTES() }));', 'bytes in buffer'],
    ['an array of numbers', 'keep([...BYTES()]);', 'bytes in numbers'],
    ['words in an array', 'keep(WORDS());', 'a list in heap'],
    ['words after others in an array', `keep(['a', 'b', ...WORDS()]);`, 'a list in heap'],
    ['one text', `keep(WORDS().join(' '));`, 'words in heap'],
    ['local storage', 'localStorage.setItem("kept", HEX());', 'hex in storage'],
    ['session storage', 'sessionStorage.setItem(PASSWORD(), "1");', 'text in storage'],
    ['a cookie', 'document.cookie = `kept=${HEX()}`;', 'hex in storage'],
    ['IndexedDB', `await new Promise((done) => { const open = indexedDB.open('kept', 1); open.onupgradeneeded = () => open.result.createObjectStore('kept').put({ deep: [BYTES()] }, 'key'); open.onsuccess = () => { open.result.close(); done(); }; });`, 'bytes in storage'],
    ['an address', 'history.replaceState(null, "", `#${HEX()}`);', 'hex in history'],
    ['the state of an address', 'history.replaceState({ kept: PASSWORD() }, "");', 'text in history'],
  ] as const
).map(plantOf);

let finds: Promise<string[]> | undefined;

async function plantAll(): Promise<string[]> {
  const page = await browser.newPage();
  await page.goto(origin);
  for (const each of PLANTS) await plant(page, each);
  return findSecrets(await readPage(page), Object.fromEntries(PLANTS.map(({ what, secret }) => [what, secret])));
}

test.each(PLANTS)('planted as $what, a secret is found', async ({ what, found }) => {
  expect(await (finds ??= plantAll())).toContain(`${what} as ${found}`);
});

test('what was let go is not found, nor anything in a page where nothing was planted', async () => {
  const page = await browser.newPage();
  await page.goto(origin);
  const [password, key] = ['orbit-velvet-canyon-lantern-42', randomBytes(32)];
  expect(findSecrets(await readPage(page), { password, key })).toEqual([]);
  await plant(page, { secret: password, code: 'keep(PASSWORD()); window.kept = [];' });
  await plant(page, { secret: key, code: 'const bytes = BYTES(); bytes.fill(0); keep(bytes);' });
  expect(findSecrets(await readPage(page), { password, key })).toEqual([]);
});
