// How an access code gets to the invitee: said, copied, on a printed slip, and, where the practice allows it, as a complete link
// or QR code. Who comes by a complete link has not shown that the mailbox is theirs.
import type { Browser } from 'playwright-core';
import jsQR from 'jsqr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { pdfPages } from '../support/pdf-text.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben, lee } from './cast.ts';
import { confirmAddress, fillAccount, foundPractice, typeCode } from './entry.ts';
import { expectMessage, tell } from './letters.ts';
import { goTo, openCompose, openMessage, type Person, send, storeKit, write } from './person.ts';
import { openInvitation } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

const code = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/;

let stage: Stage;
let office: Person;

beforeAll(async () => {
  stage = await openStage();
  office = await stage.somebody();
  await office.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await foundPractice(office, { sealpost: stage.sealpost, who: ana });
});
afterAll(() => stage?.close());

const clipboard = ({ page }: Person): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const codesDialog = ({ page }: Person) => page.getByRole('dialog', { name: 'Access codes', exact: true });
const press = (place: ReturnType<typeof codesDialog>, name: string) => place.getByRole('button', { name, exact: true }).click();

/** Sends to a new address and leaves the dialog with the code open. */
async function sendAndLook(address: string): Promise<string> {
  await goTo(office, '/mail');
  const dialog = await openCompose(office);
  await write(dialog, { to: [address], secureSubject: `For ${address}`, secureMessage: `Sealed: For ${address}` });
  await press(dialog, 'Send');
  await codesDialog(office).waitFor({ timeout: 60_000 });
  return ((await codesDialog(office).locator('[data-access-code]').textContent()) ?? '').trim();
}

/** What comes out of the printer. Printing from a page is not waited for without a screen, so its end is held back meanwhile. */
async function printed({ page }: Person, print: () => Promise<void>): Promise<string[]> {
  await page.evaluate(() => (window.print = () => undefined));
  await print();
  return pdfPages(await page.pdf());
}

describe('the code', () => {
  const address = 'paper@codes.example';

  test('is copied, and a complete link is not offered unless the practice allows it', async () => {
    const shown = await sendAndLook(address);
    expect(shown).toMatch(code);
    await expectAccessible(office, 'access codes');
    await press(codesDialog(office), 'Copy code');
    expect(await clipboard(office)).toBe(shown);
    for (const name of ['Copy complete link', 'Show QR code']) expect(await codesDialog(office).getByRole('button', { name, exact: true }).count()).toBe(0);
  });

  test('is printed on one slip of paper, with nothing of the message or the page', async () => {
    const shown = ((await codesDialog(office).locator('[data-access-code]').textContent()) ?? '').trim();
    const pages = await printed(office, () => press(codesDialog(office), 'Print slip'));
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain(shown);
    expect(pages[0]).toContain(address);
    expect(pages[0]).toContain(`${ana.name}, ${ana.practiceName}`);
    expect(pages[0]).not.toContain('Compose message');
    expect(pages[0]).not.toContain(`For ${address}`.replace('For', 'Sealed: For'));
    await press(codesDialog(office), 'Done');
  });

  test('stays at the open invitation', async () => {
    await goTo(office, '/contacts');
    const shown = await openInvitation(office, address).locator('[data-access-code]').textContent();
    expect(shown?.trim()).toMatch(code);
    await expectAccessible(office, 'open invitations');
    const pages = await printed(office, () => press(openInvitation(office, address), 'Print slip'));
    expect(pages[0]).toContain(shown?.trim());
  });

  test('never goes into the e-mail part, however it is written', async () => {
    const shown = ((await openInvitation(office, address).locator('[data-access-code]').textContent()) ?? '').trim();
    await goTo(office, '/mail');
    const dialog = await openCompose(office);
    const spaced = shown.toLowerCase().replaceAll('-', ' ').split('').join(' ');
    await write(dialog, { to: [address], message: `The code is ${spaced}.`, secureSubject: 'Careless', secureMessage: 'Sealed: Careless' });
    await press(dialog, 'Send');
    await dialog.getByRole('alert').getByText('The e-mail part contains an access code.').waitFor();
    await expectAccessible(office, 'access code in the e-mail part');
    await write(dialog, { to: [], message: 'The code comes by phone.', secureSubject: 'Careful', secureMessage: 'Sealed: Careful' });
    await send(dialog);
  });
});

