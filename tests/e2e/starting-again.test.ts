// Password and kit both lost: a guest starts again by a new invitation, an owner by the operator's link. Old mail stays closed,
// and whoever knew the old keys looks at the new ones before anything is sent to them.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from '../../server/repository.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben, lee, newPassword } from './cast.ts';
import { acceptInvitation, fillAccount, foundPractice, typeCode } from './entry.ts';
import { expectMessage, invite, tell, tellKnown } from './letters.ts';
import { goTo, openCompose, openMessage, type Person, storeKit, write } from './person.ts';
import { contact, firstMessage, heading, openInvitation, secureMessage } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let anasOffice: Person;
let bensOffice: Person;
let leesPhone: Person;

beforeAll(async () => {
  stage = await openStage();
  [anasOffice, bensOffice, leesPhone] = [await stage.somebody(), await stage.somebody(), await stage.somebody({ phone: true })];
  await foundPractice(anasOffice, { sealpost: stage.sealpost, who: ana });
  await foundPractice(bensOffice, { sealpost: stage.sealpost, who: ben });
});
afterAll(() => stage?.close());

/** Writes to changed keys: compose says so beside the name, and Send does not send. */
async function expectSendingStopped(person: Person, { name, address }: { name: string; address: string }): Promise<void> {
  await goTo(person, '/mail');
  const dialog = await openCompose(person);
  await write(dialog, { to: [address], secureSubject: 'Not before a look', secureMessage: 'Waits.' });
  await dialog.getByRole('list', { name: 'Selected recipients', exact: true }).getByText('Keys changed').waitFor();
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await dialog.getByRole('alert').getByText(`The keys of ${name} (${address}) have changed.`).waitFor();
  await expectAccessible(person, `sending stopped for ${name}`);
  await dialog.getByRole('alert').getByRole('link', { name: 'Compare keys', exact: true }).click();
  await person.page.waitForURL(/\/trust/);
}

describe('a guest who lost password and kit', () => {
  beforeAll(async () => {
    const invited = await invite(anasOffice, { sealpost: stage.sealpost, to: lee.address, subject: 'From the first life' });
    const lost = await stage.somebody();
    await acceptInvitation(lost, { ...invited, who: lee });
    await tellKnown(bensOffice, { to: lee.address, subject: 'Nice to meet you' });
    await lost.context.close();
  });

  test('is invited again by somebody who knows them', async () => {
    await goTo(anasOffice, '/contacts');
    await contact(anasOffice, lee.address).getByText(/^Verified by access code/).waitFor();
    await contact(anasOffice, lee.address).getByRole('button', { name: `More for ${lee.name}`, exact: true }).click();
    await anasOffice.page.getByRole('menuitem', { name: 'Invite again', exact: true }).click();
    const question = anasOffice.page.getByRole('alertdialog');
    await question.getByText('their old messages stay closed to them').waitFor();
    await expectAccessible(anasOffice, 'invite again?');
    await question.getByRole('button', { name: 'Invite again', exact: true }).click();
    const codes = anasOffice.page.getByRole('dialog', { name: 'Access codes', exact: true });
    const code = ((await codes.locator('[data-access-code]').textContent()) ?? '').trim();
    await expectAccessible(anasOffice, 'code for who is invited again');
    await codes.getByRole('button', { name: 'Done', exact: true }).click();

    await goTo(leesPhone, (await stage.sealpost.mailTo(lee.address, { containing: 'set a new password' })).link('/invite'));
    await heading(leesPhone, `${ana.name}, ${ana.practiceName} invites you to start again`).waitFor();
    await expectAccessible(leesPhone, 'invited to start again');
    await typeCode(leesPhone, code);
    await fillAccount(leesPhone, { ...lee, password: newPassword });
    await leesPhone.page.getByRole('button', { name: 'Create account', exact: true }).click();
    expect(await storeKit(leesPhone)).toHaveLength(24);
    await leesPhone.page.waitForURL(/\/mail/);
    await stage.sealpost.mailTo(lee.address, { containing: 'started anew' });
  });

  test('finds old mail closed, with a word on why', async () => {
    await firstMessage(leesPhone).click();
    await secureMessage(leesPhone).getByText('Your account was started again, with new keys.').waitFor();
    await expectAccessible(leesPhone, 'message from before starting again');
  });

  test('is verified for who invited, without alarm', async () => {
    await tellKnown(anasOffice, { to: lee.address, subject: 'Welcome back' });
    await goTo(anasOffice, '/contacts');
    await contact(anasOffice, lee.address).getByText(/^Verified by access code/).waitFor();
    await goTo(leesPhone, '/mail');
    await openMessage(leesPhone, 'Welcome back');
    await expectMessage(leesPhone, 'Welcome back');
    await leesPhone.page.getByText(/^Verified by access code/).first().waitFor();
  });

  test('shows changed keys to everybody else: nothing is sent and nothing opens until they are compared', async () => {
    await tellKnown(leesPhone, { to: ben.address, subject: 'It is me again' });
    await goTo(bensOffice, '/mail');
    await firstMessage(bensOffice).click();
    await secureMessage(bensOffice).getByText('The sender’s keys have changed').waitFor();
    await expectAccessible(bensOffice, 'message under changed keys');
    await expectSendingStopped(bensOffice, lee);

    await bensOffice.page.getByRole('button', { name: `Compare with ${lee.name}`, exact: true }).click();
    await bensOffice.page.getByText('The keys have changed', { exact: true }).waitFor();
    await expectAccessible(bensOffice, 'comparing changed keys');
    const shown = await digits(bensOffice.page.getByRole('listitem').filter({ hasText: lee.address }));
    await goTo(leesPhone, '/trust');
    expect(shown).toBe(await digits(leesPhone.page.getByRole('region', { name: 'Your fingerprint', exact: true })));
    expect(shown).toMatch(/^([0-9A-Z]{5} ?){10}$/);
    await bensOffice.page.getByRole('button', { name: 'All groups are the same', exact: true }).click();
    await bensOffice.page.getByText(`${lee.name} is marked as compared.`).first().waitFor();

    await tellKnown(bensOffice, { to: lee.address, subject: 'After comparing' });
    await goTo(bensOffice, '/mail');
    await openMessage(bensOffice, 'It is me again');
    await bensOffice.page.getByText(/^Verified by comparison/).first().waitFor();
    await goTo(leesPhone, '/mail');
    await openMessage(leesPhone, 'After comparing');
    await expectMessage(leesPhone, 'After comparing');
  });
});

