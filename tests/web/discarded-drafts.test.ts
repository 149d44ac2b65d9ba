// A draft is discarded at one press, through the vault: for a minute everything of it can be brought back, then nothing of it is left.
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Draft } from '../../web/session/vault-api/drafts.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let desk: VaultPerson;
let phone: VaultPerson;

beforeAll(async () => {
  server = await startTestServer({ IDLE_MINUTES: '480' });
  desk = await (await new VaultPerson(server).signUp()).confirm();
  phone = await desk.elsewhere().logIn();
});
afterEach(() => {
  desk.intercept = null;
  desk.clockSkew = phone.clockSkew = 0;
});
afterAll(() => server?.stop());

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const bytes = new Uint8Array(randomBytes(5_000));

/** With a complete file, and saved. */
async function begun(subject: string): Promise<Draft> {
  const draft = await desk.write([desk.address], { subject });
  await desk.attach(draft, { name: 'scan.bin', bytes });
  draft.edition = await desk.vault.saveDraft(draft);
  return draft;
}

/** As it opens there now. */
async function seenBy(person: VaultPerson, { id }: Draft): Promise<Draft | undefined> {
  server.advance(20_000);
  return (await person.vault.drafts()).find((draft) => draft.id === id);
}

const discard = (draft: Draft) => desk.vault.discardDraft({ draft, written: true });
const uploads = async (ids: readonly string[]) => (await server.database.selectFrom('attachments').select('id').where('id', 'in', [...ids]).execute()).length;
const names = async () => (await desk.browser.call<{ blobs: { name: string }[] }>('GET /api/state')).body.blobs.map(({ name }) => name);
const filesOf = (draft: Draft) => draft.attachments.map(({ id }) => id);

/** Nothing of it is in the state, and none of its files with the server. */
async function expectNothingLeft(draft: Draft): Promise<void> {
  expect(await uploads(filesOf(draft))).toBe(0);
  expect((await names()).filter((name) => name.includes(draft.id))).toEqual([]);
}

