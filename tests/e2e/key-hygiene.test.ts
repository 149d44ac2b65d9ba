// Where keys are: in the vault's worker and nowhere else. While the mailbox is used and after log-off the page's memory, its
// storage, its addresses, the console and the server's log are searched for every secret there is, computed from outside by
// logging in as the same person. Secrets are typed key by key, so that only the product can have kept them.
// tests/web/page-memory.test.ts shows that the search finds what is there.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { passkeyPrfInput, passkeyUnlockKey } from '#crypto';
import { accountSecrets, kitSecrets } from '../support/account-secrets.ts';
import { launchBrowser } from '../support/browser.ts';
import { readPage, WHOLE_STRINGS } from '../support/page-memory.ts';
import { type RunningSealpost, startSealpost } from '../support/sealpost.ts';
import { findSecrets, type Secrets } from '../support/secret-traces.ts';
import { ana, ben, lee, newPassword } from './cast.ts';
import { confirmAddress, foundPractice } from './entry.ts';
import { goTo, newPerson, openCompose, openMessage, type Person, send, type SignUp, storeKit, write } from './person.ts';
import { plugIn } from './virtual-authenticator.ts';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

/** What only readers may have: found in the page while it is read, and nowhere after log-off. */
const plaintexts = { subject: 'HygieneSubjectKestrel', body: 'HygieneBodyOsprey', fileName: 'HygieneFileHeron.txt' };
const file = { name: plaintexts.fileName, mimeType: 'text/plain', buffer: Buffer.from('HygieneContentsPlover\n') };

let sealpost: RunningSealpost;
let browser: Browser;
let practice: Person;
let lab: Person;
/** Everything that was written to a console, asked for by address, or complained of. */
const spoken: string[] = [];
const anaSecrets: Record<string, Secrets[string]> = { password: ana.password };
const leeSecrets: Record<string, Secrets[string]> = { password: lee.password };

// Reading a heap takes its time on a busy machine.
vi.setConfig({ testTimeout: 600_000 });

beforeAll(async () => {
  [sealpost, browser] = await Promise.all([startSealpost(), launchBrowser({ args: WHOLE_STRINGS })]);
  practice = await somebody();
  lab = await somebody();
});
afterAll(async () => {
  await browser?.close();
  await sealpost?.stop();
});

async function somebody(): Promise<Person> {
  const person = await newPerson(browser, { base: sealpost.url });
  person.page.on('console', (message) => spoken.push(message.text()));
  person.page.on('pageerror', (error) => spoken.push(String(error.stack)));
  person.page.on('request', (request) => spoken.push(request.url()));
  return person;
}

/** Key by key: `fill` would leave the text in the page's heap by itself. */
async function typeInto(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.page().keyboard.type(text);
}

const field = ({ page }: Person, name: string): Locator => page.getByLabel(name, { exact: true });
const button = ({ page }: Person, name: string): Locator => page.getByRole('button', { name, exact: true });

async function typeAccount(person: Person, who: SignUp): Promise<void> {
  await person.page.getByRole('textbox', { name: 'Your name', exact: true }).fill(who.name);
  await person.page.getByRole('textbox', { name: 'Practice name', exact: true }).fill(who.practiceName);
  await typeInto(field(person, 'Password'), who.password);
  await typeInto(field(person, 'Repeat password'), who.password);
}

async function typeLogIn(person: Person, who: { address: string; password: string }): Promise<void> {
  await person.page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(who.address);
  await typeInto(field(person, 'Password'), who.password);
  await button(person, 'Log in').click();
  await mailbox(person);
}

async function mailbox(person: Person): Promise<void> {
  await button(person, 'Compose message').waitFor();
  await person.page.waitForLoadState('networkidle');
}

async function logOut(person: Person): Promise<void> {
  await button(person, 'Account').click();
  await person.page.getByRole('menuitem', { name: 'Log out', exact: true }).click();
  await person.page.waitForURL(/\/login/);
  await person.page.waitForLoadState('networkidle');
}

const traces = async (person: Person, secrets: Secrets): Promise<string[]> => findSecrets(await readPage(person.page), secrets);

/** The share of the session that runs in this browser, as its worker was given it. */
async function shareOf({ context, base }: Person): Promise<Uint8Array> {
  const answer = await context.request.get(`${base}/api/session/share`, { headers: { origin: base } });
  return Buffer.from(((await answer.json()) as { share: string }).share, 'base64url');
}

/** What this person's passkey gives for unlocking, asked for beside the product, and the key made of it. The page holds them until it is left. */
async function prfSecrets({ page }: Person): Promise<{ prfOutput: Uint8Array; prfKey: Uint8Array }> {
  const answered = await page.evaluate(async (input) => {
    const credential = (await navigator.credentials.get({
      publicKey: { challenge: crypto.getRandomValues(new Uint8Array(32)), rpId: location.hostname, userVerification: 'required', extensions: { prf: { eval: { first: Uint8Array.from(input) } } } },
    })) as PublicKeyCredential;
    return [...new Uint8Array(credential.getClientExtensionResults().prf?.results?.first as ArrayBuffer)];
  }, [...passkeyPrfInput()]);
  const prfOutput = Uint8Array.from(answered);
  expect(prfOutput).toHaveLength(32);
  return { prfOutput, prfKey: await passkeyUnlockKey(prfOutput) };
}

