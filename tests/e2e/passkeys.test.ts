// Passkeys in the browser, with Chromium's virtual authenticator: added, asked for after the password, opening the mailbox without it, on a
// locked page too, renamed, removed; with a device that gives no key, and where the practice asks for a second factor.
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './accessible.ts';
import { ana } from './cast.ts';
import { inDatabase } from './database.ts';
import { foundPractice } from './entry.ts';
import { goTo, logIn, logOut, openCompose, type Person, storeKit, write } from './person.ts';
import { heading, lockedPage, refusal } from './sights.ts';
import { openStage, type Stage } from './stage.ts';
import { plugIn, type VirtualDevice } from './virtual-authenticator.ts';

let stage: Stage;
let person: Person;
let device: VirtualDevice;
let codes: string[];

beforeAll(async () => {
  stage = await openStage();
  person = await stage.somebody();
  device = await plugIn(person);
  await foundPractice(person, { sealpost: stage.sealpost, who: ana });
}, 180_000);
afterAll(() => stage?.close());

const section = ({ page }: Person) => page.getByRole('region', { name: 'Passkeys', exact: true });
const list = (who: Person) => section(who).getByRole('list', { name: 'Passkeys', exact: true });
const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });
const password = (who: Person) => section(who).getByLabel('Password', { exact: true });
const name = (who: Person) => section(who).getByRole('textbox', { name: 'Name of this passkey', exact: true });
const reachesMailbox = async (who: Person) => await button(who, 'Compose message').waitFor();

