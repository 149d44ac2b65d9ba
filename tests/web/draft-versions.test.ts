// A draft that two devices change, through the vault: nothing is overwritten unseen, and nothing is lost whatever is chosen.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { differences } from '../../web/features/compose/versions/differences.ts';
import type { Draft } from '../../web/session/vault-api/drafts.ts';
import { VaultError } from '../../web/session/vault-error.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let desk: VaultPerson;
let phone: VaultPerson;

beforeAll(async () => {
  server = await startTestServer();
  desk = await (await new VaultPerson(server).signUp()).confirm();
  phone = desk.elsewhere();
  phone.deviceName = { browser: 'Chrome', system: 'Android' };
  phone.reload();
  await phone.logIn();
});
afterEach(() => {
  desk.intercept = phone.intercept = null;
});
afterAll(() => server?.stop());

/** Both have the draft open, the phone has saved, and the desk has written something else meanwhile. */
async function parted(): Promise<{ atDesk: Draft; atPhone: Draft }> {
  const begun = await desk.write(['ben@elsewhere.example'], { subject: 'Begun' });
  const atDesk = { ...begun, edition: await desk.vault.saveDraft(begun) };
  const opened = (await seenBy(phone, begun.id))!;
  const atPhone = { ...opened, secureSubject: 'From the phone' };
  atPhone.edition = await phone.vault.saveDraft(atPhone);
  return { atDesk: { ...atDesk, secureSubject: 'From the desk' }, atPhone };
}

/** As it opens there now. */
async function seenBy(person: VaultPerson, id: string): Promise<Draft | undefined> {
  server.advance(20_000);
  return (await person.vault.drafts()).find((draft) => draft.id === id);
}

const subjects = ({ secureSubject, aside }: Draft) => [secureSubject, ...aside.map((version) => version.secureSubject)];

describe('a save that does not know of another device’s', () => {
  test('writes nothing, and says so', async () => {
    const { atDesk } = await parted();
    expect(await refused(desk.vault.saveDraft(atDesk))).toBe('draft_changed');
    expect((await seenBy(phone, atDesk.id))?.secureSubject).toBe('From the phone');
  });

  test('is told what stands there, from which device and when', async () => {
    const { atDesk, atPhone } = await parted();
    expect(await desk.vault.draftElsewhere(atDesk)).toMatchObject({ secureSubject: 'From the phone', updatedAt: atPhone.updatedAt, savedBy: { here: false, name: { browser: 'Chrome', system: 'Android' } } });
    expect(await phone.vault.draftElsewhere(atPhone)).toBeNull();
  });

  test('goes on where both say the same', async () => {
    const { atDesk, atPhone } = await parted();
    const same = { ...atPhone, edition: atDesk.edition };
    const edition = await desk.vault.saveDraft(same);
    expect(await desk.vault.draftElsewhere({ ...same, edition })).toBeNull();
  });

  test('is not mistaken for another’s where only its answer was lost', async () => {
    const draft = await desk.write([], { subject: 'Once' });
    desk.intercept = async ({ method, path }, pass) => {
      const answer = await pass();
      if (method === 'PUT' && path === '/api/state') throw new VaultError('offline');
      return answer;
    };
    expect(await refused(desk.vault.saveDraft(draft))).toBe('offline');
    desk.intercept = null;
    await desk.vault.saveDraft({ ...draft, secureSubject: 'Once more' });
    expect((await seenBy(phone, draft.id))?.secureSubject).toBe('Once more');
  });

  test('that is a sending sends nothing and loses nothing', async () => {
    const { atDesk } = await parted();
    server.advance(20_000);
    expect(await refused(desk.vault.send(atDesk))).toBe('draft_changed');
    expect((await desk.vault.list({ folder: 'sent', before: null })).rows).toEqual([]);
    expect((await seenBy(phone, atDesk.id))?.secureSubject).toBe('From the phone');
  });
});