/** Adds what has taken the place of keys and words; those from before stay secrets. */
async function renewed(secrets: Record<string, Secrets[string]>, words: readonly string[], password = newPassword): Promise<void> {
  const kept = Object.entries(secrets).map(([name, secret]) => [`${name} before`, secret] as const);
  Object.assign(secrets, Object.fromEntries(kept), await kitSecrets(words), (await accountSecrets(sealpost.url, { ...ana, password })).secrets, { share: await shareOf(practice), newPassword });
}

describe('no secret is left in the page', () => {
  test('after signing up: neither the password, nor the kit that was confirmed, nor any key', async () => {
    await goTo(practice, '/register');
    await practice.page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(ana.address);
    await typeAccount(practice, ana);
    await button(practice, 'Create account').click();
    const words = await storeKit(practice);
    await mailbox(practice);
    expect(words).toHaveLength(24);
    await confirmAddress(await somebody(), { sealpost, address: ana.address });
    Object.assign(anaSecrets, await kitSecrets(words), (await accountSecrets(sealpost.url, ana)).secrets, { share: await shareOf(practice) });
    expect(Object.keys(anaSecrets)).toEqual(expect.arrayContaining(['password', 'kitWords', 'kitEntropy', 'exportKey', 'unlockKey', 'accountKey', 'stateKey', 'signSeed', 'kemSeed0', 'share']));
    expect(await traces(practice, anaSecrets)).toEqual([]);
  });

  test('after writing with an attachment: not the attachment’s key', async () => {
    const dialog = await openCompose(practice);
    await write(dialog, { to: [lee.address], subject: 'A message', secureSubject: plaintexts.subject, secureMessage: plaintexts.body, files: [file] });
    const codes = await send(dialog);
    leeSecrets['code'] = [...codes.values()][0] ?? '';
    expect(leeSecrets['code']).toMatch(/^.{5}-.{5}-.{5}$/);
    await practice.page.getByRole('link', { name: /^Sent/ }).first().click();
    await openMessage(practice, plaintexts.subject);
    const message = new URL(practice.page.url()).searchParams.get('id') ?? '';
    const { secrets, attachments } = await accountSecrets(sealpost.url, { ...ana, message });
    expect(attachments.map(({ name }) => name)).toEqual([file.name]);
    Object.assign(anaSecrets, { attachmentKey: secrets[`key of ${file.name}`] });
    expect(await traces(practice, anaSecrets)).toEqual([]);
    // The search sees this very page: what is being read is there.
    expect(await traces(practice, plaintexts)).toEqual(expect.arrayContaining(['subject as text in heap', 'body as text in heap']));
  });

  test('after a reload, which takes no password', async () => {
    await practice.page.reload();
    await mailbox(practice);
    expect(await traces(practice, anaSecrets)).toEqual([]);
  });

  test('after redeeming an invitation: neither the access code, nor the new password, nor the kit', async () => {
    const mail = await sealpost.mailTo(lee.address);
    await goTo(lab, mail.link('/invite'));
    await typeInto(lab.page.getByRole('textbox', { name: 'Access code', exact: true }), String(leeSecrets['code']));
    await button(lab, 'Continue').click();
    await lab.page.getByRole('textbox', { name: 'Your name', exact: true }).waitFor();
    await typeAccount(lab, lee);
    await button(lab, 'Create account').click();
    const words = await storeKit(lab);
    await lab.page.waitForURL(/\/message\?id=/);
    await lab.page.getByRole('heading', { name: plaintexts.subject }).waitFor();
    Object.assign(leeSecrets, await kitSecrets(words), (await accountSecrets(sealpost.url, lee)).secrets, { share: await shareOf(lab), attachmentKey: anaSecrets['attachmentKey'] });
    expect(await traces(lab, leeSecrets)).toEqual([]);
  });

  test('after downloading the attachment', async () => {
    const saved = lab.page.waitForEvent('download');
    await lab.page.getByRole('button', { name: /^Download/ }).first().click();
    expect(await (await saved).failure()).toBeNull();
    expect(await traces(lab, leeSecrets)).toEqual([]);
  });

  test('after log-off: nor anything of the mail', async () => {
    await logOut(lab);
    expect(await traces(lab, { ...leeSecrets, ...plaintexts })).toEqual([]);
    await logOut(practice);
    expect(await traces(practice, { ...anaSecrets, ...plaintexts })).toEqual([]);
  });

  test('after logging in by password', async () => {
    await typeLogIn(practice, ana);
    Object.assign(anaSecrets, { share: await shareOf(practice) });
    expect(await traces(practice, anaSecrets)).toEqual([]);
  });

  test('after a wrong password was corrected', async () => {
    await typeInto(lab.page.getByRole('textbox', { name: 'E-mail address', exact: true }), lee.address);
    const wrong = 'zephyr-cobalt-88-marigold';
    await typeInto(field(lab, 'Password'), wrong);
    await button(lab, 'Log in').click();
    await lab.page.getByRole('alert').first().waitFor();
    await field(lab, 'Password').focus();
    for (const _ of wrong) await lab.page.keyboard.press('Backspace');
    await typeInto(field(lab, 'Password'), lee.password);
    await button(lab, 'Log in').click();
    await mailbox(lab);
    expect(await traces(lab, { ...leeSecrets, share: await shareOf(lab), wrong })).toEqual([]);
  });

  test('after changing the password: neither the old nor the new one', async () => {
    await goTo(practice, '/settings');
    const form = practice.page.getByRole('form', { name: 'Password', exact: true });
    await typeInto(form.getByLabel('Current password', { exact: true }), ana.password);
    await typeInto(form.getByLabel('New password', { exact: true }), newPassword);
    await typeInto(form.getByLabel('Repeat password', { exact: true }), newPassword);
    await form.getByRole('button', { name: 'Change password', exact: true }).click();
    await expect.poll(async () => (await accountSecrets(sealpost.url, { ...ana, password: newPassword }).catch(() => null)) !== null, { timeout: 30_000 }).toBe(true);
    await practice.page.waitForLoadState('networkidle');
    const { secrets } = await accountSecrets(sealpost.url, { ...ana, password: newPassword });
    expect(await traces(practice, { ...anaSecrets, newPassword, newExportKey: secrets['exportKey'] ?? '', newUnlockKey: secrets['unlockKey'] ?? '' })).toEqual([]);
  });

  test('after making a new recovery kit: neither the password that it takes, nor the words, nor the keys that it renews', async () => {
    const form = practice.page.getByRole('form', { name: 'Recovery kit', exact: true });
    await typeInto(form.getByLabel('Password', { exact: true }), newPassword);
    await form.getByRole('button', { name: 'Make a new kit', exact: true }).click();
    const words = await storeKit(practice);
    await practice.page.waitForLoadState('networkidle');
    await renewed(anaSecrets, words);
    expect(await traces(practice, anaSecrets)).toEqual([]);
  });

  test('after a forgotten password: neither the words that were typed, nor the new ones, nor the new password', async () => {
    const typed = anaSecrets['kitWords'] as readonly string[];
    await logOut(practice);
    await goTo(practice, '/recover');
    await practice.page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(ana.address);
    await typeInto(practice.page.getByRole('textbox', { name: 'Recovery words', exact: true }), typed.join(' '));
    await typeInto(field(practice, 'New password'), ana.password);
    await typeInto(field(practice, 'Repeat password'), ana.password);
    await button(practice, 'Set new password').click();
    const words = await storeKit(practice);
    await mailbox(practice);
    await renewed(anaSecrets, words, ana.password);
    expect(await traces(practice, anaSecrets)).toEqual([]);
  });
});

