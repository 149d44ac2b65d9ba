// What leaves Sealpost for other programs, at the screen: an encrypted copy that gpg opens, keys and sealed messages that age
// opens, a signature that gpg verifies. Each screen with axe, wide and light, narrow and dark.
import { armor, Decrypter } from 'age-encryption';
import { simpleParser } from 'mailparser';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { GnuPg } from '../support/openpgp-programs.ts';
import { startSealpost, type RunningSealpost } from '../support/sealpost.ts';
import { expectAccessible } from './accessible.ts';
import { ana as dentist, ben as colleague } from './cast.ts';
import { foundPractice } from './entry.ts';
import { goTo, newPerson, openCompose, openMessage, type Person, readDownload, send, write } from './person.ts';

const PASSPHRASE = 'saddle comet turnip harvest violin';
const scan = Buffer.from(Uint8Array.from({ length: 6_000_000 }, (_, index) => (index * 31) % 251));

let sealpost: RunningSealpost;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let gpg: GnuPg;
let ana: Person;
let ben: Person;
/** Every script that Ana's browser has loaded. */
const scripts = new Set<string>();

beforeAll(async () => {
  gpg = new GnuPg();
  [sealpost, browser] = await Promise.all([startSealpost(), launchBrowser()]);
  ana = await newPerson(browser, { base: sealpost.url });
  ben = await newPerson(browser, { base: sealpost.url, phone: true, dark: true });
  ana.context.on('response', (response) => void (response.url().endsWith('.js') && scripts.add(response.url())));
  await foundPractice(ana, { sealpost, who: dentist });
  await foundPractice(ben, { sealpost, who: colleague });
  const dialog = await openCompose(ben);
  const files = [{ name: 'Scan 26.bin', mimeType: 'application/octet-stream', buffer: scan }];
  await write(dialog, { to: [dentist.address], secureSubject: 'Crown 26', secureMessage: 'Shade A2, please.', files });
  await send(dialog);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await sealpost?.stop();
  gpg?.stop();
});

const dialogOf = ({ page }: Person, name: string): Locator => page.getByRole('dialog', { name, exact: true });
const button = (within: Locator, name: string): Locator => within.getByRole('button', { name, exact: true });

async function choose({ page }: Person, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Message actions', exact: true }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

async function saved({ page }: Person, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 120_000 }), press()]);
  return { name: download.suggestedFilename(), bytes: await readDownload(download) };
}

async function chooseFile({ page }: Person, press: () => Promise<void>, file: { name: string; buffer: Buffer }): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press()]);
  await chooser.setFiles({ mimeType: 'application/octet-stream', ...file });
}

/** Whether the OpenPGP library is among the scripts, by words that only it has. */
async function hasOpenPgp(): Promise<boolean> {
  const bodies = await Promise.all([...scripts].map(async (url) => (await ana.context.request.get(url)).text()));
  return bodies.some((body) => body.includes('Misformed armored text'));
}

