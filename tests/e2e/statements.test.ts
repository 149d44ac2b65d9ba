// What one member of a practice has verified: the others see it where they write and read, and are stopped where the server shows them other keys.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Directory, LookUp } from '../../web/session/wire.ts';
import { compose } from '../../web/text/en/compose.ts';
import { trust } from '../../web/text/en/trust.ts';
import { verification } from '../../web/text/en/verification.ts';
import { invented, type Made } from '../support/lying-server.ts';
import { expectAccessible } from './accessible.ts';
import { ana, ben, lee } from './cast.ts';
import { joinPractice } from './coworkers.ts';
import { acceptInvitation, foundPractice } from './entry.ts';
import { invite } from './letters.ts';
import { goTo, openCompose, openMessage, type Person, send, type SignUp, write } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const noa: SignUp = { ...ben, name: 'Noa Stern', address: 'noa@northside.example' };
const kim: SignUp = { ...ben, name: 'Kim Vogel', address: 'kim@northside.example' };
const patience = { timeout: 30_000 };

let stage: Stage;
let owner: Person;
let lab: Person;
let member: Person;
/** To whom the server shows somebody else in the lab's place. */
let deceived: Person;

const chosen = (dialog: Locator): Locator => dialog.getByRole('list', { name: compose.to.selected, exact: true });
const rowOf = ({ page }: Person, who: SignUp): Locator => page.getByRole('listitem').filter({ hasText: who.address });

/** The server's lie: that key for this address, to this browser. */
async function showInstead(to: Person, { directory }: Made): Promise<void> {
  await to.context.route('**/api/addresses/lookup', async (route) => {
    const response = await route.fetch();
    const { results } = (await response.json()) as { results: LookUp[] };
    for (const result of results) if (result.address === directory.address) Object.assign(result, { registered: directory, invitation: null });
    await route.fulfill({ response, json: { results } });
  });
  await to.context.route('**/api/accounts/lookup', async (route) => {
    const response = await route.fetch();
    const { results } = (await response.json()) as { results: Directory[] };
    await route.fulfill({ response, json: { results: [...results, directory] } });
  });
}

beforeAll(async () => {
  stage = await openStage();
  [owner, lab, member, deceived] = [await stage.somebody(), await stage.somebody(), await stage.somebody(), await stage.somebody({ phone: true })];
  await foundPractice(owner, { sealpost: stage.sealpost, who: ana });
  await acceptInvitation(lab, { ...(await invite(owner, { sealpost: stage.sealpost, to: lee.address, subject: 'For the lab' })), who: lee });
  // The owner's browser looks at the claim, and states what it proves.
  await goTo(owner, '/contacts');
  await joinPractice(member, { sealpost: stage.sealpost, by: owner, who: noa });
  await joinPractice(deceived, { sealpost: stage.sealpost, by: owner, who: kim });
}, 300_000);
afterAll(() => stage?.close());

describe('a lab that a colleague has invited', () => {
  test('counts as verified by a colleague where one writes to it for the first time', async () => {
    await goTo(member, '/mail');
    const dialog = await openCompose(member);
    await write(dialog, { to: [lee.address], secureSubject: 'A question', secureMessage: 'Which shade?' });
    await chosen(dialog).getByText(compose.states.vouched).waitFor(patience);
    await send(dialog);
  });

  test('stands with the colleague’s name among the contacts, and under Trust, where the sign is explained', async () => {
    for (const path of ['/contacts', '/trust']) {
      await goTo(member, path);
      await rowOf(member, lee).getByText(verification.colleague(ana.name)).waitFor(patience);
    }
    await member.page.getByText(trust.meaning.colleague.text).waitFor();
    await expectAccessible(member, 'contacts that a colleague has verified');
  });

  test('and in the message that comes from it', async () => {
    await goTo(lab, '/mail');
    const dialog = await openCompose(lab);
    await write(dialog, { to: [noa.address], secureSubject: 'The shade', secureMessage: 'A2.' });
    await send(dialog);
    await goTo(member, '/mail');
    await openMessage(member, 'The shade');
    await member.page.getByText(verification.colleague(ana.name)).first().waitFor(patience);
  });
});

describe('a coworker to whom the server shows somebody else in the lab’s place', () => {
  test('sends nothing to them, and is told to compare', async () => {
    await showInstead(deceived, await invented(lee.address));
    await goTo(deceived, '/mail');
    const dialog = await openCompose(deceived);
    await write(dialog, { to: [lee.address], secureSubject: 'Findings', secureMessage: 'For the lab alone.' });
    await chosen(dialog).getByText(compose.states.changed).waitFor(patience);
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await dialog.getByText(compose.problems.changed(`Somebody (${lee.address})`)).first().waitFor(patience);
  });

  test('reads who knows other keys, and has no way around the comparison', async () => {
    await goTo(deceived, '/trust');
    const row = rowOf(deceived, lee);
    await row.getByText(verification.disputed(ana.name)).waitFor(patience);
    await row.getByRole('button', { expanded: false }).click();
    await row.getByText(trust.disputed.title).waitFor();
    await row.getByRole('button', { name: trust.compare.same, exact: true }).waitFor();
    expect(await row.getByRole('button', { name: trust.changed.accept, exact: true }).count()).toBe(0);
    await expectAccessible(deceived, 'other keys than a colleague knows');
    expect(await deceived.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});
