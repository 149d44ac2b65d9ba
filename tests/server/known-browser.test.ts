// The cookie that says who has logged in in a browser before.
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { knownBrowser, rememberBrowser } from '../../server/known-browser.ts';

const secrets = { masterKey: new Uint8Array(randomBytes(32)) };
const remember = (cookie: string | null, address: string) => rememberBrowser(secrets, { cookie, address });
const known = (cookie: string | null, address: string) => knownBrowser(secrets, { cookie, address });

it('knows each of those who share a browser, by one name, whoever came last', () => {
  const one = remember(null, 'anna@practice.example');
  const both = remember(one, 'bert@practice.example');
  const again = remember(both, 'anna@practice.example');
  expect(again).toHaveLength(both.length);
  const [browser] = one.split('.');
  for (const cookie of [both, again]) for (const address of ['anna@practice.example', 'bert@practice.example']) expect(known(cookie, address)).toBe(browser);
  expect(known(one, 'bert@practice.example')).toBeNull();
});

it('tells neither addresses nor, to another browser, anything', () => {
  const [here, there] = [remember(null, 'anna@practice.example'), remember(null, 'anna@practice.example')];
  const [browser] = here.split('.');
  const [, mark] = there.split('.');
  expect(mark).not.toBe(here.split('.')[1]);
  expect(known(`${browser}.${mark}`, 'anna@practice.example')).toBeNull();
  expect(here).not.toContain('anna');
});

it('keeps the newest twelve, and takes what is malformed for nothing', () => {
  let cookie: string | null = null;
  for (let person = 0; person < 14; person += 1) cookie = remember(cookie, `person${person}@practice.example`);
  expect([0, 1, 2, 13].map((person) => known(cookie, `person${person}@practice.example`) !== null)).toEqual([false, false, true, true]);
  for (const malformed of [null, '', 'A', 'A'.repeat(22), `${cookie}.`, `${cookie}.${'A'.repeat(22)}`, `${cookie}\n`]) {
    expect(known(malformed, 'person13@practice.example')).toBeNull();
    expect(known(remember(malformed, 'person13@practice.example'), 'person13@practice.example')).not.toBeNull();
  }
});

it('is worth nothing under another server’s secrets', () => {
  const cookie = remember(null, 'anna@practice.example');
  expect(knownBrowser({ masterKey: new Uint8Array(randomBytes(32)) }, { cookie, address: 'anna@practice.example' })).toBeNull();
});