describe('a complete link', () => {
  const address = 'link@codes.example';
  let link: string;
  let invitee: Person;

  test('is allowed by the practice, and offered then', async () => {
    await goTo(office, '/practice');
    await expectAccessible(office, 'practice');
    await office.page.getByRole('checkbox', { name: 'Allow complete links and QR codes', exact: true }).check();
    await office.page.getByRole('button', { name: 'Save changes', exact: true }).click();
    await office.page.getByText('The practice was saved.').first().waitFor();
    const shown = await sendAndLook(address);
    await press(codesDialog(office), 'Copy complete link');
    link = await clipboard(office);
    expect(link).toBe(`${stage.sealpost.url}${new URL(link).pathname}${new URL(link).search}#${shown}`);
    expect(new URL(link).pathname + new URL(link).search).toMatch(/^\/invite\?id=[\w-]{22}$/);
  });

  test('is a QR code, on the screen and on the slip', async () => {
    await press(codesDialog(office), 'Show QR code');
    const qr = codesDialog(office).getByRole('img', { name: `QR code with the complete link for ${address}`, exact: true });
    expect(await scan(await qr.screenshot())).toBe(link);
    await expectAccessible(office, 'QR code with a complete link');
    await office.page.evaluate(() => (window.print = () => undefined));
    await press(codesDialog(office), 'Print slip');
    await office.page.emulateMedia({ media: 'print' });
    const onPaper = office.page.getByRole('article').getByRole('img', { name: `QR code with the complete link for ${address}`, exact: true, includeHidden: true });
    expect(await scan(await onPaper.screenshot())).toBe(link);
    await office.page.emulateMedia({ media: 'screen' });
    await office.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await press(codesDialog(office), 'Done');
  });

  test('loses its code from the address bar at once, and is redeemed only on a click', async () => {
    invitee = await stage.somebody({ phone: true });
    const asked: string[] = [];
    invitee.page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
    await goTo(invitee, link);
    const field = invitee.page.getByRole('textbox', { name: 'Access code', exact: true });
    await field.waitFor();
    const shown = new URL(link).hash.slice(1);
    expect(await field.inputValue()).toBe(shown);
    expect(invitee.page.url()).toBe(link.replace(/#.*/, ''));
    await invitee.page.waitForTimeout(2_000);
    expect(asked.filter((request) => request.includes('redeem') || request.includes(shown))).toEqual([]);
    await expectAccessible(invitee, 'complete link');
    await invitee.page.getByRole('button', { name: 'Continue', exact: true }).click();
    await fillAccount(invitee, lee);
    await invitee.page.getByRole('button', { name: 'Create account', exact: true }).click();
    await storeKit(invitee);
    await expectMessage(invitee, `For ${address}`);
    expect(asked.filter((request) => request.includes(shown) || request.includes(shown.replaceAll('-', '')))).toEqual([]);
  });

  test('shows the code only: until the mailbox confirms, nobody but the inviter writes to it', async () => {
    await invitee.page.getByText('Confirm your address to send messages').waitFor();
    const bensOffice = await stage.somebody();
    await foundPractice(bensOffice, { sealpost: stage.sealpost, who: ben });
    expect(await stateOf(bensOffice, address)).toBe('Will be invited');
    expect(await stateOf(office, address)).toBe('Verified by access code');
    expect((await tell(office, { to: address, subject: 'Before it confirms' })).size).toBe(0);
    await goTo(invitee, '/mail');
    await openMessage(invitee, 'Before it confirms');
    await expectMessage(invitee, 'Before it confirms');

    await confirmAddress(invitee, { sealpost: stage.sealpost, address });
    expect(await stateOf(bensOffice, address)).toBe('Registered, not yet compared');
    await goTo(invitee, '/mail');
    expect((await tell(invitee, { to: ana.address, subject: 'Confirmed now' })).size).toBe(0);
    await goTo(office, '/mail');
    await openMessage(office, 'Confirmed now');
    await office.page.getByText(/^Verified by access code/).first().waitFor();
  });

  test('whose code was cut off asks for it', async () => {
    const cut = await stage.somebody();
    await sendAndLook('cut@codes.example');
    await press(codesDialog(office), 'Copy complete link');
    const whole = await clipboard(office);
    await press(codesDialog(office), 'Done');
    await goTo(cut, whole.slice(0, -3));
    await cut.page.getByRole('button', { name: 'Continue', exact: true }).click();
    await cut.page.getByText('Type all fifteen letters and digits of the code.').waitFor();
    await typeCode(cut, new URL(whole).hash.slice(1).toLowerCase().replaceAll('-', ' '));
    await cut.page.getByRole('heading', { name: 'Set up your free account', exact: true }).waitFor();
  });
});

test('no page complained', () => stage.expectNoComplaints());

/** How compose calls this address. */
async function stateOf(person: Person, address: string): Promise<string> {
  await goTo(person, '/mail');
  const dialog = await openCompose(person);
  const to = dialog.getByRole('combobox', { name: 'To', exact: true });
  await to.fill(address);
  await to.press('Enter');
  const chosen = dialog.getByRole('list', { name: 'Selected recipients', exact: true }).getByRole('listitem').filter({ hasText: address });
  const words = ['Will be invited', 'Invitation open', 'Verified by access code', 'Registered, not yet compared', 'Cannot be invited by you'];
  const state = await Promise.any(words.map(async (each) => chosen.getByText(each, { exact: true }).waitFor().then(() => each)));
  await dialog.getByRole('button', { name: 'Discard draft', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  return state;
}

/** What a phone's camera reads from this picture. A browser of its own turns the PNG into pixels. */
async function scan(png: Buffer): Promise<string | undefined> {
  const browser: Browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const { width, height, pixels } = await page.evaluate(async (encoded) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(encoded), (sign) => sign.charCodeAt(0))]));
      const drawing = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      drawing?.drawImage(bitmap, 0, 0);
      return { width: bitmap.width, height: bitmap.height, pixels: [...(drawing?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [])] };
    }, png.toString('base64'));
    return jsQR(Uint8ClampedArray.from(pixels), width, height)?.data;
  } finally {
    await browser.close();
  }
}