describe('an OpenPGP copy', () => {
  test('is refused in words for a certificate that cannot be used, and the library is not loaded before', async () => {
    await goTo(ana, '/mail');
    await openMessage(ana, 'Crown 26');
    expect(scripts.size).toBeGreaterThan(5);
    expect(await hasOpenPgp()).toBe(false);
    await choose(ana, 'Save OpenPGP copy…');
    const dialog = dialogOf(ana, 'Save OpenPGP copy');
    const field = dialog.getByRole('textbox', { name: 'Certificate of the person who will read it', exact: true });
    const save = button(dialog, 'Save encrypted copy');
    await expectAccessible(ana, 'openpgp copy, empty');
    expect(await save.isDisabled()).toBe(true);
    await field.fill('Dear colleague');
    await dialog.getByText('This is not an OpenPGP certificate').waitFor();
    gpg.makeKey('Old Kim <old@x.example>', { at: '20200101T000000', expires: '1y' });
    await field.fill(gpg.run(['--armor', '--export', 'old@x.example']).toString());
    await dialog.getByText('This certificate has expired').waitFor();
    await dialog.getByText('Old Kim <old@x.example>').waitFor();
    await expectAccessible(ana, 'openpgp copy, expired certificate');
    expect(await save.isDisabled()).toBe(true);
    await field.fill(gpg.run(['--armor', '--export-secret-keys', 'old@x.example']).toString());
    await dialog.getByText('This is somebody’s secret key').waitFor();
    expect(await hasOpenPgp()).toBe(true);
  });

  test('for a certificate shows whose it is, and is an ordinary download that gpg opens whole', async () => {
    const dialog = dialogOf(ana, 'Save OpenPGP copy');
    const certificate = gpg.makeKey('Kim Sol <kim@harbour.example>', { expires: '2y' });
    await dialog.getByRole('textbox').fill('');
    await chooseFile(ana, () => button(dialog, 'Choose file').click(), { name: 'kim.pgp', buffer: Buffer.from(certificate) });
    await dialog.getByText('Kim Sol <kim@harbour.example>').waitFor();
    const fingerprint = gpg.fingerprint('kim@harbour.example').match(/.{4}/g)?.join(' ') ?? '';
    expect((await dialog.textContent())?.replaceAll(/\s+/g, ' ')).toContain(fingerprint);
    await expectAccessible(ana, 'openpgp copy, certificate read');
    const { name, bytes } = await saved(ana, () => button(dialog, 'Save encrypted copy').click());
    await dialog.waitFor({ state: 'hidden', timeout: 60_000 });
    await ana.page.getByText('The encrypted copy is saved.').first().waitFor();
    expect(name).toMatch(/^sealpost-message-\d{4}-\d\d-\d\d\.eml$/);
    for (const told of ['Crown 26', 'Shade', 'Scan 26', 'kim@harbour']) expect(bytes.includes(told), told).toBe(false);
    const outer = await simpleParser(bytes);
    expect(outer.subject).toBe('[...]');
    const mail = await simpleParser(gpg.run(['--decrypt'], outer.attachments[1]?.content));
    expect(mail).toMatchObject({ subject: 'Crown 26', from: { text: colleague.address } });
    expect(mail.text?.trim()).toBe('Shade A2, please.');
    expect(mail.attachments.map(({ filename, content }) => [filename, content.equals(scan)])).toEqual([['Scan 26.bin', true]]);
  });

  test('on a phone, in the dark, the dialog can be read and left', async () => {
    await goTo(ben, '/mail?folder=sent');
    await openMessage(ben, 'Crown 26');
    await choose(ben, 'Save OpenPGP copy…');
    const dialog = dialogOf(ben, 'Save OpenPGP copy');
    await dialog.getByRole('textbox').fill(gpg.run(['--armor', '--export', 'kim@harbour.example']).toString());
    await dialog.getByText('Kim Sol <kim@harbour.example>').waitFor();
    await dialog.getByText('you have no OpenPGP signing key').waitFor();
    await expectAccessible(ben, 'openpgp copy on a phone, dark');
    await ben.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });
});

describe('keys', () => {
  let keyFile: Buffer;

  test('are exported only with the password, under a strong passphrase, and stock age opens the sealed original with them', async () => {
    const original = await saved(ana, () => choose(ana, 'Save sealed original'));
    expect(original.name).toMatch(/^sealpost-message-\d{4}-\d\d-\d\d\.age$/);
    await goTo(ana, '/settings');
    await ana.page.getByRole('button', { name: 'Export keys', exact: true }).click();
    const dialog = dialogOf(ana, 'Export keys');
    const fill = async (password: string, passphrase: string) => {
      await dialog.getByLabel('Your password', { exact: true }).fill(password);
      await dialog.getByLabel('Passphrase for the file', { exact: true }).fill(passphrase);
      await dialog.getByLabel('Repeat passphrase', { exact: true }).fill(passphrase);
    };
    await expectAccessible(ana, 'export keys');
    // The password itself is no passphrase, however strong it is.
    await fill(dentist.password, dentist.password);
    await button(dialog, 'Save key file').click();
    await dialog.getByText('This could be guessed.').waitFor();
    await fill('not the password', PASSPHRASE);
    await button(dialog, 'Save key file').click();
    await dialog.getByText('The password is not right').waitFor({ timeout: 60_000 });
    await expectAccessible(ana, 'export keys, wrong password');
    await fill(dentist.password, PASSPHRASE);
    const file = await saved(ana, () => button(dialog, 'Save key file').click());
    await ana.page.getByText('Whoever has it and its passphrase can read your mail so far.').first().waitFor();
    expect(file.name).toMatch(/^sealpost-keys-ana@northside\.example-\d{4}-\d\d-\d\d\.age$/);
    keyFile = file.bytes;

    const locked = new Decrypter();
    locked.addPassphrase(PASSPHRASE);
    const identities = (await locked.decrypt(armor.decode(keyFile.toString()), 'text')).split('\n').filter((line) => line.startsWith('AGE-SECRET-KEY-PQ-1'));
    const opener = new Decrypter();
    for (const identity of identities) opener.addIdentity(identity);
    expect(Buffer.from(await opener.decrypt(original.bytes)).toString('latin1')).toContain('"subject":"Crown 26"');
  });

  test('are imported with clear words for a wrong file, a wrong passphrase and keys that are here already', async () => {
    await ana.page.getByRole('button', { name: 'Import keys', exact: true }).click();
    const dialog = dialogOf(ana, 'Import keys');
    await button(dialog, 'Add keys').click();
    await dialog.getByText('Choose the key file.').waitFor();
    await chooseFile(ana, () => button(dialog, 'Choose key file').click(), { name: 'letter.txt', buffer: Buffer.from('Dear colleague') });
    await dialog.getByLabel('Passphrase of the file', { exact: true }).fill('wrong');
    await button(dialog, 'Add keys').click();
    await dialog.getByText('This is not a key file').waitFor();
    await chooseFile(ana, () => button(dialog, 'Choose key file').click(), { name: 'keys.age', buffer: keyFile });
    await button(dialog, 'Add keys').click();
    await dialog.getByText('The passphrase does not open this file').waitFor({ timeout: 60_000 });
    await expectAccessible(ana, 'import keys, wrong passphrase');
    await dialog.getByLabel('Passphrase of the file', { exact: true }).fill(PASSPHRASE);
    await button(dialog, 'Add keys').click();
    await ana.page.getByText('All keys of this file are here already.').first().waitFor({ timeout: 60_000 });
    await dialog.waitFor({ state: 'hidden' });
  });

  test('on a phone, in the dark, both dialogs can be read', async () => {
    await goTo(ben, '/settings');
    await ben.page.getByRole('button', { name: 'Export keys', exact: true }).click();
    await expectAccessible(ben, 'export keys on a phone, dark');
    await ben.page.keyboard.press('Escape');
    await ben.page.getByRole('button', { name: 'Import keys', exact: true }).click();
    await expectAccessible(ben, 'import keys on a phone, dark');
    await ben.page.keyboard.press('Escape');
  });
});

