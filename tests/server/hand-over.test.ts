// Handing messages over to a coworker: what the colleague has then, once, without an e-mail for each, and what becomes of it.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type Id } from '#crypto';
import { cleanUp, HAND_OVER_HOURS } from '../../server/jobs/clean-up.ts';
import { attach } from '../support/attaching.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, type TestClient } from '../support/client.ts';
import { guestOf, send } from '../support/correspondence.ts';
import { coworkerOf } from '../support/coworkers.ts';
import { beginHandOver, give, handOverTo, openHandedOver, passesFor } from '../support/hand-over.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
let author: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
  author = (await guestOf(owner)).guest;
}, 120_000);
afterAll(() => server.stop());

/** Somebody who leaves, and who stays, in the owner's practice. */
const two = async () => ({ leaver: await coworkerOf(owner), colleague: await coworkerOf(owner) });
const listed = async (person: TestClient, folder: 'inbox' | 'archive' | 'sent') => (await ok(person.api.messages.$get({ query: { folder } }))).rows;
const patch = async (person: TestClient, id: Id, change: object) => await person.call(`PATCH /api/messages/${id}`, { body: change });
const kindsTo = async (person: TestClient) => (await server.mails(person.address)).map(({ kind }) => kind);

describe('a message that was handed over', () => {
  it('opens for the colleague as its sender signed it, and names who gave it', async () => {
    const { leaver, colleague } = await two();
    const { id } = await send(author, { to: [leaver.address], text: 'The referral' });
    await handOverTo(leaver, colleague, [id]);
    const opened = await openHandedOver(colleague, id);
    expect(JSON.stringify(opened.body)).toContain('The referral');
    expect(opened.manifest).toMatchObject({ sender: { account: author.account }, recipients: [{ address: leaver.address }] });
    expect(opened.row).toMatchObject({ role: 'recipient', handedOver: { giver: { account: leaver.account, address: leaver.address } }, recipients: [{ address: leaver.address }] });
  });

  it('lies in the Inbox where it was unread there, else read in the Archive, always under its own date, and stays with the giver', async () => {
    const { leaver, colleague } = await two();
    const unread = await send(author, { to: [leaver.address] });
    const read = await send(author, { to: [leaver.address] });
    await patch(leaver, read.id, { read: true });
    const sent = await send(leaver, { to: [author.address] });
    const dates = new Map([...(await listed(leaver, 'inbox')), ...(await listed(leaver, 'sent'))].map(({ id, sentAt }) => [id, sentAt]));
    server.advance(60_000);
    await handOverTo(leaver, colleague, [unread.id, read.id, sent.id]);
    expect((await listed(colleague, 'inbox')).map(({ id, readAt }) => [id, readAt])).toEqual([[unread.id, null]]);
    const archive = await listed(colleague, 'archive');
    expect(archive.map(({ id }) => id).toSorted()).toEqual([read.id, sent.id].toSorted());
    expect(archive.every(({ readAt }) => readAt !== null)).toBe(true);
    for (const { id, sentAt } of [...archive, ...(await listed(colleague, 'inbox'))]) expect(sentAt).toBe(dates.get(id));
    expect((await listed(leaver, 'inbox')).map(({ id }) => id).toSorted()).toEqual([unread.id, read.id].toSorted());
  });

  it('is read, marked, starred and removed by the colleague like any other, and its sender gets no receipt for it', async () => {
    const { leaver, colleague } = await two();
    const { id } = await send(author, { to: [leaver.address] });
    await handOverTo(leaver, colleague, [id]);
    expect((await patch(colleague, id, { read: true, starred: true, folder: 'archive' })).status).toBe(204);
    expect(await listed(colleague, 'archive')).toMatchObject([{ id, starred: true }]);
    const { deliveries, row } = await ok(author.api.messages[':id'].$get({ param: { id }, query: {} }));
    expect(deliveries).toMatchObject([{ address: leaver.address, openedAt: null }]);
    expect([deliveries.length, row.recipients.length]).toEqual([1, 1]);
  });

  it('brings its attachments along, which take no room a second time', async () => {
    const { leaver, colleague } = await two();
    const file = await attach(owner, randomBytes(5000));
    const { id } = await send(owner, { to: [leaver.address], attachments: [file] });
    const before = (await ok(owner.api['own-data'].$get())).storage;
    expect((await colleague.call(`GET /api/attachments/${file.id}/content`)).status).toBe(404);
    await handOverTo(leaver, colleague, [id]);
    expect((await colleague.call(`GET /api/attachments/${file.id}/content`)).status).toBe(200);
    expect((await ok(owner.api['own-data'].$get())).storage).toEqual(before);
  });

  it('goes on when the giver has deleted it, and goes with the last who holds it', async () => {
    const { leaver, colleague } = await two();
    const { id } = await send(author, { to: [leaver.address] });
    await handOverTo(leaver, colleague, [id]);
    for (const person of [leaver, author]) {
      const role = person === author ? ('sender' as const) : ('recipient' as const);
      await patch(person, id, { folder: 'trash', role });
      await ok(person.api.messages.remove.$post({ json: { messages: [{ id, role }] } }));
    }
    expect((await openHandedOver(colleague, id)).row.id).toBe(id);
  });

  it('is recalled from the colleague too, unless they have opened it', async () => {
    const { leaver, colleague } = await two();
    const [one, other] = [await send(author, { to: [leaver.address] }), await send(author, { to: [leaver.address] })];
    await handOverTo(leaver, colleague, [one.id, other.id]);
    await patch(colleague, other.id, { read: true });
    for (const { id } of [one, other]) await ok(author.api.messages[':id'].recall.$post({ param: { id }, json: { addresses: [leaver.address] } }));
    expect((await listed(colleague, 'inbox')).map(({ id }) => id)).toEqual([other.id]);
    expect(refusal(await colleague.call(`GET /api/messages/${one.id}`))).toBe('410 message_recalled');
  });

  it('may be handed on by the colleague', async () => {
    const { leaver, colleague } = await two();
    const third = await coworkerOf(owner);
    const { id } = await send(author, { to: [leaver.address] });
    await handOverTo(leaver, colleague, [id]);
    const handOver = await beginHandOver(colleague, third);
    const [pass] = await passesFor(leaver, { handOver, receiver: third, messages: [id] });
    expect((await give(colleague, { handOver, passes: pass === undefined ? [] : [pass] })).body).toEqual({ handed: [id], there: [], absent: [] });
  });
});

