// Nothing moves by itself where several answers of the server make one page: the practice, and a message with the card of its sender's practice.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coworkers } from '../../web/text/en/coworkers.ts';
import { practiceCard } from '../../web/text/en/practice-card.ts';
import { practice } from '../../web/text/en/practice.ts';
import { writePng } from '../support/files/png-writer.ts';
import { ana, lee } from './cast.ts';
import { acceptInvitation, foundPractice } from './entry.ts';
import { invite, tellKnown } from './letters.ts';
import { goTo, openMessage, type Person } from './person.ts';
import { asOnPhone, holdBack, movedOn, watched } from './shifts.ts';
import { heading, secureMessage } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

/** Longer than a message waits for anything beside it. */
const LATE_MS = 900;
const PHONE = '+49 30 123456';
const logo = { name: 'logo.png', mimeType: 'image/png', buffer: writePng({ width: 160, height: 160, row: () => Buffer.alloc(160 * 3, 90) }) };

let stage: Stage;
let desk: Person;
let lab: Person;

const cardOf = ({ page }: Person): Locator => page.getByRole('region', { name: practiceCard.title, exact: true });
const atSender = ({ page }: Person): Locator => page.locator('details').filter({ hasText: PHONE });
const answer = ({ page }: Person): Locator => page.getByRole('button', { name: 'Reply', exact: true });

async function writeCard(person: Person): Promise<void> {
  await goTo(person, '/practice');
  const place = cardOf(person);
  await place.getByRole('textbox', { name: practiceCard.phone, exact: true }).fill(PHONE);
  const chooser = person.page.waitForEvent('filechooser');
  await place.getByRole('button', { name: practiceCard.chooseLogo, exact: true }).click();
  await (await chooser).setFiles(logo);
  await place.getByRole('img').waitFor();
  await place.getByRole('button', { name: practiceCard.save, exact: true }).click();
  await person.page.getByText(practiceCard.saved).first().waitFor();
}

async function inviteCoworker({ page }: Person, address: string): Promise<void> {
  await page.getByRole('button', { name: coworkers.invite.action, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: coworkers.invite.title, exact: true });
  await dialog.getByRole('textbox', { name: coworkers.invite.address, exact: true }).fill(address);
  await dialog.getByRole('button', { name: coworkers.invite.confirm(1), exact: true }).click();
  await page.getByRole('dialog', { name: coworkers.invite.codes, exact: true }).getByRole('button', { name: coworkers.invite.done, exact: true }).click();
}

beforeAll(async () => {
  stage = await openStage();
  [desk, lab] = [await watched(stage), await watched(stage)];
  await foundPractice(desk, { sealpost: stage.sealpost, who: ana });
  const { code, link } = await invite(desk, { sealpost: stage.sealpost, to: lee.address, subject: 'For Lee' });
  await acceptInvitation(lab, { link, code, who: lee });
  await writeCard(desk);
  await inviteCoworker(desk, 'reception@northside.example');
  await tellKnown(desk, { to: lee.address, subject: 'Findings' });
}, 180_000);
afterAll(() => stage?.close());

describe('nothing moves', () => {
  test.each([
    { late: 'in its own time', at: /nothing/ },
    { late: 'the list of coworkers late', at: '**/api/practice/members' },
    { late: 'what was invited late', at: '**/api/invitations*' },
    { late: 'the card late', at: '**/api/practice/profile' },
    { late: 'the logo late', at: '**/profile/logo*' },
  ])('on the page of the practice, where each part comes $late', async ({ at }) => {
    const stop = await holdBack(desk, { at, ms: LATE_MS });
    const look = () => movedOn(desk, { path: '/practice', shows: (person) => heading(person, practice.settings) });
    expect(await look()).toEqual([]);
    expect(await asOnPhone(desk, look)).toEqual([]);
    await cardOf(desk).getByRole('img').waitFor();
    await stop();
  });

  test.each([
    { late: 'in its own time', at: /nothing/ },
    { late: 'late', at: /\/accounts?\/[^/]+\/profile$/ },
    { late: 'with its logo late', at: '**/profile/logo*' },
  ])('in an open message, above which the card of the sender’s practice comes $late', async ({ at }) => {
    await goTo(lab, '/mail');
    await openMessage(lab, 'Findings');
    const path = new URL(lab.page.url()).pathname + new URL(lab.page.url()).search;
    const stop = await holdBack(lab, { at, ms: LATE_MS });
    const look = () => movedOn(lab, { path, shows: secureMessage });
    expect(await look()).toEqual([]);
    expect(await asOnPhone(lab, look)).toEqual([]);
    await atSender(lab).waitFor();
    await answer(lab).waitFor();
    await stop();
  });
});
