// Sending can be undone for some seconds: until then the message is nobody's but its sender's, and then it goes out, whatever became
// of the browser that sent it.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import type { Id } from '#crypto';
import { claimInvitation, lockInvitation } from '../../server/database/invitations.ts';
import { releaseAllDue, startReleases } from '../../server/jobs/releases.ts';
import { startJobs } from '../../server/jobs/index.ts';
import { bucketOf } from '../../server/rates.ts';
import { attach, download } from '../support/attaching.ts';
import { deriveProof } from '../support/access-code-proof.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { assemble, type Cast } from '../support/cast.ts';
import { somebody, TestClient } from '../support/client.ts';
import { acceptInvitation, openInboxMessage, sealDraft, send } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const HELD_MS = 10_000;

let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer({ UNDO_SECONDS: '10' });
  cast = await assemble(server);
  await letGo();
}, 120_000);
afterAll(() => server.stop());

async function letGo(): Promise<void> {
  server.advance(HELD_MS);
  await releaseAllDue(server.parts);
}

const undo = (client: TestClient, id: string) => client.call<{ invitations: string[] }>(`POST /api/messages/${id}/undo`);
const inbox = async (client: TestClient) => (await ok(client.api.messages.$get({ query: { folder: 'inbox' } }))).rows;
const isIn = async (client: TestClient, id: string) => (await inbox(client)).some((row) => row.id === id);
const notices = (id: string) => server.database.selectFrom('outbox').select(['recipient', 'status']).where('message_id', '=', id).execute();
const exists = async (id: string) => (await server.database.selectFrom('messages').select('id').where('id', '=', id).execute()).length === 1;

describe('a message that was just sent', () => {
  it('is in nobody’s mailbox but the sender’s, and no notice of it is queued', async () => {
    const { owner, guest } = cast;
    const file = await attach(owner, randomBytes(100));
    const unread = (await ok(guest.api.session.$get())).unread;
    const { id } = await send(owner, { to: [guest.address], attachments: [file] });
    expect(await isIn(guest, id)).toBe(false);
    expect((await ok(guest.api.session.$get())).unread).toBe(unread);
    expect(await notices(id)).toEqual([]);
    expect((await ok(owner.api.messages.$get({ query: { folder: 'sent' } }))).rows[0]?.id).toBe(id);
    expect(await ok(owner.api.messages[':id'].$get({ param: { id }, query: {} }))).toMatchObject({ deliveries: [{ address: guest.address, noticeStatus: 'queued', openedAt: null }] });
  });

  it('goes out once its seconds are over, once, with the time at which it did', async () => {
    const { owner, guest, colleague } = cast;
    const { id } = await send(owner, { to: [guest.address, colleague.address] });
    server.advance(HELD_MS - 1000);
    await releaseAllDue(server.parts);
    expect(await isIn(guest, id)).toBe(false);
    server.advance(1000);
    const at = server.parts.clock();
    // As several server processes would, at the same moment.
    await Promise.all(Array.from({ length: 4 }, () => releaseAllDue(server.parts)));
    const row = (await inbox(guest)).find((each) => each.id === id);
    expect(row?.sentAt).toBeGreaterThanOrEqual(at);
    expect((await notices(id)).map(({ recipient }) => recipient).toSorted()).toEqual([guest.address, colleague.address].toSorted());
    expect((await openInboxMessage(guest, id)).manifest.id).toBe(id);
  });

  it('says how long it can be undone, also to whoever asks again', async () => {
    const { body } = await sealDraft(cast.owner, { to: [cast.guest.address] });
    const first = await ok(cast.owner.api.messages.$post({ json: body }));
    expect(first.undoMs).toBeGreaterThan(HELD_MS - 2000);
    expect(first.undoMs).toBeLessThanOrEqual(HELD_MS);
    server.advance(4000);
    const { undoMs } = await ok(cast.owner.api.messages.$post({ json: body }));
    expect(undoMs).toBeGreaterThan(4000);
    expect(undoMs).toBeLessThanOrEqual(6000);
    await letGo();
    expect((await ok(cast.owner.api.messages.$post({ json: body }))).undoMs).toBe(0);
  });

  it('can be undone as long as ever where it was long on its way to the server', async () => {
    const { owner, guest } = cast;
    const { body } = await sealDraft(owner, { to: [guest.address] });
    const slowly = new ReadableStream<Uint8Array>(
      {
        pull: (stream) => {
          server.advance(2 * HELD_MS);
          stream.enqueue(new TextEncoder().encode(JSON.stringify(body)));
          stream.close();
        },
      },
      { highWaterMark: 0 },
    );
    const sending = { method: 'POST', headers: { 'content-type': 'application/json' }, body: slowly, duplex: 'half' } as const;
    const answer = await owner.fetch(`${server.parts.settings.publicUrl}/api/messages`, sending);
    expect(answer.status).toBe(201);
    expect(((await answer.json()) as { undoMs: number }).undoMs).toBeGreaterThan(HELD_MS - 2000);
    await releaseAllDue(server.parts);
    expect(await isIn(guest, body.id)).toBe(false);
    expect((await undo(owner, body.id)).status).toBe(200);
  });

  it('goes out by itself from a server that runs, without anybody asking', async () => {
    const quick = await startTestServer({ UNDO_SECONDS: '1' });
    const mailer = { send: () => Promise.resolve({ providerId: null }), close: () => Promise.resolve() };
    const { owner, guest } = await assemble(quick);
    const jobs = await startJobs({ ...quick.parts, databaseUrl: quick.databaseUrl, mailer });
    try {
      const { id } = await send(owner, { to: [guest.address] });
      expect(await isIn(guest, id)).toBe(false);
      await expect.poll(() => isIn(guest, id), { timeout: 4000 }).toBe(true);
      await expect.poll(async () => (await quick.database.selectFrom('outbox').select('status').where('message_id', '=', id).execute())[0]?.status, { timeout: 4000 }).toBe('sent');
    } finally {
      await jobs.stop();
      await quick.stop();
    }
  }, 60_000);
});