describe('while nobody has chosen', () => {
  test('what is written here is kept beside the other, as it was last, for every device', async () => {
    const { atDesk } = await parted();
    await desk.vault.putAside(atDesk);
    await desk.vault.putAside({ ...atDesk, secureSubject: 'From the desk, later' });
    const seen = await seenBy(phone, atDesk.id);
    expect(subjects(seen!)).toEqual(['From the phone', 'From the desk, later']);
    expect(seen?.aside[0]?.savedBy).toEqual({ here: false, name: { browser: 'Chrome', system: 'Linux' } });
  });

  test('the other device goes on saving, and what is aside stays', async () => {
    const { atDesk, atPhone } = await parted();
    await desk.vault.putAside(atDesk);
    await phone.vault.saveDraft({ ...atPhone, secureSubject: 'From the phone, later' });
    expect(subjects((await seenBy(desk, atDesk.id))!)).toEqual(['From the phone, later', 'From the desk']);
  });
});

describe('choosing', () => {
  test('this one keeps the other aside, and is what every device opens', async () => {
    const { atDesk } = await parted();
    const chosen = await desk.vault.chooseVersion({ draft: atDesk, choice: 'this' });
    expect(subjects(chosen)).toEqual(['From the desk', 'From the phone']);
    expect(subjects((await seenBy(phone, atDesk.id))!)).toEqual(['From the desk', 'From the phone']);
    // And one goes on writing.
    await desk.vault.saveDraft({ ...chosen, secureSubject: 'From the desk, later' });
    expect(subjects((await seenBy(phone, atDesk.id))!)).toEqual(['From the desk, later', 'From the phone']);
  });

  test('the other keeps this one aside, and the other device notices nothing', async () => {
    const { atDesk, atPhone } = await parted();
    await desk.vault.putAside(atDesk);
    const chosen = await desk.vault.chooseVersion({ draft: { ...atDesk, secureSubject: 'From the desk, last' }, choice: 'other' });
    expect(subjects(chosen)).toEqual(['From the phone', 'From the desk, last']);
    expect(await phone.vault.draftElsewhere(atPhone)).toBeNull();
  });

  test('both makes a draft of the other', async () => {
    const { atDesk } = await parted();
    const before = new Set((await desk.vault.drafts()).map(({ id }) => id));
    const chosen = await desk.vault.chooseVersion({ draft: atDesk, choice: 'both' });
    expect(subjects(chosen)).toEqual(['From the desk']);
    server.advance(20_000);
    const fresh = (await phone.vault.drafts()).filter(({ id }) => !before.has(id));
    expect(fresh.map(subjects)).toEqual([['From the phone']]);
  });

  test('again and again loses no version', async () => {
    const { atDesk } = await parted();
    let draft = await desk.vault.chooseVersion({ draft: atDesk, choice: 'other' });
    draft = await desk.vault.takeVersion({ draft, version: draft.aside[0]!.edition });
    expect(subjects(draft)).toEqual(['From the desk', 'From the phone']);
    draft = await desk.vault.takeVersion({ draft, version: draft.aside[0]!.edition });
    expect(subjects(draft)).toEqual(['From the phone', 'From the desk']);
  });

  test('keeps two versions that say the same once', async () => {
    const { atDesk, atPhone } = await parted();
    await desk.vault.putAside(atDesk);
    const chosen = await phone.vault.chooseVersion({ draft: { ...atPhone, secureSubject: atDesk.secureSubject }, choice: 'other' });
    expect(subjects(chosen)).toEqual(['From the phone', 'From the desk']);
  });

  test('where the draft was discarded elsewhere, what is written here is the draft', async () => {
    const { atDesk, atPhone } = await parted();
    await phone.vault.discardDraft({ draft: atPhone, written: false });
    await desk.vault.putAside(atDesk);
    expect(subjects((await seenBy(desk, atDesk.id))!)).toEqual(['From the desk', 'From the phone']);
    // The phone's window that discarded it removes nothing any more.
    server.advance(60_000);
    await phone.vault.tidyDrafts();
    expect(subjects((await seenBy(desk, atDesk.id))!)).toEqual(['From the desk', 'From the phone']);
  });

  test('where it was discarded and removed elsewhere, it is that alone', async () => {
    const { atDesk, atPhone } = await parted();
    await phone.vault.discardDraft({ draft: atPhone, written: false });
    server.advance(60_000);
    await phone.vault.tidyDrafts();
    await desk.vault.putAside(atDesk);
    expect(subjects((await seenBy(desk, atDesk.id))!)).toEqual(['From the desk']);
  });
});

