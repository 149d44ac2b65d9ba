// Getting messages into somebody's mailbox quietly, or out of somebody's: by handing over to outsiders, from outside, what one does not
// have, what is no pass, or while one is being removed. And a server that passes messages off as handed over.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, OpenError, toBase64Url, type Id } from '#crypto';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, type TestClient } from '../support/client.ts';
import { guestOf, send } from '../support/correspondence.ts';
import { coworkerOf } from '../support/coworkers.ts';
import { beginHandOver, give, handOverTo, openHandedOver, passesFor } from '../support/hand-over.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
let leaver: TestClient;
let colleague: TestClient;
let guest: TestClient;
let stranger: TestClient;
let message: Id;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
  [leaver, colleague] = [await coworkerOf(owner), await coworkerOf(owner)];
  guest = (await guestOf(owner)).guest;
  stranger = await founder(server);
  message = (await send(guest, { to: [leaver.address] })).id;
}, 120_000);
afterAll(() => server.stop());

const begin = async (by: TestClient, to: string) => refusal(await by.call('POST /api/hand-overs', { body: { id: newId(), to } }));
const end = (by: TestClient, id: Id) => by.call(`POST /api/hand-overs/${id}/end`);
const has = async ({ account }: TestClient, id: Id) =>
  (await server.database.selectFrom('deliveries').select('message_id').where('account_id', '=', account).where('message_id', '=', id).execute()).length > 0;

describe('a quiet hand-over', () => {
  it('goes to no guest, no member of another practice, nobody who does not exist, and not to oneself', async () => {
    for (const to of [guest.account, stranger.account, newId(), leaver.account]) expect(await begin(leaver, to)).toBe('403 not_allowed');
  });

  it('comes from no guest and from nobody outside', async () => {
    expect(await begin(guest, owner.account)).toBe('403 not_allowed');
    expect(await begin(stranger, owner.account)).toBe('403 not_allowed');
  });

  it('is refused where the one or the other is suspended, or has left after it was begun', async () => {
    for (const who of ['giver', 'receiver'] as const) {
      const [giver, receiver] = [await coworkerOf(owner), await coworkerOf(owner)];
      const { id } = await send(guest, { to: [giver.address] });
      const handOver = await beginHandOver(giver, receiver);
      const passes = await passesFor(giver, { handOver, receiver, messages: [id] });
      const gone = who === 'giver' ? giver : receiver;
      // In the database alone: the session stays, so it is the hand-over itself that asks.
      await server.database.updateTable('accounts').set({ suspended_at: new Date(), suspended_by: 'practice', practice_closed_at: new Date() }).where('id', '=', gone.account).execute().catch(() => undefined);
      await server.database.deleteFrom('members').where('account_id', '=', gone.account).execute();
      expect((await give(giver, { handOver, passes })).status).toBeGreaterThanOrEqual(401);
      expect(await has(receiver, id)).toBe(false);
      expect((await giver.call(`POST /api/hand-overs/${handOver}/missing`, { body: { messages: [id] } })).status).toBeGreaterThanOrEqual(401);
    }
  });

  it('hands over nothing that the giver does not have, whatever pass they make up', async () => {
    const { id: foreign } = await send(guest, { to: [owner.address] });
    const handOver = await beginHandOver(leaver, colleague);
    const [pass] = await passesFor(leaver, { handOver, receiver: colleague, messages: [message] });
    const given = await give(leaver, { handOver, passes: [{ message: foreign, pass: pass?.pass ?? '' }] });
    expect(given.body).toEqual({ handed: [], there: [], absent: [foreign] });
    expect(await has(colleague, foreign)).toBe(false);
    // Nor does it tell whether others have it.
    await send(guest, { to: [colleague.address] });
    expect((await ok(leaver.api['hand-overs'][':id'].missing.$post({ param: { id: handOver }, json: { messages: [foreign] } }))).missing).toEqual([]);
    await end(leaver, handOver);
  });

  it('is nobody’s but its giver’s', async () => {
    const handOver = await beginHandOver(leaver, colleague);
    const passes = await passesFor(leaver, { handOver, receiver: colleague, messages: [message] });
    for (const other of [colleague, owner, guest, stranger]) {
      expect(refusal(await give(other, { handOver, passes }))).toBe('404 not_found');
      expect((await end(other, handOver)).status).toBe(204);
    }
    expect((await ok(leaver.api['hand-overs'].$get())).open?.id).toBe(handOver);
    await end(leaver, handOver);
    expect(refusal(await give(leaver, { handOver, passes }))).toBe('404 not_found');
  });

  it('carries passes and nothing else: no container, no text, none twice', async () => {
    const handOver = await beginHandOver(leaver, colleague);
    const [pass] = await passesFor(leaver, { handOver, receiver: colleague, messages: [message] });
    const { container } = await ok(leaver.api.messages[':id'].$get({ param: { id: message }, query: {} }));
    const bodies = [container, toBase64Url(new Uint8Array(500)), toBase64Url(new TextEncoder().encode('age-encryption.org/v1\n'.repeat(20)))];
    for (const given of bodies) expect(refusal(await give(leaver, { handOver, passes: [{ message, pass: given }] }))).toBe('400 invalid_request');
    expect(refusal(await give(leaver, { handOver, passes: [pass, pass].flatMap((each) => each ?? []) }))).toBe('400 invalid_request');
    await end(leaver, handOver);
  });

  it('of somebody who is removed at the same moment either comes first as a whole, or not at all', async () => {
    const [giver, receiver] = [await coworkerOf(owner), await coworkerOf(owner)];
    const messages = await Promise.all([1, 2, 3].map(async () => (await send(guest, { to: [giver.address] })).id));
    const handOver = await beginHandOver(giver, receiver);
    const passes = await passesFor(giver, { handOver, receiver, messages });
    const [given, removed] = await Promise.all([give(giver, { handOver, passes }), owner.call(`DELETE /api/practice/members/${giver.account}`)]);
    expect(removed.status).toBe(204);
    const there = (await Promise.all(messages.map((id) => has(receiver, id)))).filter(Boolean).length;
    expect(there).toBe(given.status === 200 ? 3 : 0);
    expect(refusal(await give(giver, { handOver, passes }))).toBe('401 not_signed_in');
  });
});

describe('a server that lies about who handed over what', () => {
  it('opens nothing: not under another giver, nor a pass that was made for another message or colleague', async () => {
    const [giver, receiver] = [await coworkerOf(owner), await coworkerOf(owner)];
    const [one, other] = [await send(guest, { to: [giver.address] }), await send(guest, { to: [giver.address] })];
    const { handOver } = await handOverTo(giver, receiver, [one.id, other.id]);
    expect((await openHandedOver(receiver, one.id)).row.id).toBe(one.id);
    const passOf = async (id: Id) => (await server.database.selectFrom('deliveries').select('pass').where('message_id', '=', id).where('account_id', '=', receiver.account).executeTakeFirstOrThrow()).pass;
    const honest = await passOf(one.id);
    const put = async (pass: Buffer | null) => {
      await server.database.updateTable('deliveries').set({ pass }).where('message_id', '=', one.id).where('account_id', '=', receiver.account).execute();
    };
    await put(await passOf(other.id));
    await expect(openHandedOver(receiver, one.id)).rejects.toThrow(OpenError);
    await put(honest);
    await server.database.updateTable('hand_overs').set({ giver_id: owner.account }).where('id', '=', handOver).execute();
    await expect(openHandedOver(receiver, one.id)).rejects.toThrow(OpenError);
  });
});
