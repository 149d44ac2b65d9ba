// What becomes of an invitation: too late, renewed, withdrawn, used twice for one address, raced for, one more for an account
// that is there already.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './accessible.ts';
import { ana, ben, lee } from './cast.ts';
import { inDatabase } from './database.ts';
import { acceptInvitation, fillAccount, foundPractice, typeCode } from './entry.ts';
import { expectMessage, invite } from './letters.ts';
import { goTo, logIn, openCompose, openMessage, type Person, send, storeKit, write } from './person.ts';
import { heading, openInvitation, refusal } from './sights.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let office: Person;

beforeAll(async () => {
  stage = await openStage();
  office = await stage.somebody();
  await foundPractice(office, { sealpost: stage.sealpost, who: ana });
});
afterAll(() => stage?.close());

describe('an invitation', () => {
  test('that has expired says so on both sides, and the message is sent again under a new one', async () => {
    const address = 'late@codes.example';
    const first = await invite(office, { sealpost: stage.sealpost, to: address, subject: `For ${address}` });
    await inDatabase(stage.sealpost, `update invitations set expires_at = now() - interval '1 minute' where address = $1`, [address]);
    const invitee = await stage.somebody();
    await goTo(invitee, first.link);
    await heading(invitee, 'This invitation has expired').waitFor();
    await expectAccessible(invitee, 'expired invitation');
    await goTo(office, '/contacts');
    await openInvitation(office, address).getByText(/^Invited on .*Expired on .*It can no longer be renewed\./).waitFor();
    await expectAccessible(office, 'expired open invitation');
    const second = await invite(office, { sealpost: stage.sealpost, to: address, subject: 'Sent again' });
    expect(second.code).not.toBe(first.code);
    await acceptInvitation(invitee, { ...second, who: lee });
    await expectMessage(invitee, 'Sent again');
  });

  test('is renewed by its sender before it expires', async () => {
    const address = 'renewed@codes.example';
    await invite(office, { sealpost: stage.sealpost, to: address, subject: `For ${address}` });
    const [before] = await inDatabase<{ at: Date }>(stage.sealpost, 'select expires_at as at from invitations where address = $1', [address]);
    await goTo(office, '/contacts');
    await openInvitation(office, address).getByRole('button', { name: `Renew invitation of ${address}`, exact: true }).click();
    await office.page.getByText('The invitation is valid for longer.').first().waitFor();
    const [after] = await inDatabase<{ at: Date }>(stage.sealpost, 'select expires_at as at from invitations where address = $1', [address]);
    expect(Number(after?.at)).toBeGreaterThan(Number(before?.at));
  });

  test('is withdrawn by its sender, and its code opens nothing any more', async () => {
    const address = 'withdrawn@codes.example';
    const { link, code } = await invite(office, { sealpost: stage.sealpost, to: address, subject: `For ${address}` });
    const invitee = await stage.somebody();
    await goTo(invitee, link);
    await invitee.page.getByRole('textbox', { name: 'Access code', exact: true }).waitFor();
    await goTo(office, '/contacts');
    await openInvitation(office, address).getByRole('button', { name: `Cancel invitation of ${address}`, exact: true }).click();
    await office.page.getByRole('alertdialog').getByText('the waiting messages can no longer be opened with it').waitFor();
    await expectAccessible(office, 'cancel invitation?');
    await office.page.getByRole('alertdialog').getByRole('button', { name: 'Cancel invitation', exact: true }).click();
    await office.page.getByText('The invitation was cancelled.').first().waitFor();
    expect(await openInvitation(office, address).count()).toBe(0);
    await typeCode(invitee, code);
    await refusal(invitee, 'The sender has withdrawn this invitation').waitFor();
    await invitee.page.reload();
    await heading(invitee, 'This invitation was withdrawn').waitFor();
    await expectAccessible(invitee, 'withdrawn invitation');
  });

  test('serves a second message to the same address: no new code, and both open after registering', async () => {
    const address = 'twice@codes.example';
    const { link, code } = await invite(office, { sealpost: stage.sealpost, to: address, subject: 'The first' });
    await goTo(office, '/mail');
    const dialog = await openCompose(office);
    await write(dialog, { to: [address], secureSubject: 'The second', secureMessage: 'Sealed: The second' });
    await dialog.getByRole('list', { name: 'Selected recipients', exact: true }).getByText('Invitation open').waitFor();
    expect((await send(dialog)).size).toBe(0);
    const invitee = await stage.somebody();
    await acceptInvitation(invitee, { link, code, who: lee });
    await goTo(invitee, '/mail');
    for (const subject of ['The first', 'The second']) {
      await openMessage(invitee, subject);
      await expectMessage(invitee, subject);
    }
  });

  test('has one winner where two browsers race; the other is told', async () => {
    const address = 'race@codes.example';
    const { link, code } = await invite(office, { sealpost: stage.sealpost, to: address, subject: `For ${address}` });
    const racers = [await stage.somebody(), await stage.somebody()];
    for (const racer of racers) {
      await goTo(racer, link);
      await typeCode(racer, code);
      await fillAccount(racer, lee);
    }
    await expectAccessible(racers[0] as Person, 'account of an invitee');
    await Promise.all(racers.map(({ page }) => page.getByRole('button', { name: 'Create account', exact: true }).click()));
    const outcomes = await Promise.all(
      racers.map((racer) =>
        Promise.race([
          racer.page.getByRole('button', { name: 'I have stored it', exact: true }).waitFor({ timeout: 60_000 }).then(() => 'won'),
          refusal(racer, 'This invitation has been used already').waitFor({ timeout: 60_000 }).then(() => 'lost'),
        ]),
      ),
    );
    expect(outcomes.sort()).toEqual(['lost', 'won']);
    const winner = (await racers[0]?.page.getByRole('button', { name: 'I have stored it', exact: true }).count()) === 1 ? racers[0] : racers[1];
    const loser = racers.find((racer) => racer !== winner);
    await expectAccessible(loser as Person, 'lost the race for an invitation');
    await storeKit(winner as Person);
    await expectMessage(winner as Person, `For ${address}`);

    // Used now: the link leads everybody else to log-in, and then to the message.
    await goTo(loser as Person, link);
    await loser?.page.waitForURL(/\/login/);
    await loser?.page.getByText('This invitation has been used already.').waitFor();
    await expectAccessible(loser as Person, 'log in after a used invitation');
    await logIn(loser as Person, { address, password: lee.password });
    await expectMessage(loser as Person, `For ${address}`);
  });

  test('that is not one says so', async () => {
    const invitee = await stage.somebody();
    await goTo(invitee, '/invite');
    await heading(invitee, 'The link is not complete').waitFor();
    await goTo(invitee, '/invite?id=AAAA');
    await heading(invitee, 'The link is not complete').waitFor();
    await goTo(invitee, '/invite?id=AAAAAAAAAAAAAAAAAAAAAA');
    await heading(invitee, 'There is no such invitation').waitFor();
    await expectAccessible(invitee, 'no such invitation');
  });
});

