// What a person can do with their own account: see and take along what is kept about them, and delete it, its consequences first.
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose } from '../../web/text/en/compose.ts';
import { deletion } from '../../web/text/en/deletion.ts';
import { ownData } from '../../web/text/en/own-data.ts';
import { reading } from '../../web/text/en/reading.ts';
import { settings } from '../../web/text/en/settings.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben, lee } from './cast.ts';
import { inDatabase } from './database.ts';
import { enter, foundPractice } from './entry.ts';
import { tellKnown } from './letters.ts';
import { goTo, logIn, newTab, openCompose, openMessage, type Person, readDownload, send, write } from './person.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let writer: Person;
let reader: Person;

beforeAll(async () => {
  stage = await openStage({ env: { UNDO_SECONDS: '0' } });
  [writer, reader] = [await stage.somebody(), await stage.somebody()];
  await foundPractice(writer, { sealpost: stage.sealpost, who: ana });
  await foundPractice(reader, { sealpost: stage.sealpost, who: ben });
  await tellKnown(writer, { to: ben.address, subject: 'Findings' });
  const dialog = await openCompose(reader);
  await write(dialog, { to: [ana.address, 'somebody@new.example'], secureSubject: 'An answer', secureMessage: 'Thank you', files: [{ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.alloc(2000, 7) }] });
  await send(dialog);
}, 240_000);
afterAll(() => stage?.close());

const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });
const link = ({ page }: Person, name: string) => page.getByRole('link', { name, exact: true });
const heading = ({ page }: Person, name: string) => page.getByRole('heading', { name, exact: true });