describe('a draft that was discarded', () => {
  test('is on no device’s list, comes back with everything in it, and can be sent with its file', async () => {
    const draft = await begun('Discarded too soon');
    expect(await discard(draft)).toBe(true);
    expect(await seenBy(desk, draft)).toBeUndefined();
    expect(await seenBy(phone, draft)).toBeUndefined();
    await desk.vault.restoreDraft(draft.id);
    const { savedBy: _savedBy, ...found } = (await seenBy(desk, draft))!;
    const { savedBy: _before, ...written } = draft;
    expect(found).toEqual(written);
    expect((await seenBy(phone, draft))?.secureSubject).toBe('Discarded too soon');
    server.advance(HOUR_MS);
    for (const person of [desk, phone]) await person.vault.tidyDrafts();
    const sent = await desk.vault.send((await seenBy(desk, draft))!);
    expect(await desk.download(sent.id, filesOf(draft)[0]!)).toEqual(Buffer.from(bytes));
  });

  test('comes back with what was typed and not saved yet, though it may never have been saved', async () => {
    const draft = await begun('Saved');
    await discard({ ...draft, secureSubject: 'Typed a moment ago' });
    await desk.vault.restoreDraft(draft.id);
    expect((await seenBy(phone, draft))?.secureSubject).toBe('Typed a moment ago');
    const fresh = await desk.write([desk.address], { subject: 'Never saved' });
    await discard(fresh);
    expect(await seenBy(phone, fresh)).toBeUndefined();
    await desk.vault.restoreDraft(fresh.id);
    expect((await seenBy(phone, fresh))?.secureSubject).toBe('Never saved');
  });

  test('leaves nothing where nothing was written', async () => {
    const before = await names();
    expect(await desk.vault.discardDraft({ draft: await desk.vault.newDraft({ reply: null }), written: false })).toBe(false);
    expect(await names()).toEqual(before);
  });

  test('loses nothing of another device’s text that this one had not seen', async () => {
    const draft = await begun('Begun');
    await phone.vault.saveDraft({ ...(await seenBy(phone, draft))!, secureSubject: 'From the phone' });
    await discard({ ...draft, secureSubject: 'From the desk' });
    await desk.vault.restoreDraft(draft.id);
    const found = (await seenBy(phone, draft))!;
    expect([found.secureSubject, ...found.aside.map(({ secureSubject }) => secureSubject)]).toEqual(['From the phone', 'From the desk']);
  });

  test('can be discarded again, and is not brought back by a save or a journal that comes late', async () => {
    const draft = await begun('Late');
    await discard(draft);
    await desk.vault.restoreDraft(draft.id);
    await discard(draft);
    await desk.vault.saveDraft({ ...draft, secureSubject: 'Late save' });
    expect(await seenBy(phone, draft)).toBeUndefined();
    server.advance(MINUTE_MS);
    await desk.vault.tidyDrafts();
    await desk.vault.reserveAttachment({ draft: draft.id, name: 'late.bin', path: null, mediaType: 'x/y', size: 10, lastModified: 0 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expectNothingLeft(draft);
  });

  test('stays discarded where the request to bring it back is lost, and comes back by the next', async () => {
    const draft = await begun('Lost request');
    await discard(draft);
    desk.intercept = ({ method, path }, pass) => (method === 'PUT' && path === '/api/state' ? Promise.reject(new TypeError('no connection')) : pass());
    expect(await refused(desk.vault.restoreDraft(draft.id))).toBe('offline');
    desk.intercept = null;
    await desk.vault.restoreDraft(draft.id);
    expect(await seenBy(desk, draft)).toBeDefined();
  });
});

describe('what is left of it', () => {
  test('is all of it until its time has run out, then nothing, and it is too late', async () => {
    const draft = await begun('Gone for good');
    await discard(draft);
    server.advance(MINUTE_MS - 1_000);
    await desk.vault.tidyDrafts();
    expect(await uploads(filesOf(draft))).toBe(1);
    server.advance(1_000);
    await desk.vault.tidyDrafts();
    await expectNothingLeft(draft);
    expect(await refused(desk.vault.restoreDraft(draft.id))).toBe('not_found');
  });

  test('goes after a reload too, with a file that was only half sent', async () => {
    const draft = await begun('A reload between');
    const id = await desk.vault.reserveAttachment({ draft: draft.id, name: 'half.bin', path: null, mediaType: 'x/y', size: 6_000_000, lastModified: 0 });
    await desk.vault.beginAttachment(id);
    draft.attachments.push({ id, name: 'half.bin', path: null, mediaType: 'x/y', size: 6_000_000 });
    await desk.vault.saveDraft(draft);
    await expect.poll(names).toContain(`uploads/${draft.id}`);
    await discard(draft);
    desk.reload();
    await desk.vault.resume();
    expect(await seenBy(desk, draft)).toBeUndefined();
    expect(await uploads(filesOf(draft))).toBe(2);
    server.advance(MINUTE_MS);
    await desk.vault.tidyDrafts();
    await expectNothingLeft(draft);
  });

  test('is left alone by another device for an hour, whose clock may be wrong, and then removed by it', async () => {
    const draft = await begun('Clocks differ');
    await discard(draft);
    phone.clockSkew = 30 * MINUTE_MS;
    server.advance(20_000);
    await phone.vault.drafts();
    await phone.vault.tidyDrafts();
    await desk.vault.restoreDraft(draft.id);
    await discard(draft);
    phone.clockSkew = 0;
    server.advance(HOUR_MS);
    await phone.vault.drafts();
    await phone.vault.tidyDrafts();
    await expectNothingLeft(draft);
  });

  test('is a draft like others where somebody has written on elsewhere', async () => {
    const draft = await begun('Written on');
    const open = (await seenBy(phone, draft))!;
    await discard(draft);
    await phone.vault.saveDraft({ ...open, secureSubject: 'Written on at the phone' });
    server.advance(HOUR_MS);
    for (const person of [desk, phone]) await person.vault.tidyDrafts();
    expect(await uploads(filesOf(draft))).toBe(1);
    const here = (await seenBy(desk, draft))!;
    expect(here.secureSubject).toBe('Written on at the phone');
    await desk.vault.saveDraft({ ...here, secureSubject: 'And at the desk again' });
    expect((await seenBy(phone, draft))?.secureSubject).toBe('And at the desk again');
  });
});
