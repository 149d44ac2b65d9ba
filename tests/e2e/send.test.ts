// What Send makes of the unusual: a subject alone, oneself, addresses in other spellings, a draft that another tab has sent, a
// page that was opened under another name of this machine.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ana, lee } from './cast.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, newTab, openCompose, type Person, send, write } from './person.ts';
import { firstMessage } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let person: Person;

beforeAll(async () => {
  stage = await openStage();
  person = await stage.somebody();
  await foundPractice(person, { sealpost: stage.sealpost, who: ana });
});
afterAll(() => stage?.close());

const state = (dialog: Locator, address: string): Locator =>
  dialog.getByRole('list', { name: 'Selected recipients', exact: true }).getByRole('listitem').filter({ hasText: address });

const pressSend = (dialog: Locator): Promise<void> => dialog.getByRole('button', { name: 'Send', exact: true }).click();

describe('a message', () => {
  test('may be a subject alone, and to oneself it is in the inbox at once', async () => {
    await goTo(person, '/mail');
    const dialog = await openCompose(person);
    await write(dialog, { to: [ana.address], secureSubject: 'Order gloves', secureMessage: '' });
    await state(dialog, ana.address).getByText('Yourself').waitFor();
    expect((await send(dialog)).size).toBe(0);
    // Sooner than the inbox asks by itself.
    await firstMessage(person).getByText('Order gloves').waitFor({ timeout: 15_000 });
  });

  test('goes to an address in any spelling: each is looked up, and one person gets it once', async () => {
    await goTo(person, '/mail');
    const dialog = await openCompose(person);
    await write(dialog, { to: ['Praxis@Zähne.example', 'LEE@FineLab.example'], secureSubject: 'Two spellings', secureMessage: 'One message each' });
    for (const address of ['Praxis@Zähne.example', 'LEE@FineLab.example']) await state(dialog, address).getByText('Will be invited').waitFor();
    const codes = await send(dialog);
    expect([...codes.keys()].toSorted()).toEqual([lee.address, 'praxis@xn--zhne-loa.example']);
  });

  test('that another tab has sent is not sent twice, and what differs here is not lost', async () => {
    await goTo(person, '/mail');
    const dialog = await openCompose(person);
    await write(dialog, { to: [ana.address], secureSubject: 'In two tabs', secureMessage: 'As it was' });
    await dialog.getByText(/^Draft saved/).waitFor();
    const other = await newTab(person);
    await other.page.goto(person.page.url());
    const same = other.page.getByRole('dialog', { name: 'New message', exact: true });
    const text = same.getByRole('textbox', { name: 'Secure message', exact: true });
    await expect.poll(() => text.evaluate((element) => element === document.activeElement)).toBe(true);
    // What it saves comes when the other has sent: that one would be asked otherwise.
    let hasSent = (): void => undefined;
    const sent = new Promise<void>((resolve) => (hasSent = resolve));
    await other.page.route('**/api/state', async (route) => {
      if (route.request().method() === 'PUT') await sent;
      await route.continue();
    });
    await same.getByRole('textbox', { name: 'Secure subject', exact: true }).fill('In two tabs, changed');
    await send(dialog);
    hasSent();
    await pressSend(same);
    await same.getByText('This draft was sent from another window already').waitFor({ timeout: 60_000 });
    expect(await text.textContent()).toBe('As it was');
    await other.page.close();
    await goTo(person, '/mail?folder=sent');
    await firstMessage(person).getByText('In two tabs').waitFor();
    expect(await person.page.getByRole('listitem').filter({ hasText: 'In two tabs' }).count()).toBe(1);
  });
});

test('a page that is opened as 127.0.0.1 is the same Sealpost, and log-in works', async () => {
  const somebody = await stage.somebody();
  await enter({ ...somebody, base: stage.sealpost.url.replace('localhost', '127.0.0.1') }, ana);
  expect(somebody.page.url()).toMatch(new RegExp(`^${stage.sealpost.url}/mail`));
  await firstMessage(somebody).waitFor();
});

test('no page complained', () => {
  expect(person.complaints).toEqual([]);
});