/** For looking at, where a folder is given. */
async function see({ page }: Person, what: string): Promise<void> {
  const folder = process.env['SEALPOST_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${what}.png`, fullPage: true });
}

describe('your data', () => {
  test('stands in the settings in plain words and figures, on a phone in the dark too', async () => {
    await goTo(reader, '/settings');
    await link(reader, settings.ownData.look).click();
    await heading(reader, ownData.self.title).waitFor();
    for (const text of [ben.address, '1 message', 'Room for files of your practice']) expect(await reader.page.getByText(text).count()).toBeGreaterThan(0);
    expect(await reader.page.getByText(/from (127\.0\.0\.1|::1|::ffff)/).count()).toBeGreaterThan(0);
    await expectAccessible(reader, 'your data');
    const phone = await stage.somebody({ phone: true, dark: true });
    await enter(phone, ben);
    await goTo(phone, '/settings/own-data');
    await heading(phone, ownData.self.title).waitFor();
    await expectAccessible(phone, 'your data on a phone, dark');
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  test('is saved as a file that can be read, with what only this device can open, and without what opens anything', async () => {
    const [saved] = await Promise.all([reader.page.waitForEvent('download'), button(reader, ownData.file.save).click()]);
    expect(saved.suggestedFilename()).toMatch(/^sealpost-my-data-ben@southside\.example-\d{4}-\d\d-\d\d\.json$/);
    const file = JSON.parse((await readDownload(saved)).toString('utf8')) as { version: number; stored: { account: { address: string } }; opened: { contacts: { address: string }[] }; messages: unknown[] };
    expect(file).toMatchObject({ version: 1, stored: { account: { address: ben.address } } });
    expect(file.opened.contacts.map(({ address }) => address)).toContain(ana.address);
    expect(file.messages).toHaveLength(2);
    expect(JSON.stringify(file)).not.toMatch(/Thank you|photo\.png/);
  });
});

describe('deleting the account', () => {
  test('tells first what goes, what stays and what becomes of the practice', async () => {
    await goTo(reader, '/settings');
    await link(reader, settings.ownData.delete).click();
    await heading(reader, deletion.goes.title).waitFor();
    for (const text of [deletion.goes.mailbox(2), deletion.goes.invitations(1), deletion.stays.copies, deletion.practice.ends(ben.practiceName)]) {
      await reader.page.getByText(text, { exact: true }).waitFor();
    }
    await expectAccessible(reader, 'deleting the account');
    const phone = await stage.somebody({ phone: true, dark: true });
    await enter(phone, ben);
    await goTo(phone, '/settings/delete');
    await heading(phone, deletion.goes.title).waitFor();
    await expectAccessible(phone, 'deleting the account on a phone, dark');
    await button(phone, deletion.form.submit).scrollIntoViewIfNeeded();
    await expectAccessible(phone, 'deleting the account on a phone, dark, its form');
  });

  test('does nothing without the password and without the tick, nor with a wrong password', async () => {
    await button(reader, deletion.form.submit).click();
    await reader.page.getByText(deletion.form.passwordError, { exact: true }).waitFor();
    await reader.page.getByText(deletion.form.understoodError, { exact: true }).waitFor();
    await reader.page.getByLabel(deletion.form.password, { exact: true }).fill('not it at all');
    await reader.page.getByLabel(deletion.form.understoodEnds(ben.practiceName), { exact: true }).check();
    await button(reader, deletion.form.submit).click();
    await reader.page.getByText(deletion.failures.wrong_credentials.title, { exact: true }).waitFor();
    await expectAccessible(reader, 'deleting with a wrong password');
  });

  test('ends it in every window at once, and says so', async () => {
    const tab = await newTab(reader);
    await goTo(tab, '/mail');
    await button(tab, 'Compose message').waitFor();
    await reader.page.getByLabel(deletion.form.password, { exact: true }).fill(ben.password);
    await button(reader, deletion.form.submit).click();
    await reader.page.waitForURL(/\/deleted$/);
    await heading(reader, deletion.gone.title).waitFor();
    await expectAccessible(reader, 'the account is deleted');
    await tab.page.waitForURL(/\/login/);
    await tab.page.close();
    await goTo(reader, '/login');
    await logIn(reader, ben);
    await reader.page.getByRole('alert').waitFor();
    expect(reader.page.url()).toContain('/login');
    expect((await stage.sealpost.mailTo(ben.address, { containing: 'was deleted' })).text).toContain('nobody can bring them back');
  });

  test('leaves others what they have, and tells whoever writes there', async () => {
    await goTo(writer, '/mail');
    await openMessage(writer, 'An answer');
    await writer.page.getByText('Thank you', { exact: true }).first().waitFor();
    const dialog = await openCompose(writer);
    await write(dialog, { to: [ben.address], secureSubject: 'Are you there?', secureMessage: 'Hello' });
    await dialog.getByText(compose.states.deleted, { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await dialog.getByText(compose.problems.deleted(`${ben.name} (${ben.address})`), { exact: true }).or(dialog.getByText(/this account was deleted/)).first().waitFor();
    await expectAccessible(writer, 'writing to a deleted account');
  });

  test('is said in the receipts of what was sent there, wide and on a phone in the dark, with nobody left to recall it from', async () => {
    const phone = await stage.somebody({ phone: true, dark: true });
    await enter(phone, ana);
    for (const [person, name] of [[writer, 'receipt'], [phone, 'receipt-phone-dark']] as const) {
      await goTo(person, '/mail?folder=sent');
      await openMessage(person, 'Findings');
      const receipts = person.page.getByRole('region', { name: reading.deliveries.title, exact: true });
      await receipts.getByText(`${reading.deliveries.states.deleted}.`, { exact: true }).waitFor();
      expect(await receipts.getByText(ben.name).count()).toBe(1);
      expect(await receipts.getByText(/waiting to be sent|Not opened yet/).count()).toBe(0);
      expect(await button(person, reading.deliveries.recall).count()).toBe(0);
      await expectAccessible(person, `the receipt of a deleted account (${name})`);
      await see(person, name);
    }
  });

  test('is refused to the last owner while others are there', async () => {
    const owner = await stage.somebody();
    await foundPractice(owner, { sealpost: stage.sealpost, who: lee });
    const membersOf = 'select members.practice_id from members join accounts on accounts.id = members.account_id where accounts.address = $1';
    await inDatabase(stage.sealpost, `update members set role = 'member', practice_id = (${membersOf}) where account_id = (select id from accounts where address = $2)`, [lee.address, ana.address]);
    await goTo(owner, '/settings/delete');
    await owner.page.getByText(deletion.practice.lastOwner, { exact: true }).waitFor();
    expect(await button(owner, deletion.form.submit).count()).toBe(0);
    await expectAccessible(owner, 'the last owner');
  });
});

test('no page complained of an error, a policy violation or a request to a third party', () => stage.expectNoComplaints());
