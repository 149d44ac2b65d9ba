// A forgotten password: the kit's words open the mailbox and are used up by it. People who write with this account go on as before.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './accessible.ts';
import { ana, ben, newPassword } from './cast.ts';
import { enter, foundPractice } from './entry.ts';
import { expectMessage, tellKnown } from './letters.ts';
import { goTo, openMessage, type Person, storeKit } from './person.ts';
import { asOnPhone } from './shifts.ts';
import { contact, heading, lockedPage, refusal } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let anasOffice: Person;
let anasHome: Person;
let bensOffice: Person;
/** Ana's kits, oldest first: each takes the place of the one before. */
const kits: string[][] = [];

beforeAll(async () => {
  stage = await openStage();
  [anasOffice, anasHome, bensOffice] = [await stage.somebody(), await stage.somebody(), await stage.somebody()];
  kits.push(await foundPractice(anasOffice, { sealpost: stage.sealpost, who: ana }));
  await foundPractice(bensOffice, { sealpost: stage.sealpost, who: ben });
  await tellKnown(bensOffice, { to: ana.address, subject: 'Before it was forgotten' });
});
afterAll(() => stage?.close());

async function recover({ page }: Person, { words, address = ana.address }: { words: string; address?: string }): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(address);
  await page.getByRole('textbox', { name: 'Recovery words', exact: true }).fill(words);
  await page.getByLabel('New password', { exact: true }).fill(newPassword);
  await page.getByLabel('Repeat password', { exact: true }).fill(newPassword);
  await page.getByRole('button', { name: 'Set new password', exact: true }).click();
}

/** The focus went to the field that is wrong, and what is wrong with it can be read there. */
async function expectInSight({ page }: Person, note: Locator): Promise<void> {
  await note.waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  const { y, height } = (await note.boundingBox()) ?? { y: Number.NaN, height: 0 };
  expect(y).toBeGreaterThan(0);
  expect(y + height).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
}

const kit = (at: number) => (kits.at(at) ?? []).join(' ');

describe('words that do not open the mailbox', () => {
  test('are found by the link at log-in, and told apart in words', async () => {
    await goTo(anasHome, '/login');
    await anasHome.page.getByRole('link', { name: 'Forgot password', exact: true }).click();
    await heading(anasHome, 'Forgot your password?').waitFor();
    await expectAccessible(anasHome, 'recover');
    await recover(anasHome, { words: 'abandon ability' });
    await refusal(anasHome, 'A recovery kit has 24 words').waitFor();
    await asOnPhone(anasHome, async () => {
      await recover(anasHome, { words: kit(0).replace(/^\S+/, 'nonsensical') });
      await expectInSight(anasHome, refusal(anasHome, 'Word 1 is not one of the words used in kits'));
    });
    await expectAccessible(anasHome, 'recover with a mistyped word');
    await recover(anasHome, { words: [...(kits[0] ?? [])].reverse().join(' ') });
    // "These 24 words do not fit together"; in one of 256 cases they do, and the server knows no such kit.
    await refusal(anasHome, 'words do not').waitFor();
  });

  test('are refused alike for a wrong address and for another kit', async () => {
    await recover(anasHome, { words: kit(0), address: 'nobody@northside.example' });
    await refusal(anasHome, 'These words do not open an account with this address').waitFor();
    await expectAccessible(anasHome, 'recover with the wrong kit');
  });

  test('what to do without a kit is said there', async () => {
    await anasHome.page.getByText('No kit?').click();
    await anasHome.page.getByText('You can start again under the same address').waitFor();
    await expectAccessible(anasHome, 'recover without a kit');
  });
});