describe('a hand-over', () => {
  it('sends no e-mail for a message, and at its end one to each side', async () => {
    const { leaver, colleague } = await two();
    const messages = await Promise.all([1, 2, 3].map(async () => (await send(author, { to: [leaver.address] })).id));
    const handOver = await beginHandOver(leaver, colleague);
    await give(leaver, { handOver, passes: await passesFor(leaver, { handOver, receiver: colleague, messages }) });
    expect((await kindsTo(colleague)).filter((kind) => kind !== 'coworker')).toEqual([]);
    for (const _again of [1, 2]) await ok(leaver.api['hand-overs'][':id'].end.$post({ param: { id: handOver } }));
    expect((await kindsTo(colleague)).filter((kind) => kind === 'handed_over')).toHaveLength(1);
    const told = (await server.mails(leaver.address)).find(({ kind }) => kind === 'hand_over_made');
    expect(told?.payload).toMatchObject({ messages: 3, receiver: { address: colleague.address } });
  });

  it('hands each message over once, however often it is tried, and says what is still missing', async () => {
    const { leaver, colleague } = await two();
    const messages = await Promise.all([1, 2].map(async () => (await send(author, { to: [leaver.address] })).id));
    const handOver = await beginHandOver(leaver, colleague);
    const passes = await passesFor(leaver, { handOver, receiver: colleague, messages });
    const missing = async () => (await ok(leaver.api['hand-overs'][':id'].missing.$post({ param: { id: handOver }, json: { messages } }))).missing;
    expect((await missing()).toSorted()).toEqual(messages.toSorted());
    const answers = await Promise.all([give(leaver, { handOver, passes }), give(leaver, { handOver, passes: passes.toReversed() })]);
    const handed = answers.flatMap(({ body }) => (body as { handed: string[] }).handed);
    expect(handed.toSorted()).toEqual(messages.toSorted());
    expect(await missing()).toEqual([]);
    expect(await listed(colleague, 'inbox')).toHaveLength(2);
    expect((await ok(leaver.api['hand-overs'].$get())).open).toMatchObject({ id: handOver, messages: 2, receiver: { account: colleague.account } });
  });

  it('gives a message anew where its pass opens no more: the colleague has started again without the keys of before', async () => {
    const { leaver, colleague } = await two();
    const { id } = await send(author, { to: [leaver.address] });
    await handOverTo(leaver, colleague, [id]);
    await patch(colleague, id, { read: true, folder: 'archive' });
    const again = async () => {
      const handOver = await beginHandOver(leaver, colleague);
      const { missing } = await ok(leaver.api['hand-overs'][':id'].missing.$post({ param: { id: handOver }, json: { messages: [id] } }));
      const passes = await passesFor(leaver, { handOver, receiver: colleague, messages: [id] });
      const { body } = await give(leaver, { handOver, passes });
      await ok(leaver.api['hand-overs'][':id'].end.$post({ param: { id: handOver } }));
      return { handOver, missing, body };
    };
    expect(await again()).toMatchObject({ missing: [], body: { handed: [], there: [id], absent: [] } });
    server.advance(1000);
    const object = { json: JSON.stringify({ type: 'identity', restart: true }), signatures: [] };
    await server.database.insertInto('identities').values({ account_id: colleague.account, sequence: 1, hash: randomBytes(32), object, created_at: new Date(server.parts.clock()) }).execute();
    server.advance(1000);
    const { handOver, ...given } = await again();
    expect(given).toEqual({ missing: [id], body: { handed: [id], there: [], absent: [] } });
    expect(await listed(colleague, 'archive')).toMatchObject([{ id, handedOver: { id: handOver } }]);
    expect(await again()).toMatchObject({ missing: [], body: { handed: [], there: [id] } });
  });

  it('leaves alone what the colleague has, had and removed, and what the giver does not have or has in the trash', async () => {
    const { leaver, colleague } = await two();
    const both = await send(author, { to: [leaver.address, colleague.address] });
    const trashed = await send(author, { to: [leaver.address] });
    const removed = await send(author, { to: [leaver.address, colleague.address] });
    const own = await send(colleague, { to: [leaver.address] });
    await patch(colleague, removed.id, { folder: 'trash' });
    await ok(colleague.api.messages.remove.$post({ json: { messages: [{ id: removed.id, role: 'recipient' }] } }));
    const handOver = await beginHandOver(leaver, colleague);
    const passes = await passesFor(leaver, { handOver, receiver: colleague, messages: [both.id, trashed.id, removed.id, own.id] });
    await patch(leaver, trashed.id, { folder: 'trash' });
    const foreign = { message: newId(), pass: passes[0]?.pass ?? '' };
    const given = (await give(leaver, { handOver, passes: [...passes, foreign] })).body as { handed: Id[]; there: Id[]; absent: Id[] };
    expect(given.handed).toEqual([]);
    expect(given.there.toSorted()).toEqual([both.id, removed.id, own.id].toSorted());
    expect(given.absent.toSorted()).toEqual([trashed.id, foreign.message].toSorted());
  });

  it('is one at a time, begun once under its id, and another after it has ended', async () => {
    const { leaver, colleague } = await two();
    const id = newId();
    const begin = (given: object) => leaver.call('POST /api/hand-overs', { body: { id, to: colleague.account, ...given } });
    expect([(await begin({})).status, (await begin({})).status]).toEqual([204, 204]);
    expect(refusal(await begin({ to: owner.account }))).toBe('409 conflict');
    expect(refusal(await begin({ id: newId() }))).toBe('409 conflict');
    await ok(leaver.api['hand-overs'][':id'].end.$post({ param: { id } }));
    expect(refusal(await begin({}))).toBe('409 conflict');
    expect((await begin({ id: newId() })).status).toBe(204);
    // Nothing was handed over: nobody is told of it.
    expect((await kindsTo(colleague)).filter((kind) => kind === 'handed_over')).toEqual([]);
  });

  it('that nobody goes on with ends by itself, and its one e-mail leaves', async () => {
    const { leaver, colleague } = await two();
    const { id } = await send(author, { to: [leaver.address] });
    const handOver = await beginHandOver(leaver, colleague);
    await give(leaver, { handOver, passes: await passesFor(leaver, { handOver, receiver: colleague, messages: [id] }) });
    await cleanUp(server.parts);
    expect((await ok(leaver.api['hand-overs'].$get())).open).not.toBeNull();
    const later = { ...server.parts, clock: () => server.parts.clock() + HAND_OVER_HOURS * 3_600_000 + 1 };
    await Promise.all([cleanUp(later), cleanUp(later)]);
    const [open] = await server.database.selectFrom('hand_overs').select('ended_at').where('id', '=', handOver).execute();
    expect(open?.ended_at).not.toBeNull();
    expect((await kindsTo(colleague)).filter((kind) => kind === 'handed_over')).toHaveLength(1);
  });

  it('ends when its giver is removed, and the colleague is told of what came before', async () => {
    const { leaver, colleague } = await two();
    const { id } = await send(author, { to: [leaver.address] });
    const handOver = await beginHandOver(leaver, colleague);
    await give(leaver, { handOver, passes: await passesFor(leaver, { handOver, receiver: colleague, messages: [id] }) });
    expect((await owner.call(`DELETE /api/practice/members/${leaver.account}`)).status).toBe(204);
    expect((await kindsTo(colleague)).filter((kind) => kind === 'handed_over')).toHaveLength(1);
    expect((await openHandedOver(colleague, id)).row.id).toBe(id);
  });

  it('stands in the practice’s log with its figure, and without any message', async () => {
    const { leaver, colleague } = await two();
    const { id } = await send(author, { to: [leaver.address] });
    await handOverTo(leaver, colleague, [id]);
    const { events } = await ok(owner.api.practice.activity.$get({ query: { what: 'messages', who: leaver.account } }));
    expect(events.slice(0, 2)).toMatchObject([
      { event: 'hand-over-ended', details: { messages: 1, to: colleague.account }, subject: null },
      { event: 'hand-over-begun', details: { to: colleague.account } },
    ]);
  });
});