/** For looking at, where a folder is given. */
async function see({ page }: Person, what: string): Promise<void> {
  const folder = process.env['SEALPOST_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${what}.png`, fullPage: true });
}

describe('passkeys', () => {
  test('are added with the password again, open the mailbox from then on, and the first one brings recovery codes', async () => {
    await goTo(person, '/settings');
    await section(person).getByText('None yet.').waitFor();
    await see(person, 'none');
    await button(person, 'Add a passkey').click();
    expect(await name(person).inputValue()).toBe('Chrome on Linux');
    await expectAccessible(person, 'adding a passkey');
    await see(person, 'add');
    await name(person).fill('Front desk');
    await password(person).fill('not the password');
    await button(person, 'Continue').click();
    await refusal(person, 'The password is not right').waitFor();
    await password(person).fill(ana.password);
    await button(person, 'Continue').click();
    await heading(person, 'Your recovery codes').waitFor();
    codes = await person.page.locator('[data-recovery-code]').allTextContents();
    expect(new Set(codes).size).toBe(10);
    await button(person, 'I have stored them').click();
    await list(person).getByText('Opens the mailbox').waitFor();
    await list(person).getByText('not used yet').waitFor();
    await expectAccessible(person, 'a passkey in the list');
    await see(person, 'list');
  });

  test('open the mailbox without the password, after log-off and after a reload', async () => {
    await logOut(person);
    // Holds on to what the browser gives, as an attentive listener would.
    await person.page.evaluate(() => {
      const { credentials } = navigator;
      const get = credentials.get.bind(credentials);
      credentials.get = async (options) => ((globalThis as { answered?: unknown }).answered = await get(options)) as Credential | null;
    });
    await button(person, 'Log in with a passkey').waitFor();
    await expectAccessible(person, 'log-in with a passkey offered');
    await see(person, 'log-in');
    await button(person, 'Log in with a passkey').click();
    await reachesMailbox(person);
    // The PRF's output went to the worker with its buffer.
    const left = await person.page.evaluate(() => {
      const { answered } = globalThis as unknown as { answered: PublicKeyCredential };
      return answered.getClientExtensionResults().prf?.results?.first.byteLength;
    });
    expect(left).toBe(0);
    await person.page.reload();
    await reachesMailbox(person);
    await goTo(person, '/settings');
    await list(person).getByText(/last used/).waitFor();
  });

  test('are asked for after the password, with a recovery code in their place, and say it where the person was not recognised', async () => {
    // A device that does not know whose finger it is: after some tries it locks itself.
    const stranger = await stage.somebody({ dark: true });
    const lent = await plugIn(stranger);
    await lent.take(await device.credentials());
    await lent.recognise(false);
    await logIn(stranger, ana);
    await button(stranger, 'Use a passkey').click();
    await refusal(stranger, 'No passkey was used').waitFor();
    await expectAccessible(stranger, 'second step by passkey, refused, in the dark');
    await see(stranger, 'second-step-refused');
    await stranger.context.close();
    await logOut(person);
    await logIn(person, ana);
    await button(person, 'Use a passkey').waitFor();
    await expectAccessible(person, 'second step by passkey');
    await see(person, 'second-step');
    await button(person, 'Use a passkey').click();
    await reachesMailbox(person);
    await logOut(person);
    await logIn(person, ana);
    await button(person, 'Use a recovery code instead').click();
    await person.page.getByRole('textbox', { name: 'Recovery code', exact: true }).fill(codes[0] ?? '');
    await button(person, 'Continue').click();
    await reachesMailbox(person);
  });

  test('open a page again that was locked with text in it, which is there afterwards', async () => {
    const dialog = await openCompose(person);
    await write(dialog, { to: [ana.address], secureSubject: 'Half written', secureMessage: 'Still here' });
    await inDatabase(stage.sealpost, 'delete from sessions', []);
    await lockedPage(person).waitFor();
    await lockedPage(person).getByRole('button', { name: 'Log in with a passkey', exact: true }).waitFor();
    await expectAccessible(person, 'locked page with a passkey');
    await see(person, 'locked');
    await lockedPage(person).getByRole('button', { name: 'Log in with a passkey', exact: true }).click();
    await lockedPage(person).waitFor({ state: 'hidden' });
    expect(await dialog.getByRole('textbox', { name: 'Secure subject', exact: true }).inputValue()).toBe('Half written');
    await person.page.reload();
  });

  test('are renamed; one device makes no second one, and one that gives no key is a second step only', async () => {
    await goTo(person, '/settings');
    await button(person, 'Rename Front desk').click();
    await name(person).fill('Laptop at the front desk');
    await button(person, 'Save').click();
    await list(person).getByText('Laptop at the front desk').waitFor();
    await button(person, 'Add a passkey').click();
    await section(person).getByRole('textbox', { name: 'Code', exact: true }).waitFor();
    await see(person, 'add-second');
    await password(person).fill(ana.password);
    await button(person, 'Continue').click();
    await refusal(person, 'This device has a passkey for your account already').waitFor();
    await see(person, 'known');
    await button(person, 'Cancel').click();

    const phone = await stage.somebody({ phone: true, dark: true });
    const poor = await plugIn(phone, { prf: false });
    await logIn(phone, ana);
    await button(phone, 'Use a recovery code instead').click();
    await phone.page.getByRole('textbox', { name: 'Recovery code', exact: true }).fill(codes[1] ?? '');
    await button(phone, 'Continue').click();
    await reachesMailbox(phone);
    await goTo(phone, '/settings');
    await button(phone, 'Add a passkey').click();
    await name(phone).fill('Old security key');
    await password(phone).fill(ana.password);
    await section(phone).getByRole('textbox', { name: 'Code', exact: true }).fill(codes[2] ?? '');
    await see(phone, 'phone-add');
    await button(phone, 'Continue').click();
    await list(phone).getByText('Second step only').waitFor();
    await expectAccessible(phone, 'passkeys on a phone in the dark');
    await see(phone, 'phone-list');
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await logOut(phone);
    await see(phone, 'phone-log-in');
    await button(phone, 'Log in with a passkey').click();
    await refusal(phone, 'This passkey cannot open the mailbox').waitFor();
    await poor.unplug();
    await phone.context.close();
  });

  test('open nothing after a new recovery kit until they are let again', async () => {
    await goTo(person, '/settings');
    const kit = person.page.getByRole('region', { name: 'Recovery kit', exact: true });
    await kit.getByText('Leave it empty to confirm with a passkey').waitFor();
    await kit.getByLabel('Password', { exact: true }).fill(ana.password);
    await kit.getByRole('button', { name: 'Make a new kit', exact: true }).click();
    await storeKit(person);
    await section(person).getByRole('button', { name: 'Let it open the mailbox: Laptop at the front desk', exact: true }).waitFor();
    await logOut(person);
    await button(person, 'Log in with a passkey').click();
    await refusal(person, 'This passkey is only a second step').waitFor();
    await logIn(person, ana);
    await button(person, 'Use a passkey').click();
    await reachesMailbox(person);
    await goTo(person, '/settings');
    await button(person, 'Let it open the mailbox: Laptop at the front desk').click();
    await heading(person, 'Let Laptop at the front desk open the mailbox').waitFor();
    await see(person, 'let-unlock');
    await password(person).fill(ana.password);
    await button(person, 'Continue').click();
    await list(person).getByText('Opens the mailbox').waitFor();
    await logOut(person);
    await button(person, 'Log in with a passkey').click();
    await reachesMailbox(person);
  });

  test('are refused once they are removed, and with the last one the password alone opens', async () => {
    await goTo(person, '/settings');
    for (const each of ['Old security key', 'Laptop at the front desk']) {
      await button(person, `Remove ${each}`).click();
      await heading(person, `Remove ${each}?`).waitFor();
      await see(person, `remove-${each}`);
      await expectAccessible(person, `removing ${each}`);
      await password(person).fill(ana.password);
      await section(person).getByRole('button', { name: 'Remove', exact: true }).click();
      await heading(person, `Remove ${each}?`).waitFor({ state: 'hidden' });
    }
    await section(person).getByText('None yet.').waitFor();
    await logOut(person);
    await button(person, 'Log in with a passkey').click();
    await refusal(person, 'This passkey was not accepted').waitFor();
    await see(person, 'not-accepted');
    await logIn(person, ana);
    await reachesMailbox(person);
    stage.expectNoComplaints();
  });

  test('are enough where the practice asks for a second factor', async () => {
    // This device has lost its old one: it may make another.
    await device.unplug();
    await plugIn(person);
    await inDatabase(stage.sealpost, `update practices set policies = policies || '{"secondFactor": true}'`, []);
    await goTo(person, '/mail');
    await heading(person, 'Set up a second factor').waitFor();
    await button(person, 'Add a passkey').click();
    await expectAccessible(person, 'a passkey asked for by the practice');
    await see(person, 'required');
    await password(person).fill(ana.password);
    await button(person, 'Continue').click();
    await button(person, 'I have stored them').click();
    await reachesMailbox(person);
    stage.expectNoComplaints();
  });
});
