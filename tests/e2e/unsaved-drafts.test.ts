// A draft that is closed before it could be saved: the page says so and is not left without a question, the draft opens as it was left, and it
// is saved as soon as there is a connection.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import * as cast from './cast.ts';
import { foundPractice } from './entry.ts';
import { goTo, logOut, newTab, openCompose, type Person, write } from './person.ts';
import { lockedPage } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let ana: Person;

const button = (within: Locator | Person['page'], name: string) => within.getByRole('button', { name, exact: true });
const panel = () => ana.page.getByRole('dialog', { name: 'New message', exact: true });
const body = () => panel().getByRole('textbox', { name: 'Secure message', exact: true });
const draftRow = (subject: string) => ana.page.getByRole('list', { name: 'Drafts', exact: true }).getByRole('listitem').filter({ hasText: subject });
const notSaved = () => ana.page.getByRole('status').locator('div').filter({ hasText: 'The draft is not saved yet.' }).last();

beforeAll(async () => {
  stage = await openStage();
  ana = await stage.somebody();
  await foundPractice(ana, { sealpost: stage.sealpost, who: cast.ana });
});
afterAll(async () => {
  await stage?.close();
});

async function typeOffline(): Promise<void> {
  await panel().getByText(/^Draft saved/).waitFor();
  await ana.context.setOffline(true);
  await body().press('Control+End');
  await ana.page.keyboard.insertText(' and what came to mind in the lift');
  await panel().getByText('Draft not saved: no connection.').waitFor();
}

/** The server is there, but what is to be saved does not get through. */
async function typeUnsaved(): Promise<void> {
  await panel().getByText(/^Draft saved/).waitFor();
  await ana.page.route('**/api/state', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
  await body().press('Control+End');
  await ana.page.keyboard.insertText(', not to be lost');
  await panel().getByText('Draft not saved: no connection.').waitFor();
}

async function logOutHere(): Promise<void> {
  await button(ana.page, 'Account').click();
  await ana.page.getByRole('menuitem', { name: 'Log out', exact: true }).click();
}

/** From the locked page, with a connection again. */
async function comeBack(): Promise<void> {
  await lockedPage(ana).getByText('What you were writing is still here').waitFor();
  expect(ana.page.workers()).toEqual([]);
  expect(await ana.page.getByText('not to be lost').filter({ visible: true }).count()).toBe(0);
  await ana.page.unroute('**/api/state');
  await lockedPage(ana).getByLabel('Password', { exact: true }).fill(cast.ana.password);
  await button(lockedPage(ana), 'Log in').click();
  await lockedPage(ana).waitFor({ state: 'hidden' });
}

/** Whether the browser asks before it goes elsewhere. Stays. */
async function isAsked(): Promise<boolean> {
  const asked = ana.page.waitForEvent('dialog', { timeout: 3_000 }).then(async (question) => {
    await question.dismiss();
    return true;
  }, () => false);
  await ana.page.evaluate(() => setTimeout(() => window.location.assign('/settings')));
  return await asked;
}

describe('a draft that could not be saved', () => {
  test('is not lost with the panel: the browser asks, and it opens as it was left', async () => {
    await goTo(ana, '/mail?folder=drafts');
    await openCompose(ana);
    await write(panel(), { to: [], secureSubject: 'From the lift', secureMessage: 'Tooth 14' });
    await typeOffline();
    await ana.page.goBack();
    await panel().waitFor({ state: 'detached' });
    await notSaved().waitFor();
    expect(await isAsked()).toBe(true);
    await draftRow('From the lift').getByRole('link').click();
    await body().waitFor();
    expect(await body().textContent()).toBe('Tooth 14 and what came to mind in the lift');
    await ana.context.setOffline(false);
    await panel().getByText(/^Draft saved/).waitFor({ timeout: 20_000 });
    expect(await panel().getByText('on another device').count()).toBe(0);
    await button(panel(), 'Close and keep the draft').click();
    await panel().waitFor({ state: 'detached' });
    expect(await isAsked()).toBe(false);
  });

  test('is saved by itself after it was closed, and nobody is asked any more', async () => {
    await goTo(ana, '/mail?folder=drafts');
    await openCompose(ana);
    await write(panel(), { to: [], secureSubject: 'Closed at once', secureMessage: 'Tooth 15' });
    await typeOffline();
    await button(panel(), 'Close and keep the draft').click();
    await panel().waitFor({ state: 'detached' });
    await button(notSaved(), 'Open draft').click();
    await body().waitFor();
    expect(await body().textContent()).toBe('Tooth 15 and what came to mind in the lift');
    await button(panel(), 'Close and keep the draft').click();
    await notSaved().waitFor();
    await ana.context.setOffline(false);
    await expect.poll(isAsked, { timeout: 30_000 }).toBe(false);
    await goTo(ana, '/mail?folder=drafts');
    await draftRow('Closed at once').getByRole('link').click();
    await expect.poll(() => body().textContent()).toBe('Tooth 15 and what came to mind in the lift');
  });

  test('is kept, hidden, when somebody logs out in another window, and is saved after the next log-in', async () => {
    await goTo(ana, '/mail');
    const window = await newTab(ana);
    await goTo(window, '/mail');
    await openCompose(ana);
    await write(panel(), { to: [], secureSubject: 'In another window', secureMessage: 'Tooth 16' });
    await typeUnsaved();
    await logOut(window);
    await window.page.close();
    await comeBack();
    expect(await body().textContent()).toBe('Tooth 16, not to be lost');
    await panel().getByText(/^Draft saved/).waitFor({ timeout: 20_000 });
    await button(panel(), 'Close and keep the draft').click();
    await panel().waitFor({ state: 'detached' });
  });

  test('is kept, hidden, when one logs out oneself, and goes only after a question', async () => {
    await goTo(ana, '/mail');
    await openCompose(ana);
    await write(panel(), { to: [], secureSubject: 'Here', secureMessage: 'Tooth 17' });
    await typeUnsaved();
    await button(panel(), 'Close and keep the draft').click();
    await notSaved().waitFor();
    await logOutHere();
    await comeBack();
    await button(notSaved(), 'Open draft').click();
    await body().waitFor();
    expect(await body().textContent()).toBe('Tooth 17, not to be lost');
    await panel().getByText(/^Draft saved/).waitFor({ timeout: 20_000 });
    await typeUnsaved();
    await button(panel(), 'Close and keep the draft').click();
    await logOutHere();
    let questions = 0;
    ana.page.on('dialog', (question) => {
      questions += 1;
      void question.accept();
    });
    await button(lockedPage(ana), 'Leave without it').click();
    await button(lockedPage(ana), 'Leave').click();
    await ana.page.waitForURL(/\/login/);
    // Asked once, by the page: whoever would stay at the browser's question would have nothing there.
    expect(questions).toBe(0);
  });
});
