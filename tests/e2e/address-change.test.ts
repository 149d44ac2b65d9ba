// A person changes their address with both mailboxes, and whoever knew them goes on writing to them.
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressChange } from '../../web/text/en/address-change.ts';
import { compose } from '../../web/text/en/compose.ts';
import { settings } from '../../web/text/en/settings.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben, lee } from './cast.ts';
import { enter, foundPractice, typeCode } from './entry.ts';
import { invite, tellKnown } from './letters.ts';
import { goTo, openCompose, type Person, send, storeKit, write } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const NEW = 'ben@northside.example';
/** Asked for first, and stopped. */
const STOPPED = 'ben@elsewhere.example';

let stage: Stage;
let writer: Person;
let mover: Person;

beforeAll(async () => {
  stage = await openStage({ env: { UNDO_SECONDS: '0' } });
  [writer, mover] = [await stage.somebody(), await stage.somebody()];
  await foundPractice(writer, { sealpost: stage.sealpost, who: ana });
  await foundPractice(mover, { sealpost: stage.sealpost, who: ben });
  await tellKnown(writer, { to: ben.address, subject: 'Findings' });
}, 240_000);
afterAll(() => stage?.close());

const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });
const heading = ({ page }: Person, name: string) => page.getByRole('heading', { name, exact: true });
const fits = async ({ page }: Person) => expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