test('who belongs to another practice is not invited again: it is said who can, and no invitation stands open', async () => {
  await tellKnown(anasOffice, { to: ben.address, subject: 'Good morning' });
  await goTo(anasOffice, '/contacts');
  await contact(anasOffice, ben.address).getByRole('button', { name: `More for ${ben.name}`, exact: true }).click();
  await anasOffice.page.getByRole('menuitem', { name: 'Invite again', exact: true }).click();
  const question = anasOffice.page.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Invite again', exact: true }).click();
  await question.getByRole('alert').getByText('Only their own practice').waitFor();
  await expectAccessible(anasOffice, 'not invited again');
  await question.getByRole('button', { name: 'Cancel', exact: true }).click();
  await question.waitFor({ state: 'hidden' });
  await goTo(anasOffice, '/contacts');
  await contact(anasOffice, ben.address).waitFor();
  expect(await openInvitation(anasOffice, ben.address).count()).toBe(0);
});

/** The fingerprint shown there, in groups with one space between. */
async function digits(place: Locator): Promise<string> {
  const shown = place.getByText(/^(?:[0-9A-HJKMNP-TV-Z]{5}\s*){10}$/);
  const groups = (await shown.textContent()) ?? '';
  return (groups.replaceAll(/\s/g, '').match(/.{5}/g) ?? []).join(' ');
}

describe('a sole owner who lost password and kit', () => {
  const sealpostCommand = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(repository, 'cli', 'sealpost.mjs'), ...args], {
      env: { ...process.env, DATA_DIR: stage.sealpost.dataDir, PUBLIC_URL: stage.sealpost.url },
    });
  let anasHome: Person;
  let link: string;

  test('is let in again by the operator, who is told when it is not an owner', async () => {
    await expect(sealpostCommand('accounts', 'restart', lee.address)).rejects.toThrow(/a guest is invited again/);
    const { stdout } = await sealpostCommand('accounts', 'restart', ana.address);
    expect(stdout).toContain('is on its way');
    anasHome = await stage.somebody();
    link = (await stage.sealpost.mailTo(ana.address, { containing: '/restart?' })).link('/restart');
    await goTo(anasHome, link);
    await anasHome.page.getByText('Old messages stay closed', { exact: true }).waitFor();
    await anasHome.page.getByText(ana.address).waitFor();
    await expectAccessible(anasHome, 'start again');
    await anasHome.page.getByLabel('New password', { exact: true }).fill('canyon-saddle-meadow-violin-5');
    await anasHome.page.getByLabel('Repeat password', { exact: true }).fill('canyon-saddle-meadow-violin-5');
    await anasHome.page.getByRole('button', { name: 'Start again', exact: true }).click();
    await anasHome.page.getByText('Tick this to go on.').waitFor();
    await expectAccessible(anasHome, 'start again without the tick');
    await anasHome.page.getByRole('checkbox', { name: 'I understand that my old messages stay closed', exact: true }).check();
    await anasHome.page.getByRole('button', { name: 'Start again', exact: true }).click();
    expect(await storeKit(anasHome)).toHaveLength(24);
    await anasHome.page.waitForURL(/\/mail/);
  });

  test('still owns the practice and can invite', async () => {
    await goTo(anasHome, '/practice');
    await anasHome.page.getByRole('textbox', { name: 'Practice name', exact: true }).waitFor();
    expect((await tell(anasHome, { to: 'somebody@new.example', subject: 'From new keys' })).size).toBe(1);
  });

  test('is out on the devices of before', async () => {
    expect(await anasOffice.page.evaluate(async () => (await fetch('/api/session')).status)).toBe(401);
  });

  test('shows changed keys to those who know them', async () => {
    await tellKnown(anasHome, { to: lee.address, subject: 'New keys here too' });
    await goTo(leesPhone, '/mail');
    await firstMessage(leesPhone).click();
    await secureMessage(leesPhone).getByText('The sender’s keys have changed').waitFor();
  });

  test('cannot use the link twice, nor one that was cut off', async () => {
    const finder = await stage.somebody();
    await goTo(finder, link);
    await heading(finder, 'This link has been used already').waitFor();
    await expectAccessible(finder, 'restart link used');
    await goTo(finder, '/restart');
    await heading(finder, 'The link is not complete').waitFor();
    await goTo(finder, `${link.slice(0, -6)}`);
    await heading(finder, 'The link is not complete').waitFor();
    await expectAccessible(finder, 'restart link cut off');
  });
});

test('no page complained', () => {
  stage.expectNoComplaints();
});
