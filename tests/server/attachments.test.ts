// Attachments through the API: resumed, replaced, whole or in ranges, for those alone who have a message that links them.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, SEGMENT_BYTES, segmentLayout } from '#crypto';
import { deleteStaleUploads } from '../../server/database/attachments.ts';
import { createApp } from '../../server/app.ts';
import type { DirectTransfer } from '../../server/blobs/blob-store.ts';
import type { Parts } from '../../server/parts.ts';
import { BrowserStandIn, ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice, assemble, type Cast } from '../support/cast.ts';
import { TestClient } from '../support/client.ts';
import { attach, download } from '../support/attaching.ts';
import { openInboxMessage, send } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer({ MAX_ATTACHMENT_BYTES: '20000000' });
  cast = await assemble(server);
}, 120_000);
afterAll(() => server.stop());

async function begin(client: TestClient, size: number) {
  const id = newId();
  const { received } = await ok(client.api.attachments.$post({ json: { id, size, segmentSize: SEGMENT_BYTES } }));
  return { id, received, layout: segmentLayout(size, SEGMENT_BYTES) };
}

const segmentRoute = (id: string, index: number) => `PUT /api/attachments/${id}/segments/${index}`;

async function content(client: TestClient, id: string, range?: string) {
  const headers = range === undefined ? {} : { range };
  const answer = await client.fetch(`${server.parts.settings.publicUrl}/api/attachments/${id}/content`, { headers });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

describe('uploading', () => {
  it('is resumed where it stopped, in any order, and complete only with every segment', async () => {
    const { owner } = cast;
    const { id, received, layout } = await begin(owner, SEGMENT_BYTES + 10);
    expect(received).toEqual([]);
    const parts = [0, 1].map((index) => randomBytes(layout.sealedSegmentBytes(index)));
    expect((await owner.call(segmentRoute(id, 1), { body: parts[1] })).status).toBe(204);
    expect(refusal(await owner.call(`POST /api/attachments/${id}/complete`))).toBe('409 attachment_incomplete');
    expect(await ok(owner.api.attachments[':id'].$get({ param: { id } }))).toEqual({ size: SEGMENT_BYTES + 10, segmentSize: SEGMENT_BYTES, received: [1], complete: false });
    const again = await ok(owner.api.attachments.$post({ json: { id, size: SEGMENT_BYTES + 10, segmentSize: SEGMENT_BYTES } }));
    expect(again.received).toEqual([1]);
    await owner.call(segmentRoute(id, 0), { body: randomBytes(layout.sealedSegmentBytes(0)) });
    expect((await owner.call(segmentRoute(id, 0), { body: parts[0] })).status).toBe(204);
    expect((await owner.call(`POST /api/attachments/${id}/complete`)).status).toBe(204);
    expect((await owner.call(`POST /api/attachments/${id}/complete`)).status).toBe(204);
    expect((await content(owner, id)).bytes.equals(Buffer.concat(parts))).toBe(true);
    expect(refusal(await owner.call(segmentRoute(id, 0), { body: parts[0] }))).toBe('409 conflict');
  });

  it('keeps nothing of a segment that is too short, too long, out of place or of another type', async () => {
    const { owner } = cast;
    const { id, layout } = await begin(owner, 1000);
    const length = layout.sealedSegmentBytes(0);
    for (const wrong of [length - 1, length + 1]) expect(refusal(await owner.call(segmentRoute(id, 0), { body: randomBytes(wrong) }))).toBe('400 invalid_request');
    expect(refusal(await owner.call(segmentRoute(id, 1), { body: randomBytes(length) }))).toBe('404 not_found');
    const asJson = { body: randomBytes(length), headers: { 'content-type': 'application/json' } };
    expect(refusal(await owner.call(segmentRoute(id, 0), asJson))).toBe('400 invalid_request');
    expect((await ok(owner.api.attachments[':id'].$get({ param: { id } }))).received).toEqual([]);
  });

  it('refuses what is larger than the operator allows, and cuts that the format does not know', async () => {
    const { owner } = cast;
    const tooLarge = await owner.call('POST /api/attachments', { body: { id: newId(), size: 20_000_001, segmentSize: SEGMENT_BYTES } });
    expect(tooLarge).toMatchObject({ status: 413, body: { error: { code: 'too_large', max: 20_000_000 } } });
    for (const segmentSize of [0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES + 1, 2 ** 40]) {
      expect(refusal(await owner.call('POST /api/attachments', { body: { id: newId(), size: 10, segmentSize } }))).toBe('400 invalid_request');
    }
  });

  it('gives an id to the first who takes it, with the size it was begun with', async () => {
    const { owner, guest } = cast;
    const { id } = await begin(owner, 1000);
    const begun = { id, size: 1000, segmentSize: SEGMENT_BYTES };
    expect(refusal(await guest.call('POST /api/attachments', { body: begun }))).toBe('409 conflict');
    expect(refusal(await owner.call('POST /api/attachments', { body: { ...begun, size: 1001 } }))).toBe('409 conflict');
  });

  it('carries an empty file', async () => {
    const { owner, guest } = cast;
    const empty = await attach(owner, new Uint8Array(0));
    const { id } = await send(owner, { to: [guest.address], attachments: [empty] });
    const { manifest } = await openInboxMessage(guest, id);
    expect(await download(guest, manifest.attachments[0] ?? empty)).toHaveLength(0);
  });
});

describe('downloading', () => {
  it('answers ranges as RFC 9110 says', async () => {
    const { owner } = cast;
    const { id } = await attach(owner, randomBytes(5000));
    const whole = await content(owner, id);
    const total = whole.bytes.length;
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.headers.get('cache-control')).toContain('immutable');
    const cases: [string, [number, number]][] = [['bytes=0-9', [0, 9]], ['bytes=100-', [100, total - 1]], ['bytes=-50', [total - 50, total - 1]], [`bytes=10-${total * 2}`, [10, total - 1]]];
    for (const [range, [from, to]] of cases) {
      const part = await content(owner, id, range);
      expect(part.status).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes ${from}-${to}/${total}`);
      expect(part.bytes.equals(whole.bytes.subarray(from, to + 1))).toBe(true);
    }
    for (const range of [`bytes=${total}-`, 'bytes=-0']) expect((await content(owner, id, range)).status).toBe(416);
    for (const range of ['bytes=5-2', 'lines=1-2', 'bytes=0-1,4-5', 'bytes=-']) expect((await content(owner, id, range)).status).toBe(200);
  });

  it('follows the messages: who forwards lets others read, who has no message does not', async () => {
    const { owner, guest, stranger } = cast;
    const attachment = await attach(owner, randomBytes(2000));
    await send(owner, { to: [guest.address], attachments: [attachment] });
    expect((await content(stranger, attachment.id)).status).toBe(404);
    await send(guest, { to: [stranger.address], attachments: [attachment] });
    expect((await content(stranger, attachment.id)).status).toBe(200);
  });
});

describe('an object store that browsers reach themselves', () => {
  const direct: DirectTransfer = {
    origin: 'https://store.example',
    presignPart: async ({ id }, index) => `https://store.example/${id}?part=${index}`,
    presignRead: async (id) => `https://store.example/${id}`,
  };

  /** The same server, had its store an address of its own. */
  async function reaching(client: TestClient): Promise<BrowserStandIn> {
    const blobs = Object.assign(Object.create(server.parts.blobs) as Parts['blobs'], { direct });
    const parts = { ...server.parts, blobs };
    const device = await anotherDevice(client);
    const browser = new BrowserStandIn({ ...server, parts, app: createApp(parts) });
    for (const [name, value] of device.cookies) browser.cookies.set(name, value);
    return browser;
  }

  it('is named in the settings, and links go to those alone who may write or read', async () => {
    const { owner, guest, stranger } = cast;
    const [asOwner, asGuest, asStranger] = [await reaching(owner), await reaching(guest), await reaching(stranger)];
    expect(await asOwner.call('GET /api/settings')).toMatchObject({ body: { directTransfers: true } });
    expect(await owner.call('GET /api/settings')).toMatchObject({ body: { directTransfers: false } });
    const { id } = await begin(owner, 1000);
    const part = `GET /api/attachments/${id}/segments/0/direct`;
    expect(await asOwner.call(part)).toMatchObject({ status: 200, body: { url: `https://store.example/${id}?part=0` } });
    expect(refusal(await asGuest.call(part))).toBe('404 not_found');
    expect(refusal(await asOwner.call(`GET /api/attachments/${id}/segments/1/direct`))).toBe('404 not_found');
    expect(refusal(await asOwner.call(`GET /api/attachments/${id}/content/direct`))).toBe('404 not_found');
    const sent = await attach(owner, randomBytes(100));
    await send(owner, { to: [guest.address], attachments: [sent] });
    const whole = `GET /api/attachments/${sent.id}/content/direct`;
    expect(await asGuest.call(whole)).toMatchObject({ status: 200, body: { url: `https://store.example/${sent.id}` } });
    expect(refusal(await asStranger.call(whole))).toBe('404 not_found');
    expect(refusal(await asOwner.call(`GET /api/attachments/${sent.id}/segments/0/direct`))).toBe('409 conflict');
  });
});

describe('clearing away', () => {
  it('lets the owner delete what was not sent, with its bytes, and nothing that was', async () => {
    const { owner, guest } = cast;
    const unsent = await attach(owner, randomBytes(100));
    expect((await owner.call(`DELETE /api/attachments/${unsent.id}`)).status).toBe(204);
    await expect(server.parts.blobs.read(unsent.id)).rejects.toThrow();
    const sent = await attach(owner, randomBytes(100));
    await send(owner, { to: [guest.address], attachments: [sent] });
    expect(refusal(await owner.call(`DELETE /api/attachments/${sent.id}`))).toBe('404 not_found');
    expect((await content(guest, sent.id)).status).toBe(200);
  });

  it('forgets uploads that were never sent, and none that were', async () => {
    const { owner, guest } = cast;
    const [unsent, sent] = [await attach(owner, randomBytes(100)), await attach(owner, randomBytes(100))];
    await send(owner, { to: [guest.address], attachments: [sent] });
    const later = new Date(server.parts.clock() + 60_000);
    const deleted = await deleteStaleUploads(server.database, { unfinishedBefore: later, unsentBefore: later, limit: 1000 });
    expect(deleted).toContain(unsent.id);
    expect(deleted).not.toContain(sent.id);
  });

  it('limits what an account may upload before its address has confirmed', async () => {
    const { unconfirmed } = cast;
    const codes = new Set<string>();
    for (let time = 0; time < 21; time += 1) {
      const answer = await unconfirmed.call('POST /api/attachments', { body: { id: newId(), size: 10, segmentSize: SEGMENT_BYTES } });
      codes.add(answer.status < 400 ? String(answer.status) : refusal(answer));
    }
    expect([...codes]).toEqual(['201', '413 too_many_unconfirmed']);
    const another = await new TestClient(server).signUp();
    const large = () => another.call('POST /api/attachments', { body: { id: newId(), size: 15_000_000, segmentSize: SEGMENT_BYTES } });
    expect([(await large()).status, (await large()).status, (await large()).status]).toEqual([201, 201, 413]);
    const hasty = await new TestClient(server).signUp();
    const begin = () => hasty.call('POST /api/attachments', { body: { id: newId(), size: 10, segmentSize: SEGMENT_BYTES } });
    const atOnce = await Promise.all(Array.from({ length: 30 }, begin));
    expect(atOnce.filter(({ status }) => status === 201)).toHaveLength(20);
  });
});