test('after logging in by a passkey nothing of what its PRF gives, nor of the key made of that, is in the page or in a request', async () => {
  const clinic = await somebody();
  const sent: string[] = [];
  clinic.page.on('request', (request) => sent.push(request.postData() ?? ''));
  // Ended by any other session of DevTools that ends: the page is read once, at the end.
  await plugIn(clinic);
  await foundPractice(clinic, { sealpost, who: ben });
  const { secrets } = await accountSecrets(sealpost.url, ben);
  await goTo(clinic, '/settings');
  const section = clinic.page.getByRole('region', { name: 'Passkeys', exact: true });
  await section.getByRole('button', { name: 'Add a passkey', exact: true }).click();
  await typeInto(section.getByLabel('Password', { exact: true }), ben.password);
  await section.getByRole('button', { name: 'Continue', exact: true }).click();
  await button(clinic, 'I have stored them').click();
  await section.getByText('Opens the mailbox').waitFor();
  const prf = await prfSecrets(clinic);
  await goTo(clinic, '/mail');
  await mailbox(clinic);
  await logOut(clinic);
  await button(clinic, 'Log in with a passkey').click();
  await mailbox(clinic);
  const all = { ...secrets, ...prf, share: await shareOf(clinic) };
  expect(await traces(clinic, all)).toEqual([]);
  expect(findSecrets({ texts: { requests: sent } }, all)).toEqual([]);
  // The search sees what an attentive page would have kept, and the requests of the worker.
  expect(sent.some((body) => body.includes('authenticatorData'))).toBe(true);
  await clinic.page.evaluate((bytes) => void ((globalThis as { kept?: Uint8Array }).kept = Uint8Array.from(bytes)), [...prf.prfOutput]);
  expect(await traces(clinic, prf)).toContain('prfOutput as bytes in buffer');
  await logOut(clinic);
});

test('no console, address, error or log of the server ever held a secret', () => {
  expect(spoken.length).toBeGreaterThan(20);
  const texts = { spoken: [...spoken, ...practice.complaints, ...lab.complaints], log: [sealpost.output()] };
  expect(texts.log[0]).toContain('ready');
  for (const secrets of [anaSecrets, leeSecrets, plaintexts, { newPassword }]) expect(findSecrets({ texts }, secrets)).toEqual([]);
});
