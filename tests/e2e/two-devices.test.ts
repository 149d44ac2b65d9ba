// One person, two devices, one draft open on both: the choice on the screen, and that nothing is lost whatever is pressed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './accessible.ts';
import { ana } from './cast.ts';
import { enter, foundPractice } from './entry.ts';
import { goTo, openCompose, type Person, write } from './person.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let desk: Person;
let phone: Person;

beforeAll(async () => {
  stage = await openStage();
  desk = await stage.somebody();
  await foundPractice(desk, { sealpost: stage.sealpost, who: ana });
  phone = await stage.somebody({ phone: true, dark: true });
  await enter(phone, ana);
});
afterAll(() => stage?.close());

const panel = ({ page }: Person) => page.getByRole('dialog', { name: 'New message', exact: true });
const body = (person: Person) => panel(person).getByRole('textbox', { name: 'Secure message', exact: true });
const choice = (person: Person) => panel(person).getByRole('alert').filter({ hasText: 'was also changed' });
const press = (person: Person, name: string) => panel(person).getByRole('button', { name, exact: true }).click();
const saved = (person: Person) => panel(person).getByText(/^Draft saved/).waitFor();
const add = async (person: Person, words: string) => {
  await body(person).press('Control+End');
  await body(person).pressSequentially(words);
};

async function close(person: Person): Promise<void> {
  await press(person, 'Close and keep the draft');
  await panel(person).waitFor({ state: 'detached' });
}

async function openDraft(person: Person, subject: string): Promise<void> {
  await goTo(person, '/mail?folder=drafts');
  await person.page.getByRole('list', { name: 'Drafts', exact: true }).getByRole('listitem').filter({ hasText: subject }).first().click();
  await body(person).waitFor();
}

/** Open on both; the phone has saved a change, and the desk has heard of it without a click. */
async function partedOn(subject: string): Promise<void> {
  await goTo(desk, '/mail');
  const dialog = await openCompose(desk);
  await write(dialog, { to: ['ben@southside.example'], secureSubject: subject, secureMessage: 'The filling holds.' });
  await saved(desk);
  await openDraft(phone, subject);
  await add(phone, ' Seen by phone.');
  await saved(phone);
  await choice(desk).waitFor();
}

describe('a draft that was changed on another device while it is open here', () => {
  test('says so by itself, with both versions’ time and device and what differs', async () => {
    await partedOn('Said');
    const alert = choice(desk);
    expect(await alert.innerText()).toMatch(/This draft was also changed on another device at \d+:\d\d/);
    expect(await alert.innerText()).toMatch(/Chrome on (Linux|Android), \d+:\d\d/);
    const differing = alert.getByRole('list', { name: 'What differs' }).getByRole('listitem');
    expect(await differing.allInnerTexts()).toEqual([expect.stringMatching(/Secure message[^]*Seen by phone/)]);
    await expectAccessible(desk, 'draft-changed-elsewhere');
    await desk.page.setViewportSize({ width: 1280, height: 860 });
    await expectAccessible(desk, 'draft-changed-elsewhere-1280');
  });

  test('goes on with this one, and the other is one press away', async () => {
    await add(desk, ' Written at the desk.');
    await press(desk, 'Keep this one');
    await choice(desk).waitFor({ state: 'detached' });
    expect(await body(desk).innerText()).toContain('Written at the desk.');
    await panel(desk).getByText(/versions? of this draft (is|are) kept/).waitFor();
    await expectAccessible(desk, 'draft-version-kept');
    await panel(desk).getByRole('button', { name: /^Use it instead/ }).first().click();
    await expect.poll(() => body(desk).innerText()).toContain('Seen by phone.');
    await panel(desk).getByRole('button', { name: /^Use it instead/ }).first().click();
    await expect.poll(() => body(desk).innerText()).toContain('Written at the desk.');
    await close(desk);
  });

  test('asks the other device in its turn, on a phone and in the dark too', async () => {
    await choice(phone).waitFor();
    await expectAccessible(phone, 'draft-changed-elsewhere-phone');
    await press(phone, 'Use the other');
    await expect.poll(() => body(phone).innerText()).toContain('Written at the desk.');
    await panel(phone).getByText(/versions? of this draft (is|are) kept/).waitFor();
    await expectAccessible(phone, 'draft-version-kept-phone');
    await close(phone);
  });

  test('keeps both, each a draft of its own', async () => {
    await partedOn('Both of them');
    await add(desk, ' Written at the desk.');
    await press(desk, 'Keep both');
    await choice(desk).waitFor({ state: 'detached' });
    expect(await body(desk).innerText()).toContain('Written at the desk.');
    await close(desk);
    await goTo(desk, '/mail?folder=drafts');
    const drafts = desk.page.getByRole('list', { name: 'Drafts', exact: true }).getByRole('listitem').filter({ hasText: 'Both of them' });
    await expect.poll(() => drafts.count()).toBe(2);
    await goTo(phone, '/mail');
  });

  test('asks before the window is closed on what is not saved, and loses nothing where nobody chooses', async () => {
    await partedOn('Left alone');
    const asked = desk.page.waitForEvent('dialog');
    await add(desk, ' Not to be lost.');
    await desk.page.close({ runBeforeUnload: true });
    // The browser's own question: whoever stays sees it saved, and may go.
    expect((await asked).type()).toBe('beforeunload');
    await (await asked).dismiss();
    await saved(desk);
    await desk.page.reload();
    await goTo(desk, '/mail');
    await openDraft(desk, 'Left alone');
    expect(await body(desk).innerText()).toContain('Seen by phone.');
    await panel(desk).getByText(/versions? of this draft (is|are) kept/).waitFor();
    await panel(desk).getByRole('button', { name: /^Use it instead/ }).first().click();
    await expect.poll(() => body(desk).innerText()).toContain('Not to be lost.');
    await close(desk);
    await goTo(phone, '/mail');
  });

  test('is not sent before somebody has chosen', async () => {
    await partedOn('Not yet');
    await press(desk, 'Send');
    await panel(desk).getByRole('alert').filter({ hasText: 'Choose above with which version you go on' }).waitFor();
    await press(desk, 'Use the other');
    await expect.poll(() => body(desk).innerText()).toContain('Seen by phone.');
    await press(desk, 'Send');
    await panel(desk).waitFor({ state: 'detached' });
  });
});

describe('what one device changes, the other shows without a reload', () => {
  test('a draft that is begun, and one that is discarded', async () => {
    await goTo(phone, '/mail?folder=drafts');
    await goTo(desk, '/mail');
    await write(await openCompose(desk), { to: [], secureSubject: 'On both', secureMessage: 'Begun at the desk.' });
    await saved(desk);
    const row = phone.page.getByRole('listitem').filter({ hasText: 'On both' });
    await row.waitFor();
    await press(desk, 'Discard draft');
    await row.waitFor({ state: 'detached' });
  });

  test('somebody who was written to for the first time', async () => {
    await goTo(phone, '/contacts');
    const name = phone.page.getByText('carla@northside.example').first();
    expect(await name.count()).toBe(0);
    await write(await openCompose(desk), { to: ['carla@northside.example'], secureSubject: 'First', secureMessage: 'Good morning.' });
    await press(desk, 'Send');
    await name.waitFor();
  });
});

test('no page complained', () => stage.expectNoComplaints());
