// Uploads that a crash, a reload or a log-off interrupted: what is kept of them, and how the same file is told from another.
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSegmentSealer } from '../../web/session/segment-sealer.ts';
import type { Draft } from '../../web/session/vault-api/drafts.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

const SEGMENT = 5 * 1024 * 1024;
const size = 2 * SEGMENT + 1000;
const bytes = new Uint8Array(randomBytes(size));

let server: TestServer;
let ana: VaultPerson;

beforeAll(async () => {
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
});
afterEach(() => {
  ana.intercept = null;
});
afterAll(() => server?.stop());

function sealer(person: VaultPerson) {
  return createSegmentSealer({
    keys: person.vault.keys,
    put: async ({ attachment, index, sealed }) => {
      const { status } = await person.browser.call(`PUT /api/attachments/${attachment}/segments/${index}`, { body: sealed });
      if (status !== 204) throw new Error(`segment: ${status}`);
    },
    onProgress: () => undefined,
    wait: async () => undefined,
  });
}

async function sendSegments(person: VaultPerson, { id, content, indexes }: { id: string; content: Uint8Array<ArrayBuffer>; indexes: number[] }): Promise<void> {
  const sending = sealer(person);
  for (const index of indexes) {
    await sending.send({ attachment: id, index, file: new Blob([content]), start: index * SEGMENT, end: Math.min(content.length, (index + 1) * SEGMENT) });
  }
}

/** A saved draft of which so many segments of a file are up; `later` is how it is found after the crash. */
async function interrupted(person: VaultPerson, { sent }: { sent: number[] }): Promise<{ draft: Draft; id: string }> {
  const draft = await person.write([person.address], { subject: 'Interrupted' });
  const id = await person.vault.reserveAttachment({ draft: draft.id, name: 'scan.bin', path: null, mediaType: 'application/octet-stream', size, lastModified: 1234 });
  draft.attachments.push({ id, name: 'scan.bin', path: null, mediaType: 'application/octet-stream', size });
  await person.vault.saveDraft(draft);
  await person.vault.beginAttachment(id);
  await sendSegments(person, { id, content: bytes, indexes: sent });
  // Longer than changes are gathered for.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  return { draft, id };
}

async function reopened(person: VaultPerson, id: string): Promise<Draft> {
  const draft = (await person.vault.drafts()).find((each) => each.id === id);
  if (!draft) throw new Error('no draft');
  return draft;
}

describe('an upload that a crash interrupted', () => {
  test('stands in its draft, goes on from the last complete segment, and comes back byte for byte', async () => {
    const { draft, id } = await interrupted(ana, { sent: [0, 1] });
    ana.reload();
    await ana.vault.resume();
    const found = await reopened(ana, draft.id);
    expect(found.attachments).toMatchObject([{ id, name: 'scan.bin', size, unfinished: { sent: 2 * SEGMENT, lastModified: 1234 } }]);
    expect(await ana.vault.beginAttachment(id)).toMatchObject({ count: 3, received: [0, 1] });
    await sendSegments(ana, { id, content: bytes, indexes: [2] });
    await ana.vault.finishAttachment(id);
    const complete = await reopened(ana, draft.id);
    expect(complete.attachments).toEqual([expect.not.objectContaining({ unfinished: expect.anything() as unknown })]);
    const { id: message } = await ana.vault.send(complete);
    expect(Buffer.compare(await ana.download(message, id), bytes)).toBe(0);
  });

  test('goes on at another device, with no more than the password', async () => {
    const { draft, id } = await interrupted(ana, { sent: [1] });
    const elsewhere = await ana.elsewhere().logIn();
    expect((await reopened(elsewhere, draft.id)).attachments).toMatchObject([{ id, unfinished: { sent: SEGMENT } }]);
    expect(await elsewhere.vault.beginAttachment(id)).toMatchObject({ received: [1] });
  });

  test('whose last hash was lost with the connection sends that segment again', async () => {
    const { id } = await interrupted(ana, { sent: [0] });
    // Nothing is kept from here on, as if the machine had died in this second.
    ana.intercept = (request, pass) => (request.path === '/api/state' && request.method === 'PUT' ? Promise.reject(new TypeError('gone')) : pass());
    await sendSegments(ana, { id, content: bytes, indexes: [1] });
    ana.reload();
    await ana.vault.resume();
    await ana.vault.drafts();
    expect(await ana.vault.beginAttachment(id)).toMatchObject({ received: [0] });
  });

  test('is gone from the draft once it was removed, and does not come back with a save that is late', async () => {
    const { draft, id } = await interrupted(ana, { sent: [0] });
    await ana.vault.dropAttachment({ draft: draft.id, id });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    ana.reload();
    await ana.vault.resume();
    expect((await reopened(ana, draft.id)).attachments).toEqual([]);
  });

  test('keeps its place among the files of the draft', async () => {
    const { draft, id } = await interrupted(ana, { sent: [0] });
    await ana.attach(draft, { name: 'second.txt', bytes: new Uint8Array(10) });
    await ana.vault.saveDraft(draft);
    ana.reload();
    await ana.vault.resume();
    expect((await reopened(ana, draft.id)).attachments.map(({ name }) => name)).toEqual(['scan.bin', 'second.txt']);
    const [first, second] = (await reopened(ana, draft.id)).attachments;
    if (!first || !second) throw new Error('not there');
    await ana.vault.saveDraft({ ...draft, attachments: [second, first] });
    expect((await reopened(ana, draft.id)).attachments.map(({ id: each }) => each)).toEqual([second.id, id]);
  });
});

