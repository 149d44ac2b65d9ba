// Invitees with a wrong access code, or none: what they are told, and what their sender hears of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccessCode } from '#crypto';
import { expectAccessible } from './accessible.ts';
import { ana, lee } from './cast.ts';
import { inDatabase } from './database.ts';
import { acceptInvitation, foundPractice, typeCode } from './entry.ts';
import { expectMessage, invite, type Invited } from './letters.ts';
import { goTo, type Person } from './person.ts';
import { heading, openInvitation, refusal } from './sights.ts';
import { openStage, type Stage } from './stage.ts';
import { layoutFaults } from './well-laid-out.ts';

let stage: Stage;
let office: Person;

beforeAll(async () => {
  stage = await openStage();
  office = await stage.somebody();
  await foundPractice(office, { sealpost: stage.sealpost, who: ana });
});
afterAll(() => stage?.close());

describe('a wrong code', () => {
  const address = 'wrong@codes.example';
  let invitee: Person;
  let invited: Invited;
  beforeAll(async () => {
    invited = await invite(office, { sealpost: stage.sealpost, to: address, subject: `For ${address}` });
    invitee = await stage.somebody({ phone: true });
  });

  test('has its page within a phone, however long the name of whoever sent it', async () => {
    const [name] = await inDatabase<{ name: string }>(stage.sealpost, 'select name from accounts where address = $1', [ana.address]);
    await inDatabase(stage.sealpost, 'update accounts set name = $2 where address = $1', [ana.address, 'Prof. Dr. med. dent. Maximiliane-Alexandra Musterfrau-Lüdenscheidt']);
    await goTo(invitee, invited.link);
    await invitee.page.getByRole('button', { name: /Musterfrau-Lüdenscheidt/ }).waitFor();
    expect(await layoutFaults(invitee)).toEqual([]);
    expect(await invitee.page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    await inDatabase(stage.sealpost, 'update accounts set name = $2 where address = $1', [ana.address, name?.name]);
  });

  test('that cannot be one is noticed at once, without asking the server', async () => {
    await goTo(invitee, invited.link);
    await heading(invitee, `${ana.name}, ${ana.practiceName} has sent you a secure message`).waitFor();
    await expectAccessible(invitee, 'invitation');
    const asked: string[] = [];
    invitee.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const typo = (invited.code.startsWith('A') ? 'B' : 'A') + invited.code.slice(1);
    await typeCode(invitee, typo);
    await refusal(invitee, 'A letter or digit of this code is mistyped').waitFor();
    await expectAccessible(invitee, 'mistyped code');
    await typeCode(invitee, 'ABCDE');
    await invitee.page.getByText('Type all fifteen letters and digits of the code.').waitFor();
    expect(asked.filter((path) => path.includes('redeem'))).toEqual([]);
  });

  test('of the right form says how many tries are left, and the tenth pauses the invitation', async () => {
    for (let left = 9; left >= 0; left -= 1) {
      await Promise.all([invitee.page.waitForResponse(/\/redeem$/), typeCode(invitee, createAccessCode())]);
      const words = left === 0 ? 'Too many wrong codes' : left === 1 ? 'One try is left' : `${left} tries are left`;
      await refusal(invitee, words).waitFor();
      if (left === 9) await expectAccessible(invitee, 'wrong code');
    }
    await expectAccessible(invitee, 'tenth wrong code');
    await typeCode(invitee, invited.code);
    expect(await refusal(invitee, 'Too many wrong codes').textContent()).toMatch(/paused until \d{1,2}:\d\d/);
    await invitee.page.reload();
    await heading(invitee, 'Paused after too many wrong codes').waitFor();
    await expectAccessible(invitee, 'paused invitation');
  });

  test('ten times is told to the sender, by mail and at the open invitation', async () => {
    await stage.sealpost.mailTo(ana.address, { containing: 'a wrong access code was entered ten times' });
    await goTo(office, '/contacts');
    await openInvitation(office, address).getByText(/^Paused until \d{1,2}:\d\d( [AP]M)?: too many wrong codes/).waitFor();
    await expectAccessible(office, 'paused open invitation');
  });

  test('is forgotten after the pause: the right one opens', async () => {
    await inDatabase(stage.sealpost, `update invitations set paused_until = now() - interval '1 minute' where address = $1`, [address]);
    await acceptInvitation(invitee, { ...invited, who: lee });
    await expectMessage(invitee, `For ${address}`);
    await expectAccessible(invitee, 'waiting message');
  });
});

describe('an invitee without a code', () => {
  const address = 'asks@codes.example';

  test('asks the sender from the page; the sender hears it by mail and at the open invitation', async () => {
    const { link } = await invite(office, { sealpost: stage.sealpost, to: address, subject: `For ${address}` });
    const invitee = await stage.somebody();
    await goTo(invitee, link);
    await invitee.page.getByRole('button', { name: `Ask ${ana.name} for the code`, exact: true }).click();
    await invitee.page.getByText(`${ana.name} has been asked.`).waitFor();
    await expectAccessible(invitee, 'asked for the code');
    const mail = await stage.sealpost.mailTo(ana.address, { containing: address });
    expect(mail.subject).toBe(`${address} asks for the access code`);
    await goTo(office, new URL(mail.link('/contacts')).pathname);
    await openInvitation(office, address).getByText(/^Asked for the code on /).waitFor();
    await expectAccessible(office, 'asked for a code');
    await invitee.page.reload();
    await invitee.page.getByRole('button', { name: `Ask ${ana.name} for the code`, exact: true }).click();
    await invitee.page.getByText('The sender was asked within the last hour.').waitFor();
  });
});

test('no page complained', () => {
  stage.expectNoComplaints();
});