describe('letting go', () => {
  it('waits for nobody who registers at that moment, nor do they wait for it, and all other messages go out', async () => {
    const { owner, guest, stranger } = cast;
    const made = await send(owner, { to: [somebody().address] });
    const other = await send(owner, { to: [guest.address] });
    const invitation = made.body.invitations[0]?.id as Id;
    server.advance(HELD_MS);
    await server.database.transaction().execute(async (writer) => {
      await lockInvitation(writer, invitation);
      const going = releaseAllDue(server.parts);
      const again = await Promise.race([going, new Promise((resolve) => setTimeout(resolve, 3000, 'waited'))]);
      await claimInvitation(writer, { invitation, account: stranger.account, claim: randomBytes(32), now: new Date(server.parts.clock()) });
      expect(again).toBeInstanceOf(Date);
      await going;
    });
    expect(await isIn(guest, other.id)).toBe(true);
    expect(await isIn(stranger, made.id)).toBe(false);
    await releaseAllDue(server.parts);
    expect(await isIn(stranger, made.id)).toBe(true);
  });

  it('of one that cannot go out keeps no other back, and is tried again', async () => {
    const { owner, guest } = cast;
    const [stuck, other] = [await send(owner, { to: [guest.address] }), await send(owner, { to: [guest.address] })];
    await sql`
      create function refuse_notice() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
      create trigger refuse_notice before insert on outbox for each row when (new.message_id = ${sql.lit(stuck.id)}) execute function refuse_notice();
    `.execute(server.database);
    await letGo();
    expect([await isIn(guest, stuck.id), await isIn(guest, other.id)]).toEqual([false, true]);
    expect(server.logged()).toContain('cannot let go of a held message');
    await sql`drop trigger refuse_notice on outbox`.execute(server.database);
    await releaseAllDue(server.parts);
    expect(await isIn(guest, stuck.id)).toBe(true);
  });

  it('looks a few times a second, and not without a pause, at what somebody else has in their hands', async () => {
    const { id } = await send(cast.owner, { to: [cast.guest.address] });
    server.advance(HELD_MS);
    let looks = 0;
    const clock = () => {
      looks += 1;
      return server.parts.clock();
    };
    const releases = startReleases({ ...server.parts, clock });
    await server.database.transaction().execute(async (writer) => {
      await writer.selectFrom('messages').select('id').where('id', '=', id).forUpdate().execute();
      releases.wake();
      await new Promise((resolve) => setTimeout(resolve, 700));
    });
    expect(looks).toBeGreaterThan(3);
    expect(looks).toBeLessThan(30);
    await expect.poll(() => isIn(cast.guest, id), { timeout: 4000 }).toBe(true);
    await releases.stop();
  });
});