describe('a file that is chosen again', () => {
  test('is the same where every part that was sent is, and another where one byte of them differs', async () => {
    const { id } = await interrupted(ana, { sent: [0, 2] });
    ana.reload();
    await ana.vault.resume();
    await ana.vault.drafts();
    const compare = (content: Uint8Array<ArrayBuffer>) => sealer(ana).compare({ attachment: id, file: new Blob([content]) });
    expect(await compare(bytes)).toBe(true);
    const changed = bytes.slice();
    changed[2 * SEGMENT + 7] = (changed[2 * SEGMENT + 7] ?? 0) ^ 1;
    expect(await compare(changed)).toBe(false);
    expect(await compare(bytes.slice(1))).toBe(false);
    const changedElsewhere = bytes.slice();
    changedElsewhere[SEGMENT + 7] = (changedElsewhere[SEGMENT + 7] ?? 0) ^ 1;
    // Not sent yet: whatever stands there now is what is sent.
    expect(await compare(changedElsewhere)).toBe(true);
  });

  test('and has another size takes the place of the one before, under a new key', async () => {
    const { draft, id } = await interrupted(ana, { sent: [0] });
    ana.reload();
    await ana.vault.resume();
    await ana.vault.drafts();
    const other = new Uint8Array(randomBytes(SEGMENT + 5));
    const listed = { id, draft: draft.id, name: 'scan.bin', path: null, mediaType: 'application/octet-stream', size: other.length, lastModified: 99 };
    await ana.vault.reserveAttachment(listed);
    expect(await ana.vault.beginAttachment(id)).toMatchObject({ count: 2, received: [] });
    await sendSegments(ana, { id, content: other, indexes: [0, 1] });
    await ana.vault.finishAttachment(id);
    const { id: message } = await ana.vault.send(await reopened(ana, draft.id));
    expect(Buffer.compare(await ana.download(message, id), other)).toBe(0);
  });
});

test('the journal and its keys are gone once the uploads are complete or the draft is discarded', async () => {
  const names = async () => (await ana.browser.call<{ blobs: { name: string }[] }>('GET /api/state')).body.blobs.map(({ name }) => name);
  const { draft } = await interrupted(ana, { sent: [0] });
  expect(await names()).toContain(`uploads/${draft.id}`);
  await ana.vault.discardDraft({ draft, written: true });
  expect(await names()).toContain(`uploads/${draft.id}`);
  server.advance(60_000);
  await ana.vault.tidyDrafts();
  expect(await names()).not.toContain(`uploads/${draft.id}`);
  const other = await interrupted(ana, { sent: [0, 1, 2] });
  await ana.vault.finishAttachment(other.id);
  expect(await names()).not.toContain(`uploads/${other.draft.id}`);
});