describe('a further invitation, from another practice', () => {
  const address = 'busy@codes.example';

  test('is added to the mailbox there is', async () => {
    const bensOffice = await stage.somebody();
    await foundPractice(bensOffice, { sealpost: stage.sealpost, who: ben });
    const fromAna = await invite(office, { sealpost: stage.sealpost, to: address, subject: 'From Ana' });
    const fromBen = await invite(bensOffice, { sealpost: stage.sealpost, to: address, subject: 'From Ben' });
    expect(fromBen.link).not.toBe(fromAna.link);
    const invitee = await stage.somebody();
    await acceptInvitation(invitee, { ...fromAna, who: lee });
    await expectMessage(invitee, 'From Ana');
    await goTo(invitee, fromBen.link);
    await typeCode(invitee, fromBen.code);
    await heading(invitee, 'Add this to your mailbox').waitFor();
    await expectAccessible(invitee, 'further invitation');
    await invitee.page.getByRole('button', { name: 'Open the message', exact: true }).click();
    await expectMessage(invitee, 'From Ben');
    await invitee.page.getByText(/^Verified by access code/).first().waitFor();
    await invitee.page.getByRole('button', { name: 'Message actions', exact: true }).click();
    await invitee.page.getByRole('menuitem', { name: 'Reply', exact: true }).click();
    const dialog = invitee.page.getByRole('dialog', { name: 'New message', exact: true });
    await dialog.waitFor();
    await write(dialog, { to: [], secureSubject: 'Thank you, Ben', secureMessage: 'Sealed: Thank you, Ben' });
    expect((await send(dialog)).size).toBe(0);
    await goTo(bensOffice, '/mail');
    await openMessage(bensOffice, 'Thank you, Ben');
    await bensOffice.page.getByText(/^Verified by access code/).first().waitFor();
  });
});

test('no page complained', () => {
  stage.expectNoComplaints();
});
