// Founding a practice: writing before the address is confirmed, an address that has an account, and servers that do not
// take everybody.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from '../../server/repository.ts';
import { launchBrowser } from '../support/browser.ts';
import { type RunningSealpost, startSealpost } from '../support/sealpost.ts';
import { expectAccessible } from './accessible.ts';
import { confirmAddress, enter } from './entry.ts';
import { goTo, logIn, logOut, newPerson, newTab, openCompose, type Person, registerPractice, send, type SignUp, storeKit, write } from './person.ts';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

const ana: SignUp = { practiceName: 'Northside Dental', name: 'Dr. Ana Ruiz', address: 'ana@northside.example', password: 'orbit-velvet-canyon-lantern-42' };
const stranger: SignUp = { practiceName: 'Elsewhere', name: 'Somebody Else', address: ana.address, password: 'pepper-glacier-violin-anchor-77' };
const newAddress = 'lab@new.example';

let browser: Browser;
const people: Person[] = [];

async function somebody(sealpost: RunningSealpost): Promise<Person> {
  const person = await newPerson(browser, { base: sealpost.url });
  people.push(person);
  return person;
}

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe('a practice signs up', () => {
  let sealpost: RunningSealpost;
  let person: Person;
  beforeAll(async () => {
    sealpost = await startSealpost();
    person = await somebody(sealpost);
  });
  afterAll(() => sealpost && leave(sealpost));

  test('is told what is missing or weak before anything is made', async () => {
    const { page } = person;
    await goTo(person, '/register');
    await expectAccessible(person, 'register');
    await page.getByRole('textbox', { name: 'Practice name', exact: true }).fill(ana.practiceName);
    await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill('ana@');
    await page.getByLabel('Password', { exact: true }).fill('northside');
    await page.getByRole('button', { name: 'Create account', exact: true }).click();
    await page.getByText('Type your name.').waitFor();
    await page.getByText('Type a whole e-mail address, for example name@practice.org.').waitFor();
    await page.getByText('This could be guessed.').waitFor();
    await expectAccessible(person, 'register with mistakes');
  });

  test('gets a recovery kit and may write at once', async () => {
    await registerPractice(person, ana);
    await person.page.getByText('Confirm your address to send messages').waitFor();
    await expectAccessible(person, 'mailbox of an unconfirmed address');
  });

  test('hears at Send that the address is not confirmed, and can have the mail sent again', async () => {
    const { page } = person;
    const dialog = await openCompose(person);
    await write(dialog, { to: [newAddress], secureSubject: 'Before confirming', secureMessage: 'Written early.' });
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    const alert = dialog.getByRole('alert');
    await alert.getByText('Your address is not confirmed yet').waitFor();
    await expectAccessible(person, 'send refused until confirmed');
    const first = await sealpost.mailTo(ana.address);
    await alert.getByRole('button', { name: 'Send the mail again', exact: true }).click();
    await page.getByText('The mail is on its way.').first().waitFor();
    await expect.poll(async () => (await sealpost.mailTo(ana.address)).raw !== first.raw).toBe(true);
  });

  test('confirms in another tab, and Send works where it was refused', async () => {
    const tab = await newTab(person);
    await confirmAddress(tab, { sealpost, address: ana.address });
    await expectAccessible(tab, 'address confirmed');
    await tab.page.close();
    const codes = await send(person.page.getByRole('dialog', { name: 'New message', exact: true }));
    expect([...codes.keys()]).toEqual([newAddress]);
    await expect.poll(() => person.page.getByText('Confirm your address to send messages').count(), { timeout: 30_000 }).toBe(0);
  });

  test('is told that a link was used already', async () => {
    const tab = await newTab(person);
    await goTo(tab, (await sealpost.mailTo(ana.address, { containing: '/confirm?' })).link('/confirm'));
    await tab.page.getByRole('heading', { name: 'This address is confirmed already' }).waitFor();
    await goTo(tab, `/confirm?token=${'A'.repeat(65)}`);
    await tab.page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    await expectAccessible(tab, 'confirmation link that does not work');
    await goTo(tab, '/confirm?token=cut-off');
    await tab.page.getByRole('heading', { name: 'The link is not complete' }).waitFor();
    await expectAccessible(tab, 'confirmation link that was cut off');
    await tab.page.close();
  });

  test('shows the same screens for an address that has an account; only the mail tells', async () => {
    const other = await somebody(sealpost);
    expect(await registerPractice(other, stranger)).toHaveLength(24);
    await other.page.getByText('Confirm your address to send messages').waitFor();
    const mail = await sealpost.mailTo(ana.address, { containing: 'already' });
    expect(mail.text).not.toContain('/confirm?');
    await logOut(person);
    await enter(person, ana);

    // Who signed up by mistake, having forgotten the account: the mail's link leads to the account there is.
    await logOut(other);
    await goTo(other, mail.link('/login'));
    await other.page.getByText('This address has an account already.').waitFor();
    await expectAccessible(other, 'log in to the account there is');
    await logIn(other, ana);
    await other.page.waitForURL(/\/mail/);
    await other.page.getByRole('button', { name: 'Account', exact: true }).click();
    await other.page.getByText(ana.practiceName, { exact: true }).first().waitFor();
  });

  test('is not blocked by somebody who used the address before and never confirmed it', async () => {
    const squatted = { ...ana, address: 'front-desk@southside.example', practiceName: 'Southside' };
    const squatter = await somebody(sealpost);
    const owner = await somebody(sealpost);
    await registerPractice(squatter, { ...stranger, address: squatted.address });
    const first = await sealpost.mailTo(squatted.address);
    await registerPractice(owner, squatted);
    await expect.poll(async () => (await sealpost.mailTo(squatted.address)).raw !== first.raw).toBe(true);
    await confirmAddress(owner, { sealpost, address: squatted.address });
    await goTo(owner, '/mail');
    await logOut(owner);
    await enter(owner, squatted);
    await goTo(squatter, '/mail');
    await squatter.page.waitForURL(/\/login/);
  });
});