/** For looking at, where a folder is given. */
async function see({ page }: Person, what: string): Promise<void> {
  const folder = process.env['SEALPOST_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${what}.png`, fullPage: true });
}

async function ask(person: Person, address: string): Promise<void> {
  await person.page.getByLabel(addressChange.ask.address, { exact: true }).fill(address);
  await person.page.getByLabel(addressChange.ask.password, { exact: true }).fill(ben.password);
  await button(person, addressChange.ask.submit).click();
}

describe('a change of address', () => {
  test('is asked for in the settings, and says what is missing or wrong', async () => {
    await goTo(mover, '/settings');
    await mover.page.getByRole('link', { name: settings.profile.changeAddress, exact: true }).click();
    await heading(mover, addressChange.ask.title).waitFor();
    await expectAccessible(mover, 'changing the address');
    await button(mover, addressChange.ask.submit).click();
    for (const text of [addressChange.ask.addressError, addressChange.ask.passwordError]) await mover.page.getByText(text, { exact: true }).waitFor();
    await ask(mover, ana.address);
    await mover.page.getByText(addressChange.failures.address_taken.title, { exact: true }).waitFor();
    await ask(mover, STOPPED);
    await heading(mover, addressChange.underWay.title).waitFor();
    await expectAccessible(mover, 'a change of address under way');
    await goTo(mover, '/settings');
    await mover.page.getByText(settings.profile.underWay.title(STOPPED), { exact: true }).waitFor();
    await expectAccessible(mover, 'settings that tell of a change of address');
    await mover.page.getByRole('link', { name: settings.profile.underWay.look, exact: true }).click();
    await heading(mover, addressChange.underWay.title).waitFor();
  });

  test('can be stopped by the old mailbox, without logging in, on a phone in the dark', async () => {
    const phone = await stage.somebody({ phone: true, dark: true });
    await goTo(phone, (await stage.sealpost.mailTo(ben.address, { containing: STOPPED })).link('/old-address'));
    await heading(phone, addressChange.link.oldTitle).waitFor();
    for (const address of [ben.address, STOPPED]) await phone.page.getByText(address, { exact: true }).waitFor();
    await expectAccessible(phone, 'the old mailbox, on a phone, dark');
    await fits(phone);
    await button(phone, addressChange.link.stop).click();
    await heading(phone, addressChange.link.stoppedTitle).waitFor();
    await phone.page.getByRole('link', { name: addressChange.link.settings, exact: true }).waitFor();
    await phone.page.reload();
    await heading(phone, addressChange.link.expiredTitle).waitFor();
    await mover.page.reload();
    await heading(mover, addressChange.ask.title).waitFor();
  });

  test('is finished when both have answered, with a new recovery kit, and log-in goes by the new address', async () => {
    await ask(mover, NEW);
    await heading(mover, addressChange.underWay.title).waitFor();
    expect(await button(mover, addressChange.finish.submit(NEW)).count()).toBe(0);
    const mailbox = await stage.somebody();
    await goTo(mailbox, (await stage.sealpost.mailTo(NEW, { containing: '/new-address?' })).link('/new-address'));
    await expectAccessible(mailbox, 'the new mailbox');
    await button(mailbox, addressChange.link.confirm).click();
    await heading(mailbox, addressChange.link.newDoneTitle).waitFor();
    await goTo(mailbox, (await stage.sealpost.mailTo(ben.address, { containing: NEW })).link('/old-address'));
    await button(mailbox, addressChange.link.agree).click();
    await heading(mailbox, addressChange.link.agreedTitle).waitFor();
    await mover.page.reload();
    await heading(mover, addressChange.finish.title).waitFor();
    await expectAccessible(mover, 'the last step of a change of address');
    await mover.page.getByLabel(addressChange.ask.password, { exact: true }).fill(ben.password);
    await button(mover, addressChange.finish.submit(NEW)).click();
    await mover.page.getByText(NEW, { exact: true }).first().waitFor();
    await storeKit(mover);
    await mover.page.getByText(addressChange.finish.done, { exact: true }).waitFor();
    const elsewhere = await stage.somebody();
    await enter(elsewhere, { ...ben, address: NEW });
    await elsewhere.page.getByText('Findings').first().waitFor();
  });

  test('is seen by whoever writes to the old address, who reaches the new one and keeps the contact', async () => {
    // As whoever opens Sealpost later: an open page believes what it looked up for a minute. Sending looks again in any case.
    await goTo(writer, '/mail');
    const dialog = await openCompose(writer);
    await write(dialog, { to: [ben.address], secureSubject: 'To the old address', secureMessage: 'Still there?' });
    await dialog.getByText(compose.to.moved(NEW), { exact: true }).waitFor();
    await send(dialog);
    await goTo(mover, '/mail');
    await mover.page.getByText('To the old address').first().waitFor();
    // The day is written as the browser's language has it.
    const formerly = new RegExp(`^Until .+ \\d{4}: ${ben.address}$`);
    await goTo(writer, '/contacts');
    await writer.page.getByText(formerly).waitFor();
    await expectAccessible(writer, 'a contact who has moved');
  });

  test('keeps the old address: whoever is invited there reads what to do, before they choose a password', async () => {
    const stranger = await stage.somebody();
    await foundPractice(stranger, { sealpost: stage.sealpost, who: lee });
    const { code, link } = await invite(stranger, { sealpost: stage.sealpost, to: ben.address, subject: 'For the old address' });
    const invitee = await stage.somebody();
    await goTo(invitee, link);
    await typeCode(invitee, code);
    const told = invitee.page.getByRole('alert').filter({ hasText: 'This address is kept for an account that had it before' });
    await told.getByText(/^Until .+ \d{4} no other account can be made with it/).waitFor();
    await told.getByText(/ask the sender to write to the address that it has now/).waitFor();
    // Where it is now, and whose it was, is not said.
    for (const secret of [NEW, ben.name]) expect(await invitee.page.getByText(secret).count()).toBe(0);
    await expectAccessible(invitee, 'invited to an address that is kept');
    await see(invitee, 'kept');
    const german = await stage.somebody({ phone: true, dark: true, locale: 'de-DE' });
    await goTo(german, link);
    await german.page.getByRole('textbox', { name: 'Zugangscode', exact: true }).fill(code);
    await german.page.getByRole('button', { name: 'Weiter', exact: true }).click();
    await german.page.getByText(/^Bis zum .+ \d{4} lässt sich mit ihr kein anderes Konto anlegen/).waitFor();
    await expectAccessible(german, 'invited to an address that is kept, in German on a phone in the dark');
    await fits(german);
    await see(german, 'kept-german-phone-dark');
  });
});
