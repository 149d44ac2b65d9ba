// A browser that lacks something: whatever it is, one is led to the page that names it, in one's language, before anything fails.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadEnds as german } from '../../web/text/de/dead-ends.ts';
import { deadEnds as english } from '../../web/text/en/dead-ends.ts';
import { expectAccessible } from './accessible.ts';
import { goTo, type Person } from './person.ts';
import { heading } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

const forbidden = (name: string) => `Object.defineProperty(window, '${name}', { get() { throw new DOMException('forbidden', 'SecurityError'); } })`;
const lacking: readonly [keyof typeof english.unsupported.features, string][] = [
  ['secure', "Object.defineProperty(window, 'isSecureContext', { value: false })"],
  ['webAssembly', 'delete window.WebAssembly'],
  ['webCrypto', "Object.defineProperty(crypto, 'subtle', { value: undefined })"],
  ['workers', 'delete window.Worker'],
  ['database', forbidden('indexedDB')],
  ['storage', forbidden('localStorage')],
  ['channels', 'delete window.BroadcastChannel'],
  ['streams', 'delete Blob.prototype.stream'],
  ['script', 'delete Promise.withResolvers'],
  ['dialogs', 'delete window.HTMLDialogElement'],
];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

async function visitor(without: string, options: Parameters<Stage['somebody']>[0] = {}): Promise<Person> {
  const person = await stage.somebody(options);
  await person.context.addInitScript(without);
  return person;
}

const named = ({ page }: Person, feature: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: feature });

describe('who lacks something', () => {
  test('is tried with everything that is needed', () => {
    expect(lacking.map(([feature]) => feature)).toEqual(Object.keys(english.unsupported.features));
  });

  test.each(lacking)('(%s) is led from log-in, from a message and from the start to the page that names it', async (feature, without) => {
    const person = await visitor(without);
    for (const path of ['/login', '/message?id=abc', '/']) {
      await goTo(person, path);
      await person.page.waitForURL(/\/unsupported$/);
      await heading(person, english.unsupported.title).waitFor();
      await named(person, english.unsupported.features[feature]).waitFor();
    }
    await person.context.close();
  });

  test('reads it in German, on a phone in the dark', async () => {
    const person = await visitor(`${forbidden('localStorage')}; ${forbidden('indexedDB')}`, { phone: true, dark: true, locale: 'de-DE' });
    await goTo(person, '/unsupported');
    await heading(person, german.unsupported.title).waitFor();
    for (const feature of [german.unsupported.features.storage, german.unsupported.features.database]) await named(person, feature).waitFor();
    await expectAccessible(person, 'unsupported, German, phone, dark');
  });
});

test('who lacks nothing is shown the way on', async () => {
  const person = await stage.somebody();
  await goTo(person, '/unsupported');
  await heading(person, english.supported.title).waitFor();
  await expectAccessible(person, 'supported');
});

test('no page complained', () => stage.expectNoComplaints());