describe('files', () => {
  const bytes = new Uint8Array(1_000).fill(7);

  test('of both drafts stay when one of them is discarded', async () => {
    const begun = await desk.write(['ben@elsewhere.example'], { subject: 'With a file' });
    await desk.attach(begun, { name: 'scan.bin', bytes });
    const atDesk = { ...begun, edition: await desk.vault.saveDraft(begun) };
    const opened = (await seenBy(phone, begun.id))!;
    await phone.vault.saveDraft({ ...opened, secureSubject: 'The file from the phone' });
    await desk.vault.chooseVersion({ draft: { ...atDesk, secureSubject: 'From the desk' }, choice: 'both' });
    await desk.vault.discardDraft({ draft: atDesk, written: false });
    server.advance(60_000);
    await desk.vault.tidyDrafts();
    server.advance(20_000);
    const copy = (await phone.vault.drafts()).find(({ secureSubject }) => secureSubject === 'The file from the phone')!;
    expect(copy.attachments.map(({ name }) => name)).toEqual(['scan.bin']);
    const sent = await phone.vault.send({ ...copy, recipients: [desk.address] });
    expect(await phone.download(sent.id, copy.attachments[0]!.id)).toEqual(Buffer.from(bytes));
  });

  test('of a version aside come back with it', async () => {
    const { atDesk } = await parted();
    await desk.vault.putAside(atDesk);
    await desk.attach(atDesk, { name: 'desk.bin', bytes });
    const other = await desk.vault.chooseVersion({ draft: atDesk, choice: 'other' });
    expect(other.attachments).toEqual([]);
    expect((await seenBy(desk, atDesk.id))?.attachments).toEqual([]);
    const back = await desk.vault.takeVersion({ draft: other, version: other.aside[0]!.edition });
    expect(back.attachments.map(({ name }) => name)).toEqual(['desk.bin']);
    const sent = await desk.vault.send({ ...back, recipients: [desk.address] });
    expect(await desk.download(sent.id, back.attachments[0]!.id)).toEqual(Buffer.from(bytes));
  });
});

describe('what differs', () => {
  const base = { recipients: ['a@x.example'], noticeSubject: 'S', noticeText: 'T', secureSubject: 'U', body: paragraph('One two three'), attachments: [], expiry: null };

  function paragraph(text: string): Draft['body'] {
    return { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
  }

  test('is nothing for the same text', () => {
    expect(differences(base, structuredClone(base))).toEqual([]);
  });

  test('is shown from where two texts part, and lists by what only one has', () => {
    const long = 'The patient was seen on Monday and everything that was looked at had healed well, so ';
    const found = differences(
      { ...base, recipients: ['a@x.example', 'b@x.example'], body: paragraph(`${long}no more visits are needed.`) },
      { ...base, recipients: ['a@x.example', 'c@x.example'], body: paragraph(`${long}come again in May.`), expiry: { days: 7 } },
    );
    expect(found).toEqual([
      { part: 'recipients', here: 'b@x.example', there: 'c@x.example' },
      { part: 'body', here: '… at had healed well, so no more visits are needed.', there: '… at had healed well, so come again in May.' },
      { part: 'expiry', here: 'never', there: '7 days after sending' },
    ]);
  });

  test('is not said of a text that is stored in another order than it is edited in', () => {
    const [edited, stored] = ['{"type":"doc","content":[{"type":"heading","attrs":{"level":1},"content":[{"type":"text","text":"One"}]}]}', '{"content":[{"attrs":{"level":1},"content":[{"text":"One","type":"text"}],"type":"heading"}],"type":"doc"}'].map((json) => JSON.parse(json) as Draft['body']);
    expect(differences({ ...base, body: edited! }, { ...base, body: stored! })).toEqual([]);
  });

  test('is told of bold words too, and of a text that is empty', () => {
    const bold: Draft['body'] = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'One two three', marks: [{ type: 'bold' }] }] }] };
    expect(differences(base, { ...base, body: bold }).map(({ part }) => part)).toEqual(['body']);
    expect(differences(base, { ...base, secureSubject: '' })).toEqual([{ part: 'secureSubject', here: 'U', there: 'nothing' }]);
  });
});