describe('before a coworker goes, an administrator', () => {
  it('sees how many messages only they have, and none of those that somebody else in the practice has', async () => {
    const { leaver, colleague } = await two();
    const only = async () => (await ok(owner.api.practice.members[':id']['only-theirs'].$get({ param: { id: leaver.account } }))).messages;
    const { id } = await send(author, { to: [leaver.address] });
    await send(author, { to: [leaver.address, colleague.address] });
    expect(await only()).toBe(1);
    await handOverTo(leaver, colleague, [id]);
    expect(await only()).toBe(0);
  });

  it('asks for a hand-over, once an hour, which the coworker is told by mail and sees until it is done', async () => {
    const { leaver, colleague } = await two();
    const ask = (to: string | null = colleague.account) => owner.call(`POST /api/practice/members/${leaver.account}/ask-for-hand-over`, { body: { to } });
    expect((await ask()).status).toBe(204);
    expect(refusal(await ask())).toBe('429 too_many_requests');
    expect((await ok(leaver.api['hand-overs'].$get())).asked).toMatchObject({ by: owner.person.name, receiver: { account: colleague.account } });
    expect((await server.mails(leaver.address)).find(({ kind }) => kind === 'hand_over_asked')?.payload).toMatchObject({ to: colleague.person.name });
    const { id } = await send(author, { to: [leaver.address] });
    await handOverTo(leaver, colleague, [id]);
    expect((await ok(leaver.api['hand-overs'].$get())).asked).toBeNull();
  });

  it('asks neither themselves, nor for somebody outside, nor somebody who is suspended', async () => {
    const { leaver, colleague } = await two();
    const ask = async (account: string, to: string | null) => refusal(await owner.call(`POST /api/practice/members/${account}/ask-for-hand-over`, { body: { to } }));
    expect(await ask(owner.account, null)).toBe('403 not_allowed');
    expect(await ask(leaver.account, author.account)).toBe('403 not_allowed');
    expect(await ask(leaver.account, leaver.account)).toBe('403 not_allowed');
    await owner.call(`POST /api/practice/members/${colleague.account}/suspend`);
    expect(await ask(leaver.account, colleague.account)).toBe('403 not_allowed');
    expect(await ask(colleague.account, null)).toBe('403 not_allowed');
  });
});
