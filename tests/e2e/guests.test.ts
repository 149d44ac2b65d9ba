// What a guest may send to whom: told on the screen before the attempt, refused to outsiders by the server, and possible to sponsors. And how
// a guest founds a practice, after which none of it holds any more.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { founder } from '../support/client.ts';
import { overHttp } from '../support/over-http.ts';
import { compose as words } from '../../web/text/en/compose.ts';
import { practice } from '../../web/text/en/practice.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben, lee } from './cast.ts';
import { acceptInvitation, foundPractice } from './entry.ts';
import { expectMessage, invite } from './letters.ts';
import { attach, goTo, openCompose, openMessage, type Person, send, write } from './person.ts';
import { heading } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

const scan = { name: 'crown.stl', mimeType: 'model/stl', buffer: Buffer.from('solid crown\nendsolid crown\n') };
const letter = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear colleague') };

let stage: Stage;
let owner: Person;
let guest: Person;

beforeAll(async () => {
  stage = await openStage();
  [owner, guest] = [await stage.somebody(), await stage.somebody({ phone: true })];
  await foundPractice(owner, { sealpost: stage.sealpost, who: ana });
  await founder(await overHttp(stage.sealpost), { name: ben.name, address: ben.address });
  await acceptInvitation(guest, { ...(await invite(owner, { sealpost: stage.sealpost, to: lee.address, subject: 'For the lab' })), who: lee });
}, 240_000);
afterAll(() => stage?.close());

describe('a guest with a 3-D scan', () => {
  test('is told whom it can go to before sending, and as long as it is there', async () => {
    await goTo(guest, '/mail');
    const dialog = await openCompose(guest);
    const note = dialog.getByText(words.attachments.advancedLimit, { exact: true });
    await attach(dialog, [letter]);
    expect(await note.count()).toBe(0);
    await attach(dialog, [scan]);
    await note.waitFor();
    await expectAccessible(guest, 'a guest with a scan');
    await dialog.getByRole('button', { name: 'Remove crown.stl', exact: true }).click();
    await note.waitFor({ state: 'detached' });
  });

  test('is refused in words where it would go outside, loses nothing, and sends it to who sponsors them', async () => {
    await goTo(guest, '/mail');
    const dialog = await openCompose(guest);
    await write(dialog, { to: [ben.address], secureSubject: 'A crown', secureMessage: 'As asked.', files: [scan] });
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await dialog.getByText(words.problems.advancedNotAllowed, { exact: true }).waitFor({ timeout: 30_000 });
    await dialog.getByRole('combobox', { name: 'To', exact: true }).press('Backspace');
    await dialog.getByRole('combobox', { name: 'To', exact: true }).fill(ana.address);
    await dialog.getByRole('combobox', { name: 'To', exact: true }).press('Enter');
    await send(dialog);
    await goTo(owner, '/mail');
    await openMessage(owner, 'A crown');
    await owner.page.getByRole('list', { name: 'Attachments', exact: true }).getByText('crown.stl').first().waitFor();
  });

  test('is not what a practice with a plan is bothered with', async () => {
    await goTo(owner, '/mail');
    const dialog = await openCompose(owner);
    await attach(dialog, [scan]);
    expect(await dialog.getByText(words.attachments.advancedLimit, { exact: true }).count()).toBe(0);
  });
});

describe('a guest with a practice of their own', () => {
  test('founds it by its name, opens what came before, and invites', async () => {
    const { page } = guest;
    await goTo(guest, '/practice');
    await heading(guest, practice.founding.title).waitFor();
    await expectAccessible(guest, 'founding a practice');
    await page.getByRole('button', { name: practice.founding.submit, exact: true }).click();
    await page.getByText(practice.nameRequired, { exact: true }).waitFor();
    await page.getByRole('textbox', { name: practice.name, exact: true }).fill('Northside Lab');
    await page.getByRole('button', { name: practice.founding.submit, exact: true }).click();
    await page.getByRole('region', { name: practice.about, exact: true }).waitFor({ timeout: 30_000 });
    await page.getByText('Northside Lab', { exact: true }).first().waitFor();
    await goTo(guest, '/mail');
    await openMessage(guest, 'For the lab');
    await expectMessage(guest, 'For the lab');
    await goTo(guest, '/mail');
    const { link } = await invite(guest, { sealpost: stage.sealpost, to: 'new@outside.example', subject: 'From a practice' });
    expect(link).toContain('/invite');
  });
});

test('no page complained', () => stage.expectNoComplaints());
