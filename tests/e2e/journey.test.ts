// The main job, in a real browser against the real server: sign up, write to a new address, register with the access
// code, read, download, reply, read the reply. Then every byte the server kept is searched for what it must not know.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startSealpost, type RunningSealpost } from '../support/sealpost.ts';
import { download, goTo, logIn, logOut, newPerson, openCompose, openMessage, type Person, registerPractice, send, storeKit, write } from './person.ts';
import { findInFiles, findInTables } from './traces.ts';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

const dentist = { practiceName: 'Northside Dental', name: 'Dr. Ana Ruiz', address: 'ana@northside.example', password: 'orbit-velvet-canyon-lantern-42' };
const lab = { practiceName: 'Fine Lab', name: 'Lee Park', address: 'lee@finelab.example', password: 'thimble-harbor-quartz-meadow-17' };

/** Strings that exist only in secure parts: the server must never hold one, however encoded. */
const canaries = {
  subject: 'CanarySubjectKestrel',
  body: 'CanaryBodyOsprey',
  fileName: 'CanaryFileNameHeron',
  contents: 'CanaryContentsPlover',
  replySubject: 'CanaryReplySubjectWren',
  replyBody: 'CanaryReplyBodyFinch',
};
const small = { name: `${canaries.fileName}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`${canaries.contents} and nothing else\n`) };
const large = { name: 'scan.bin', mimeType: 'application/octet-stream', buffer: Buffer.concat([Buffer.from(canaries.contents), randomBytes(11_000_003)]) };

let sealpost: RunningSealpost;
let browser: Browser;
let ana: Person;
let lee: Person;
let code: string;

beforeAll(async () => {
  [sealpost, browser] = await Promise.all([startSealpost(), launchBrowser()]);
  ana = await newPerson(browser, { base: sealpost.url });
  lee = await newPerson(browser, { base: sealpost.url });
});
afterAll(async () => {
  await browser?.close();
  await sealpost?.stop();
});

describe('the main job', () => {
  test('a practice signs up, and its address is confirmed by the mailed link', async () => {
    const words = await registerPractice(ana, dentist);
    expect(words).toHaveLength(24);
    const mail = await sealpost.mailTo(dentist.address);
    await goTo(ana, mail.link('/confirm'));
    await ana.page.getByRole('button', { name: 'Confirm address', exact: true }).click();
    await expect.poll(async () => (await ana.page.textContent('body')) ?? '').toMatch(/confirmed/i);
  });

  test('it writes to a new address with two attachments and is given an access code', async () => {
    await goTo(ana, '/mail');
    const dialog = await openCompose(ana);
    await write(dialog, { to: [lab.address], subject: 'A message from Northside Dental', secureSubject: canaries.subject, secureMessage: canaries.body, files: [small, large] });
    const codes = await send(dialog);
    code = [...codes.values()][0] ?? '';
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  test('the invitee reads the e-mail, registers with the code and lands on the waiting message', async () => {
    const mail = await sealpost.mailTo(lab.address);
    expect(mail.text).not.toContain(code);
    await goTo(lee, mail.link('/invite'));
    await lee.page.getByRole('textbox', { name: 'Access code', exact: true }).fill(code);
    await lee.page.getByRole('button', { name: 'Continue', exact: true }).click();
    await lee.page.getByRole('textbox', { name: 'Your name', exact: true }).fill(lab.name);
    await lee.page.getByRole('textbox', { name: 'Practice name', exact: true }).fill(lab.practiceName);
    await lee.page.getByLabel('Password', { exact: true }).fill(lab.password);
    await lee.page.getByLabel('Repeat password', { exact: true }).fill(lab.password);
    await lee.page.getByRole('button', { name: 'Create account', exact: true }).click();
    await storeKit(lee);
    await lee.page.waitForURL(/\/message\?id=/);
    await lee.page.getByRole('heading', { name: canaries.subject }).waitFor();
    expect(await lee.page.getByRole('region', { name: 'Secure message', exact: true }).textContent()).toContain(canaries.body);
    expect(await lee.page.getByRole('region', { name: 'E-mail message', exact: true }).textContent()).toContain('A message from Northside Dental');
  });

  test('both attachments download byte for byte', async () => {
    for (const file of [small, large]) expect(hash(await download(lee, file.name))).toBe(hash(file.buffer));
  });

  test('the invitee replies, and the sender reads the reply from a contact verified by access code', async () => {
    await lee.page.getByRole('button', { name: 'Message actions', exact: true }).click();
    await lee.page.getByRole('menuitem', { name: 'Reply', exact: true }).click();
    const dialog = lee.page.getByRole('dialog', { name: 'New message', exact: true });
    await dialog.waitFor();
    expect(await dialog.getByRole('list', { name: 'Selected recipients', exact: true }).textContent()).toContain(dentist.name);
    const body = dialog.getByRole('textbox', { name: 'Secure message', exact: true });
    expect(await body.textContent()).toMatch(new RegExp(`On .+, ${dentist.name} wrote:.*${canaries.body}`));
    await write(dialog, { to: [], secureSubject: canaries.replySubject, secureMessage: canaries.replyBody });
    expect((await send(dialog)).size).toBe(0);

    await goTo(ana, '/mail');
    await openMessage(ana, canaries.replySubject);
    const secure = ana.page.getByRole('region', { name: 'Secure message', exact: true });
    expect(await secure.textContent()).toContain(canaries.replyBody);
    expect(await ana.page.textContent('main')).toMatch(/Verified by access code/);
  });

  test('a notice link opens exactly that message after log-in', async () => {
    const mail = await sealpost.mailTo(dentist.address, { containing: '/message?id=' });
    await logOut(ana);
    await goTo(ana, mail.link('/message'));
    await ana.page.waitForURL(/\/login/);
    await logIn(ana, dentist);
    await ana.page.waitForURL(/\/message\?id=/);
    await ana.page.getByRole('heading', { name: canaries.replySubject }).waitFor();
  });

  test('a used invitation link leads to log-in and then to the message', async () => {
    await logOut(lee);
    await goTo(lee, (await sealpost.mailTo(lab.address, { containing: '/invite?' })).link('/invite'));
    await lee.page.waitForURL(/\/login/);
    await logIn(lee, lab);
    await lee.page.getByRole('heading', { name: canaries.subject }).waitFor();
  });

  test('no page complained of an error, a policy violation or a request to a third party', () => {
    expect([...ana.complaints, ...lee.complaints]).toEqual([]);
  });

  test('database rows, database files, blobs, mails and logs hold no trace of a secure part or a secret', async () => {
    const secrets = { ...canaries, code, bareCode: code.replaceAll('-', ''), anaPassword: dentist.password, leePassword: lab.password };
    const planted = 'A message from Northside Dental'; // a notice is plaintext: the search finds it, so it can find
    expect(await findInTables(sealpost.databaseUrl, [planted])).not.toEqual([]);
    expect(await findInTables(sealpost.databaseUrl, Object.values(secrets))).toEqual([]);
    await sealpost.stop();
    expect(await findInFiles(sealpost.dataDir, [dentist.address])).not.toEqual([]);
    expect(await findInFiles(sealpost.dataDir, Object.values(secrets))).toEqual([]);
    for (const secret of Object.values(secrets)) expect(sealpost.output()).not.toContain(secret);
  });
});

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