/** Pages are closed first: one that still registers its worker would complain of a server that is gone. */
async function leave(sealpost: RunningSealpost): Promise<void> {
  await Promise.all(people.filter(({ base }) => base === sealpost.url).map(({ context }) => context.close()));
  await sealpost.stop();
}

describe('where not everybody may found a practice', () => {
  test('a closed server says so, and asks for nothing', async () => {
    const sealpost = await startSealpost({ env: { SIGN_UP: 'closed' } });
    try {
      const person = await somebody(sealpost);
      await goTo(person, '/register');
      await person.page.getByText('New practices are not taken here at the moment.').waitFor();
      await expectAccessible(person, 'register where sign-up is closed');
      expect(await person.page.getByRole('button', { name: 'Create account', exact: true }).count()).toBe(0);
    } finally {
      await leave(sealpost);
    }
  });

  test("the operator's link works once, and nothing else does", async () => {
    const sealpost = await startSealpost({ env: { SIGN_UP: 'token' } });
    try {
      const person = await somebody(sealpost);
      await goTo(person, '/register');
      await person.page.getByText('you need a sign-up link').waitFor();
      const { stdout } = await promisify(execFile)(process.execPath, [join(repository, 'cli', 'sealpost.mjs'), 'sign-up-token'], {
        env: { ...process.env, DATA_DIR: sealpost.dataDir, PUBLIC_URL: sealpost.url },
      });
      const link = stdout.trim();
      await goTo(person, link);
      await fillRegistration(person);
      await storeKit(person);
      await person.page.waitForURL(/\/mail/);
      const second = await somebody(sealpost);
      await goTo(second, link);
      await fillRegistration(second);
      await second.page.getByRole('alert').getByText('This sign-up link does not work').waitFor();
      await expectAccessible(second, 'register with a used sign-up link');
    } finally {
      await leave(sealpost);
    }
  });
});

test('no page complained', () => {
  expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);
});

async function fillRegistration({ page }: Person): Promise<void> {
  await page.getByRole('textbox', { name: 'Practice name', exact: true }).fill(ana.practiceName);
  await page.getByRole('textbox', { name: 'Your name', exact: true }).fill(ana.name);
  await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(ana.address);
  await page.getByLabel('Password', { exact: true }).fill(ana.password);
  await page.getByLabel('Repeat password', { exact: true }).fill(ana.password);
  await page.getByRole('button', { name: 'Create account', exact: true }).click();
}
