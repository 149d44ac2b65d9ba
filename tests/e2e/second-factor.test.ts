// The second factor in the browser: set up with an app that reads the QR code, asked for at log-in and on a locked page, replaced by a
// recovery code, renewed, turned off, and removed by the recovery kit.
import jsQR from 'jsqr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepAt, totp } from '../../server/totp.ts';
import { appOf } from '../support/second-factor.ts';
import { expectAccessible } from './accessible.ts';
import { ana, newPassword } from './cast.ts';
import { inDatabase } from './database.ts';
import { foundPractice } from './entry.ts';
import { goTo, logIn, logOut, openCompose, type Person, storeKit, write } from './person.ts';
import { heading, lockedPage, refusal } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let person: Person;
let kit: string[];
let secret: Uint8Array;
let codes: string[];

beforeAll(async () => {
  stage = await openStage();
  person = await stage.somebody();
  kit = await foundPractice(person, { sealpost: stage.sealpost, who: ana });
}, 180_000);
afterAll(() => stage?.close());

const section = ({ page }: Person) => page.getByRole('region', { name: 'Second factor', exact: true });
const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });
const codeField = ({ page }: Person, name = 'Code') => page.getByRole('textbox', { name, exact: true });

/** One that was not used yet: the server forgets the last one, as if half a minute had passed. */
async function freshCode(): Promise<string> {
  await inDatabase(stage.sealpost, 'update second_factors set last_step = 0', []);
  return totp(secret, { step: stepAt(new Date()) });
}

async function expectNoOverflow({ page }: Person): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

/** What a phone's camera would read off the screen. */
async function readQr({ page }: Person): Promise<string> {
  const picture = page.getByRole('img', { name: 'QR code for an authenticator app' });
  const png = (await picture.screenshot()).toString('base64');
  const { data, width, height } = await page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const image = context?.getImageData(0, 0, bitmap.width, bitmap.height);
    return { data: [...(image?.data ?? [])], width: bitmap.width, height: bitmap.height };
  }, png);
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data ?? '';
}

async function shownCodes({ page }: Person): Promise<string[]> {
  return await page.locator('[data-recovery-code]').allTextContents();
}

async function reachesMailbox(who: Person): Promise<void> {
  await button(who, 'Compose message').waitFor();
}