describe('the words of the kit', () => {
  test('set a new password, typed as they are printed, and a new kit takes their place', async () => {
    const printed = (kits[0] ?? []).map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join('\n');
    await recover(anasHome, { words: printed });
    await heading(anasHome, 'Your new recovery kit').waitFor({ timeout: 60_000 });
    await anasHome.page.getByText('Your new password is set, and every other device is logged out.', { exact: true }).waitFor();
    await expectAccessible(anasHome, 'new recovery kit');
    kits.push(await storeKit(anasHome));
    expect(kit(-1)).not.toBe(kit(0));
    await stage.sealpost.mailTo(ana.address, { containing: 'opened with its recovery kit' });
  });

  test('leave old messages readable', async () => {
    await anasHome.page.waitForURL(/\/mail/);
    await openMessage(anasHome, 'Before it was forgotten');
    await expectMessage(anasHome, 'Before it was forgotten');
  });

  test('log other devices out, and the old password no longer works', async () => {
    // The office hears of it by itself.
    const locked = lockedPage(anasOffice);
    await locked.getByLabel('Password', { exact: true }).fill(ana.password);
    await locked.getByRole('button', { name: 'Log in', exact: true }).click();
    await locked.getByRole('alert').waitFor();
    await expectAccessible(anasOffice, 'locked, with the old password');
    await locked.getByLabel('Password', { exact: true }).fill(newPassword);
    await locked.getByRole('button', { name: 'Log in', exact: true }).click();
    await locked.waitFor({ state: 'hidden' });
  });

  test('are used up', async () => {
    const finder = await stage.somebody();
    await goTo(finder, '/recover');
    await recover(finder, { words: kit(0) });
    await refusal(finder, 'These words do not open an account with this address').waitFor();
  });

  test('change keys in a way that contacts see without alarm, and go on writing', async () => {
    await tellKnown(bensOffice, { to: ana.address, subject: 'After it was recovered' });
    await goTo(bensOffice, '/contacts');
    await contact(bensOffice, ana.address).getByText(/^Known since .*not yet compared$/).waitFor();
    await goTo(anasHome, '/mail');
    await openMessage(anasHome, 'After it was recovered');
    await tellKnown(anasHome, { to: ben.address, subject: 'Written with new keys' });
    await goTo(bensOffice, '/mail');
    await openMessage(bensOffice, 'Written with new keys');
    expect(await bensOffice.page.getByRole('main').textContent()).not.toMatch(/keys have changed/i);
  });
});

describe('a new kit at will', () => {
  test('needs the password, and makes the kit before it worthless', async () => {
    await goTo(anasHome, '/settings');
    const form = anasHome.page.getByRole('form', { name: 'Recovery kit', exact: true });
    await form.getByLabel('Password', { exact: true }).fill('not-the-password');
    await form.getByRole('button', { name: 'Make a new kit', exact: true }).click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('Password', { exact: true }).fill(newPassword);
    await form.getByRole('button', { name: 'Make a new kit', exact: true }).click();
    await heading(anasHome, 'Your new recovery kit').waitFor({ timeout: 60_000 });
    await expectAccessible(anasHome, 'new recovery kit from settings');
    kits.push(await storeKit(anasHome));
    await anasHome.page.getByText('The new recovery kit is in force.').first().waitFor();
    await anasHome.page.reload();
    await heading(anasHome, 'Settings').waitFor();

    const finder = await stage.somebody();
    await goTo(finder, '/recover');
    await recover(finder, { words: kit(-2) });
    await refusal(finder, 'These words do not open an account with this address').waitFor();
    await recover(finder, { words: kit(-1) });
    kits.push(await storeKit(finder));
    await finder.page.waitForURL(/\/mail/);
    await openMessage(finder, 'Before it was forgotten');
    await enter(await stage.somebody(), { address: ana.address, password: newPassword });
  });

  test('contacts still write without alarm', async () => {
    await tellKnown(bensOffice, { to: ana.address, subject: 'After many keys' });
    const reader = await stage.somebody();
    await enter(reader, { address: ana.address, password: newPassword });
    await openMessage(reader, 'After many keys');
  });
});

test('no page complained', () => {
  stage.expectNoComplaints();
});
