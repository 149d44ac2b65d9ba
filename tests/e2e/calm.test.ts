// Nothing moves by itself: with nothing kept from an earlier visit, the pages that are looked at most stand still from the first paint on.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePng } from '../support/files/png-writer.ts';
import { servedInPieces } from '../support/in-pieces.ts';
import { deadEnds } from '../../web/text/en/dead-ends.ts';
import { unlock } from '../../web/text/en/unlock.ts';
import { expectAccessible } from './accessible.ts';
import { ana, lee } from './cast.ts';
import { foundPractice } from './entry.ts';
import { invite } from './letters.ts';
import { openCompose, type Person, send, write } from './person.ts';
import { asOnPhone, holdBack, movedOn, watched } from './shifts.ts';
import { firstMessage, heading } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

/** Less than a page is watched, so that what they change is seen. */
const SCRIPTS_LATE_MS = 600;
/** Their links come into the foot once the server has answered. */
const operatorsPages = { IMPRINT_URL: 'https://practice.example/imprint', PRIVACY_URL: 'https://practice.example/privacy', SUPPORT_URL: 'mailto:help@practice.example' };
const picture = { name: 'shade.png', mimeType: 'image/png', buffer: writePng({ width: 240, height: 160, row: () => Buffer.alloc(240 * 3, 120) }) };

let stage: Stage;
let desk: Person;
let messageLink: string;
let invitationLink: string;

beforeAll(async () => {
  stage = await openStage({ env: operatorsPages });
  desk = await watched(stage);
  await foundPractice(desk, { sealpost: stage.sealpost, who: ana });
  const dialog = await openCompose(desk);
  await write(dialog, { to: [ana.address], secureSubject: 'A note to myself', secureMessage: 'With a picture.', files: [picture] });
  await send(dialog);
  messageLink = (await stage.sealpost.mailTo(ana.address, { containing: '/message?id=' })).link('/message');
  invitationLink = (await invite(desk, { sealpost: stage.sealpost, to: lee.address, subject: 'For Lee' })).link;
}, 120_000);
afterAll(() => stage?.close());

/** What a page says is drawn long before its scripts answer. */
const holdScriptsBack = (person: Person) => holdBack(person, { at: '**/_next/static/chunks/*.js', ms: SCRIPTS_LATE_MS });

const field = ({ page }: Person) => page.getByLabel('Password', { exact: true });
/** The small picture of what is attached comes last. */
const thumbnail = ({ page }: Person) => page.getByRole('list', { name: 'Attachments', exact: true }).locator('img');
const code = ({ page }: Person) => page.getByRole('textbox', { name: 'Access code', exact: true });

describe('nothing moves', () => {
  test('at log-in, nor where a link to a message led there', async () => {
    for (const options of [{}, { phone: true } as const]) {
      const somebody = await watched(stage, options);
      expect(await movedOn(somebody, { path: '/login', shows: field })).toEqual([]);
      expect(await movedOn(somebody, { path: messageLink, shows: field })).toEqual([]);
      await somebody.page.getByText('After logging in you see the message.').waitFor();
    }
  });

  test.each([
    { why: 'the session has ended', query: '?next=%2Fmail&ended', says: unlock.ended },
    { why: 'an invitation was used already', query: '?invitation=used', says: unlock.invitationUsed },
    { why: 'an address has an account already', query: '?existing', says: unlock.existing },
    { why: 'another app has shared files', query: '?next=%2Fmail%3Fcompose%3Dshared.AAAAAAAAAAAAAAAAAAAAAA', says: unlock.shared },
  ])('at log-in since $why: it is said before the scripts answer, and only that', async ({ query, says }) => {
    for (const options of [{}, { phone: true } as const]) {
      const somebody = await watched(stage, options);
      await holdScriptsBack(somebody);
      expect(await movedOn(somebody, { path: `/login${query}`, shows: ({ page }) => page.getByText(says, { exact: true }) })).toEqual([]);
      await field(somebody).and(somebody.page.locator(':enabled')).waitFor();
      expect(await somebody.page.locator('main [data-note]').allTextContents()).toEqual([says]);
      await expectAccessible(somebody, `log-in: ${query}`);
    }
  });

  test('on the page for an address that does not exist, which is drawn right before the scripts answer', async () => {
    for (const options of [{}, { phone: true } as const]) {
      const somebody = await watched(stage, options);
      await holdScriptsBack(somebody);
      expect(await movedOn(somebody, { path: '/nowhere', shows: (person) => heading(person, deadEnds.notFound.title) })).toEqual([]);
      await somebody.page.getByRole('button', { name: 'Deutsch', exact: true }).waitFor();
      await expectAccessible(somebody, 'no such page');
    }
  });

  test.each(['/', '/login', '/register', '/recover', '/about', '/unsupported', '/nowhere', '/mail'])('while %s comes in piece by piece', async (path) => {
    const slow = await servedInPieces(stage.sealpost.url);
    try {
      for (const options of [{}, { phone: true } as const]) {
        const somebody = await watched(stage, options);
        const shows = ({ page }: Person) => page.locator('main:visible, [role=status]:visible').first();
        expect(await movedOn({ ...somebody, base: slow.url }, { path, shows })).toEqual([]);
      }
    } finally {
      slow.stop();
    }
  });

  test('on the page of an invitation', async () => {
    for (const options of [{}, { phone: true } as const]) expect(await movedOn(await watched(stage, options), { path: invitationLink, shows: code })).toEqual([]);
  });

  test.each([
    { name: 'inbox', path: () => '/mail', shows: firstMessage },
    { name: 'message', path: () => messageLink, shows: thumbnail },
    { name: 'settings', path: () => '/settings', shows: (person: Person) => heading(person, 'Settings') },
  ])('in the $name', async ({ path, shows }) => {
    const look = () => movedOn(desk, { path: path(), shows });
    expect(await look()).toEqual([]);
    expect(await asOnPhone(desk, look)).toEqual([]);
  });
});