describe('the second factor', () => {
  test('is set up with an app that reads the code off the screen, and shows recovery codes once', async () => {
    await goTo(person, '/settings');
    await section(person).getByText('Not set up.').waitFor();
    await expectAccessible(person, 'second factor off');
    await section(person).getByLabel('Password', { exact: true }).fill('not the password');
    await button(person, 'Set up an app').click();
    await refusal(person, 'The password is not right').waitFor();
    await section(person).getByLabel('Password', { exact: true }).fill(ana.password);
    await button(person, 'Set up an app').click();
    await codeField(person).waitFor();
    const link = new URL(await readQr(person));
    expect(link.href).toMatch(/^otpauth:\/\/totp\/Sealpost%3Aana%40northside\.example\?secret=[A-Z2-7]{32}&issuer=Sealpost&algorithm=SHA1&digits=6&period=30$/);
    const key = link.searchParams.get('secret') ?? '';
    expect((await person.page.getByRole('group', { name: 'Key for the app' }).textContent())?.replaceAll(' ', '')).toBe(key);
    secret = appOf(key).secret;
    await expectAccessible(person, 'second factor being set up');
    await codeField(person).fill('000000');
    await button(person, 'Turn on').click();
    await refusal(person, 'This code is not right').waitFor();
    await codeField(person).fill(totp(secret, { step: stepAt(new Date()) }));
    await button(person, 'Turn on').click();
    await heading(person, 'Your recovery codes').waitFor();
    codes = await shownCodes(person);
    expect(new Set(codes).size).toBe(10);
    await expectAccessible(person, 'recovery codes');
    await button(person, 'I have stored them').click();
    await section(person).getByText('10 recovery codes are left.').waitFor();
    expect(await shownCodes(person)).toEqual([]);
    await expectAccessible(person, 'second factor on');
  });

  test('is asked for at log-in after the password, on a phone too', async () => {
    await logOut(person);
    const phone = await stage.somebody({ phone: true, dark: true });
    for (const who of [person, phone]) {
      await logIn(who, ana);
      await codeField(who).waitFor();
      expect(await codeField(who).evaluate((field) => document.activeElement === field)).toBe(true);
      expect(await who.page.getByLabel('Password', { exact: true }).count()).toBe(0);
      await expectAccessible(who, `log-in asks for a code ${who === phone ? 'on a phone' : ''}`);
      await expectNoOverflow(who);
      await codeField(who).fill('000 000');
      await button(who, 'Continue').click();
      await refusal(who, 'This code is not right').waitFor();
      await codeField(who).fill(await freshCode());
      await button(who, 'Continue').click();
      await reachesMailbox(who);
    }
    await phone.page.reload();
    await reachesMailbox(phone);
    await goTo(phone, '/settings');
    await section(phone).getByText('10 recovery codes are left.').waitFor();
    await section(phone).scrollIntoViewIfNeeded();
    await expectAccessible(phone, 'second factor on, on a phone in the dark');
    await expectNoOverflow(phone);
    await phone.context.close();
  });

  test('can be given by a recovery code, once, and one can go back', async () => {
    const other = await stage.somebody({ dark: true });
    await logIn(other, ana);
    await button(other, 'Use a recovery code instead').click();
    await codeField(other, 'Recovery code').fill(codes[0]?.toLowerCase() ?? '');
    await expectAccessible(other, 'log-in by recovery code');
    await button(other, 'Continue').click();
    await reachesMailbox(other);
    await logOut(other);
    await logIn(other, ana);
    await button(other, 'Use a recovery code instead').click();
    await codeField(other, 'Recovery code').fill(codes[0] ?? '');
    await button(other, 'Continue').click();
    await refusal(other, 'This recovery code is not right').waitFor();
    await button(other, 'Back').click();
    await other.page.getByLabel('Password', { exact: true }).waitFor();
    expect(await other.page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    await other.context.close();
  });

  test('is asked for on a page that was locked with text in it, which is there afterwards', async () => {
    const dialog = await openCompose(person);
    await write(dialog, { to: [ana.address], secureSubject: 'Half written', secureMessage: 'Still here' });
    await inDatabase(stage.sealpost, 'delete from sessions', []);
    await lockedPage(person).waitFor();
    await lockedPage(person).getByLabel('Password', { exact: true }).fill(ana.password);
    await lockedPage(person).getByRole('button', { name: 'Log in', exact: true }).click();
    await codeField(person).waitFor();
    await expectAccessible(person, 'locked page asks for a code');
    await codeField(person).fill(await freshCode());
    await button(person, 'Continue').click();
    await lockedPage(person).waitFor({ state: 'hidden' });
    expect(await dialog.getByRole('textbox', { name: 'Secure subject', exact: true }).inputValue()).toBe('Half written');
    await person.page.reload();
  });

  test('is asked for where a new kit is made, which would open without it', async () => {
    await goTo(person, '/settings');
    const kitSection = person.page.getByRole('region', { name: 'Recovery kit', exact: true });
    await kitSection.getByRole('textbox', { name: 'Code', exact: true }).waitFor();
    await kitSection.getByLabel('Password', { exact: true }).fill(ana.password);
    await kitSection.getByRole('textbox', { name: 'Code', exact: true }).fill('000000');
    await kitSection.getByRole('button', { name: 'Make a new kit', exact: true }).click();
    await refusal(person, 'This code is not right').waitFor();
    await kitSection.getByRole('textbox', { name: 'Code', exact: true }).fill(await freshCode());
    await kitSection.getByRole('button', { name: 'Make a new kit', exact: true }).click();
    kit = await storeKit(person);
  });

  test('gets new recovery codes, and is turned off with password and code', async () => {
    await goTo(person, '/settings');
    const fill = async (code: string) => {
      await section(person).getByLabel('Password', { exact: true }).fill(ana.password);
      await section(person).getByRole('textbox', { name: 'Code', exact: true }).fill(code);
    };
    await fill(await freshCode());
    await button(person, 'Make new recovery codes').click();
    await heading(person, 'Your recovery codes').waitFor();
    const renewed = await shownCodes(person);
    expect(renewed.some((code) => codes.includes(code))).toBe(false);
    await button(person, 'I have stored them').click();
    await fill('000000');
    await button(person, 'Turn off').click();
    await refusal(person, 'This code is not right').waitFor();
    await fill(renewed[5] ?? '');
    await button(person, 'Turn off').click();
    await section(person).getByText('Not set up.').waitFor();
    await logOut(person);
    await logIn(person, ana);
    await reachesMailbox(person);
  });

  test('is removed by the recovery kit', async () => {
    await goTo(person, '/settings');
    await section(person).getByLabel('Password', { exact: true }).fill(ana.password);
    await button(person, 'Set up an app').click();
    await codeField(person).waitFor();
    const { secret: again } = appOf((await person.page.getByRole('group', { name: 'Key for the app' }).textContent())?.replaceAll(' ', '') ?? '');
    await codeField(person).fill(totp(again, { step: stepAt(new Date()) }));
    await button(person, 'Turn on').click();
    await button(person, 'I have stored them').click();
    const fresh = await stage.somebody();
    await goTo(fresh, '/recover');
    await fresh.page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(ana.address);
    await fresh.page.getByLabel('Recovery words', { exact: true }).fill(kit.join(' '));
    await fresh.page.getByLabel('New password', { exact: true }).fill(newPassword);
    await fresh.page.getByLabel('Repeat password', { exact: true }).fill(newPassword);
    await button(fresh, 'Set new password').click();
    await storeKit(fresh);
    await reachesMailbox(fresh);
    await logOut(fresh);
    await logIn(fresh, { address: ana.address, password: newPassword });
    await reachesMailbox(fresh);
    await goTo(fresh, '/practice/activity');
    await fresh.page.getByRole('list', { name: 'Activity', exact: true }).getByText('Second factor removed').first().waitFor();
    stage.expectNoComplaints();
  });
});