describe('undoing', () => {
  it('leaves nothing of the message, and the attachments with whoever uploaded them', async () => {
    const { owner, guest } = cast;
    const file = await attach(owner, randomBytes(100));
    const { id } = await send(owner, { to: [guest.address], attachments: [file] });
    expect(await undo(owner, id)).toMatchObject({ status: 200, body: { invitations: [] } });
    await letGo();
    expect(await exists(id)).toBe(false);
    expect(await notices(id)).toEqual([]);
    expect((await ok(owner.api.messages.$get({ query: { folder: 'sent' } }))).rows.map((row) => row.id)).not.toContain(id);
    const again = await send(owner, { to: [guest.address], attachments: [file] });
    await letGo();
    expect(await isIn(guest, again.id)).toBe(true);
    expect((await guest.call(`GET /api/attachments/${file.id}/content`)).status).toBe(200);
    expect(refusal(await undo(owner, id))).toBe('404 not_found');
  });

  it('of a forward takes others’ files along that nothing links any more, and leaves one’s own', async () => {
    const { owner, guest } = cast;
    const [theirs, shared, own] = [await attach(owner, randomBytes(100)), await attach(owner, randomBytes(100)), await attach(guest, randomBytes(100))];
    const [first, second] = [await send(owner, { to: [guest.address], attachments: [theirs] }), await send(owner, { to: [guest.address], attachments: [shared] })];
    await letGo();
    const forwarded = await send(guest, { to: [owner.address], attachments: [theirs, shared, own] });
    for (const [client, role] of [[owner, 'sender'], [guest, 'recipient']] as const) {
      await client.call('PATCH /api/messages', { body: { messages: [{ id: first.id, role }], folder: 'trash' } });
      await client.call('POST /api/messages/remove', { body: { messages: [{ id: first.id, role }] } });
    }
    expect(await exists(first.id)).toBe(false);
    expect((await download(guest, theirs)).length).toBe(100);
    expect((await undo(guest, forwarded.id)).status).toBe(200);
    const rows = await server.database.selectFrom('attachments').select('id').where('id', 'in', [theirs.id, shared.id, own.id]).execute();
    expect(rows.map(({ id }) => id).toSorted()).toEqual([shared.id, own.id].toSorted());
    const blobs: string[] = [];
    for await (const { id } of server.parts.blobs.list()) blobs.push(id);
    expect(blobs).not.toContain(theirs.id);
    expect(await exists(second.id)).toBe(true);
  });

  it('gives the day’s notices back', async () => {
    const { owner, guest, colleague } = cast;
    const bucket = bucketOf(server.parts, { rate: 'notices-paid', key: owner.practice ?? '' });
    const used = async () => (await server.database.selectFrom('rate_limits').select('used').where('bucket', '=', bucket).executeTakeFirst())?.used ?? 0;
    const before = await used();
    const { id } = await send(owner, { to: [guest.address, colleague.address, somebody().address] });
    expect(await used()).toBe(before + 3);
    await undo(owner, id);
    expect(await used()).toBe(before);
    await undo(owner, id);
    expect(await used()).toBe(before);
  });

  it('stands in the activity log, after the sending', async () => {
    const { id } = await send(cast.owner, { to: [cast.guest.address] });
    await undo(cast.owner, id);
    const events = await server.database.selectFrom('activity').select(['event', 'actor_id']).where('subject_id', '=', id).orderBy('at').execute();
    expect(events).toEqual(['message-sent', 'sending-undone'].map((event) => ({ event, actor_id: cast.owner.account })));
  });

  it('ends an invitation that was made with it: its code opens nothing, and the address can be invited anew', async () => {
    const { address } = somebody();
    const sent = await send(cast.owner, { to: [address] });
    const invitation = sent.body.invitations[0]?.id as Id;
    expect((await undo(cast.owner, sent.id)).body).toEqual({ invitations: [invitation] });
    const proof = await deriveProof({ invitation, code: sent.codes.get(address) ?? '' });
    expect(refusal(await new TestClient(server, somebody({ address })).call(`POST /api/invitations/${invitation}/redeem`, { body: { proof } }))).toBe('410 invitation_cancelled');
    expect((await send(cast.owner, { to: [address] })).codes.size).toBe(1);
  });

  it('leaves an invitation that is older, that another message uses, or that was claimed meanwhile', async () => {
    const { owner, colleague } = cast;
    const { address } = somebody();
    const first = await send(owner, { to: [address] });
    const used = await send(colleague, { to: [address] });
    expect((await undo(owner, first.id)).body).toEqual({ invitations: [] });
    expect((await undo(colleague, used.id)).body).toEqual({ invitations: [] });

    const other = somebody();
    const made = await send(owner, { to: [other.address] });
    const invitation = made.body.invitations[0]?.id as Id;
    const guest = await acceptInvitation(new TestClient(server, other), { invitation, code: made.codes.get(other.address) ?? '' });
    expect((await undo(owner, made.id)).body).toEqual({ invitations: [] });
    await letGo();
    expect(await inbox(guest)).toEqual([]);
    expect((await ok(owner.api.invitations.$get())).invitations.find(({ id }) => id === invitation)?.status).toBe('claimed');
  });

  it('brings what waits to somebody who registers in these seconds when it goes out', async () => {
    const person = somebody();
    const made = await send(cast.owner, { to: [person.address] });
    const guest = await acceptInvitation(new TestClient(server, person), { invitation: made.body.invitations[0]?.id as Id, code: made.codes.get(person.address) ?? '' });
    expect(await inbox(guest)).toEqual([]);
    await letGo();
    expect((await inbox(guest)).map(({ id }) => id)).toEqual([made.id]);
  });
});

it('where it is turned off, a message goes out at once', async () => {
  const direct = await startTestServer({ UNDO_SECONDS: '0' });
  try {
    const { owner, guest } = await assemble(direct);
    const { body } = await sealDraft(owner, { to: [guest.address] });
    expect(await ok(owner.api.messages.$post({ json: body }))).toEqual({ id: body.id, undoMs: 0 });
    expect(await isIn(guest, body.id)).toBe(true);
    expect(refusal(await undo(owner, body.id))).toBe('409 message_released');
  } finally {
    await direct.stop();
  }
}, 60_000);
