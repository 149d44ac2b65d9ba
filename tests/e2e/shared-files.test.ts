// Files that another app shares with the installed app: from the share to the attachment, before and after log-in, and that nobody else
// ever has them. Also what a browser has stored of messages and files after log-off: nothing.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { foundWords, readStorage } from '../support/browser-storage.ts';
import { expectAccessible } from './accessible.ts';
import { ana } from './cast.ts';
import { foundPractice } from './entry.ts';
import { goTo, logIn, logOut, newPerson, openCompose, openMessage, type Person, send, write } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const words = { subject: 'StoredSubjectKestrel', body: 'StoredBodyOsprey', file: 'StoredFileHeron.txt', contents: 'StoredContentsPlover', shared: 'SharedNameWren.txt', sharedContents: 'SharedContentsRobin' };

let stage: Stage;
let person: Person;

beforeAll(async () => {
  stage = await openStage();
  person = await stage.somebody();
  await foundPractice(person, { sealpost: stage.sealpost, who: ana });
  await appReady(person.page);
});
afterAll(() => stage?.close());

const appReady = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.scriptURL));

/** As a browser sends what an app on the phone shares: a form from nowhere. */
async function shareTo({ page }: Person, files: { name: string; contents: string }[]): Promise<void> {
  await page.evaluate((shared) => {
    const form = document.createElement('form');
    Object.assign(form, { method: 'POST', enctype: 'multipart/form-data', action: '/share' });
    const input = Object.assign(document.createElement('input'), { type: 'file', name: 'files', multiple: true });
    const transfer = new DataTransfer();
    for (const { name, contents } of shared) transfer.items.add(new File([contents], name, { type: 'text/plain' }));
    input.files = transfer.files;
    form.append(input);
    document.body.append(form);
    form.submit();
  }, files);
}

const shared = [
  { name: words.shared, contents: words.sharedContents },
  { name: 'SharedSecond.txt', contents: 'second' },
];
const panel = ({ page }: Person) => page.getByRole('dialog', { name: 'New message', exact: true });
const attachment = (who: Person, name: string) => panel(who).getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem').filter({ hasText: name });
const uploaded = (who: Person, name: string) => attachment(who, name).getByText('Encrypted and uploaded');

/** No request of it has come to the server. */
const expectServerUnaware = () => expect(cameToServer()).toBe(false);
const cameToServer = () => stage.sealpost.output().includes('"route":"/share"');

describe('files that another app shares', () => {
  test('are attachments of a new message where somebody is logged in, sealed like others', async () => {
    await shareTo(person, shared);
    for (const { name } of shared) await uploaded(person, name).waitFor();
    await panel(person).getByText('The files that were shared from another app are attached below.').waitFor();
    await expectAccessible(person, 'shared-files');
    await panel(person).getByRole('button', { name: 'Close and keep the draft' }).click();
    await panel(person).waitFor({ state: 'detached' });
    expectServerUnaware();
  });

  test('wait in the page while one logs in, and nowhere else', async () => {
    await goTo(person, '/mail');
    await logOut(person);
    await shareTo(person, shared);
    await person.page.getByText('After logging in you find the shared files in a new message.').waitFor();
    await expectAccessible(person, 'shared-before-log-in');
    expect(foundWords(await readStorage(person.page), [words.shared, words.sharedContents])).toEqual([]);
    await logIn(person, ana);
    for (const { name } of shared) await uploaded(person, name).waitFor();
    expectServerUnaware();
  });

  test('are given once, and who comes later is told that they are gone', async () => {
    await goTo(person, '/mail?compose=shared.AAAAAAAAAAAAAAAAAAAAAA');
    await panel(person).getByText('The shared files are no longer here').waitFor();
    await expectAccessible(person, 'shared-lost');
    await panel(person).getByRole('button', { name: 'Close', exact: true }).last().click();
    await panel(person).waitFor({ state: 'detached' });
  });

  test('reach nobody where the service worker is missing: the server says so, and keeps nothing of them', async () => {
    const browser = await launchBrowser();
    const without = await newPerson(browser, { base: stage.sealpost.url, phone: true });
    await without.page.addInitScript(() => Object.defineProperty(navigator, 'serviceWorker', { value: undefined }));
    await goTo(without, '/login');
    await shareTo(without, shared);
    await without.page.getByRole('heading', { name: 'The files were not taken over' }).waitFor();
    await expectAccessible(without, 'share-not-ready');
    expect(without.complaints).toEqual([]);
    await browser.close();
    expect(cameToServer()).toBe(true);
    expect(stage.sealpost.output()).not.toMatch(/SharedNameWren|SharedContentsRobin/);
  });
});

describe('what the browser has stored', () => {
  const all = Object.values(words);

  test('a search of it finds what is there', async () => {
    await goTo(person, '/mail');
    await person.page.evaluate(async () => {
      await (await caches.open('planted')).put('/planted', new Response('WordInCache'));
      const folder = await navigator.storage.getDirectory();
      const stream = await (await folder.getFileHandle('planted.txt', { create: true })).createWritable();
      await stream.write('WordInFile');
      await stream.close();
      await new Promise<void>((resolve) => {
        const opening = indexedDB.open('planted', 1);
        opening.onupgradeneeded = () => void opening.result.createObjectStore('words').put({ deep: [new TextEncoder().encode('xWordInDatabase')] }, 'key');
        opening.onsuccess = () => (opening.result.close(), resolve());
      });
      localStorage.setItem('planted', btoa('  WordInBase64 and more'));
    });
    const planted = ['WordInCache', 'WordInFile', 'WordInDatabase', 'WordInBase64'];
    expect(foundWords(await readStorage(person.page), planted)).toEqual(planted);
    await person.page.evaluate(async () => {
      await caches.delete('planted');
      await (await navigator.storage.getDirectory()).removeEntry('planted.txt');
      indexedDB.deleteDatabase('planted');
      localStorage.removeItem('planted');
    });
  });

  test('holds no word of a message or its files while it is written and read, nor after log-off', async () => {
    const dialog = await openCompose(person);
    await write(dialog, {
      to: [ana.address],
      secureSubject: words.subject,
      secureMessage: words.body,
      files: [{ name: words.file, mimeType: 'text/plain', buffer: Buffer.from(words.contents) }],
    });
    await send(dialog);
    await openMessage(person, words.subject);
    await person.page.getByText(words.body).first().waitFor();
    expect(foundWords(await readStorage(person.page), all), 'while it is read').toEqual([]);
    await logOut(person);
    expect(foundWords(await readStorage(person.page), all), 'after log-off').toEqual([]);
  });

  test('is in no cache but the page without a connection', async () => {
    const names = await person.page.evaluate(() => caches.keys());
    expect(names).toEqual([expect.stringMatching(/^sealpost-shell-/)]);
  });
});

test('no page complained', () => stage.expectNoComplaints());