describe('a signing key', () => {
  test('is made on request; its signature over a file is verified by gpg and here; taken back, gpg says so', async () => {
    await ana.page.getByRole('button', { name: 'Make signing key', exact: true }).click();
    await ana.page.getByText('Your signing key is made.').first().waitFor({ timeout: 60_000 });
    await expectAccessible(ana, 'settings with a signing key');
    const certificate = await saved(ana, () => ana.page.getByRole('button', { name: 'Download certificate', exact: true }).click());
    expect(certificate.name).toBe('ana@northside.example.asc');
    gpg.run(['--import'], certificate.bytes);

    await ana.page.getByRole('button', { name: 'Sign a file', exact: true }).click();
    const signing = dialogOf(ana, 'Sign a file');
    const signature = await saved(ana, () => chooseFile(ana, () => button(signing, 'Choose file to sign').click(), { name: 'export.zip', buffer: scan }));
    expect(signature.name).toBe('export.zip.asc');
    await signing.getByText('gpg --verify "export.zip.asc" "export.zip"').waitFor();
    await expectAccessible(ana, 'signed a file');
    expect(gpg.verify({ file: scan, signature: signature.bytes })).toContain('GOODSIG');
    await ana.page.keyboard.press('Escape');

    await ana.page.getByRole('button', { name: 'Check a signature', exact: true }).click();
    const checking = dialogOf(ana, 'Check a signature');
    await button(checking, 'Check signature').click();
    await checking.getByText('Choose the file, its signature and the certificate.').waitFor();
    await chooseFile(ana, () => button(checking, 'Choose file').first().click(), { name: 'export.zip', buffer: scan });
    await chooseFile(ana, () => button(checking, 'Choose signature').click(), { name: 'export.zip.asc', buffer: signature.bytes });
    await checking.getByRole('textbox').fill(certificate.bytes.toString());
    await checking.getByText('Dr. Ana Ruiz <ana@northside.example>').waitFor();
    await button(checking, 'Check signature').click();
    await checking.getByText('The signature is right').waitFor({ timeout: 60_000 });
    await expectAccessible(ana, 'signature is right');
    await chooseFile(ana, () => button(checking, 'Choose file').first().click(), { name: 'export.zip', buffer: scan.subarray(1) });
    await button(checking, 'Check signature').click();
    await checking.getByText('The signature does not hold').waitFor({ timeout: 60_000 });
    await ana.page.keyboard.press('Escape');

    await ana.page.getByRole('button', { name: 'Take the key back', exact: true }).click();
    const question = ana.page.getByRole('alertdialog');
    await expectAccessible(ana, 'taking the key back');
    const revoked = await saved(ana, () => button(question, 'Take it back').click());
    gpg.run(['--import'], revoked.bytes);
    expect(gpg.verify({ file: scan, signature: signature.bytes })).toContain('REVKEYSIG');
    await ana.page.getByText('You took this key back on').waitFor();
  });

  test('on a phone, in the dark, has its place in the settings', async () => {
    await ben.page.getByRole('button', { name: 'Make signing key', exact: true }).click();
    await ben.page.getByText('Your signing key is made.').first().waitFor({ timeout: 60_000 });
    await ben.page.getByRole('heading', { name: 'OpenPGP', exact: true }).scrollIntoViewIfNeeded();
    await expectAccessible(ben, 'settings with a signing key on a phone, dark');
  });

  test('and in all of this no page complained', () => {
    expect([...ana.complaints, ...ben.complaints]).toEqual([]);
  });
});
