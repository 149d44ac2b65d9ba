// The date that a sender gives a message: after it the message is gone for everybody, with its files, but for those that live on elsewhere.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expire } from '../../server/jobs/expiry.ts';
import { attach, download } from '../support/attaching.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { assemble, type Cast } from '../support/cast.ts';
import { openInboxMessage, sealDraft, send } from '../support/correspondence.ts';
import { DAY_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer();
  cast = await assemble(server);
}, 120_000);
afterAll(() => server.stop());

const rows = (id: string) => server.database.selectFrom('messages').select('id').where('id', '=', id).execute();
const blobs = async () => {
  const ids = new Set<string>();
  for await (const { id } of server.parts.blobs.list()) ids.add(id);
  return ids;
};

describe('a message with a date', () => {
  it('says the date to both sides, as its sender signed it', async () => {
    const expires = server.parts.clock() + DAY_MS;
    const { id } = await send(cast.owner, { to: [cast.guest.address], expires });
    for (const client of [cast.owner, cast.guest]) {
      expect((await ok(client.api.messages[':id'].$get({ param: { id }, query: {} }))).row.expires).toBe(expires);
      expect((await openInboxMessage(client, id)).manifest.expires).toBe(expires);
    }
  });

  it('is deleted for everybody after it, with the files that no other message links', async () => {
    const { owner, guest } = cast;
    const [alone, shared] = [await attach(owner, randomBytes(100)), await attach(owner, randomBytes(100))];
    const { id } = await send(owner, { to: [guest.address], attachments: [alone, shared], expires: server.parts.clock() + DAY_MS });
    const forwarded = await send(guest, { to: [guest.address], attachments: [shared] });
    await expire(server.parts);
    expect(await rows(id)).toHaveLength(1);
    server.advance(DAY_MS);
    await owner.logIn();
    await guest.logIn();
    await expire(server.parts);
    expect(await rows(id)).toEqual([]);
    const left = await blobs();
    expect([left.has(alone.id), left.has(shared.id)]).toEqual([false, true]);
    expect((await download(guest, shared)).length).toBe(100);
    expect(await rows(forwarded.id)).toHaveLength(1);
    for (const client of [owner, guest]) expect(refusal(await client.call(`GET /api/messages/${id}`))).toBe('404 not_found');
  });

  it('is deleted however many have reached theirs since anybody looked', async () => {
    // More than a statement takes parameters.
    await sql`
      insert into messages (id, thread, sender_id, container, container_hash, notice_subject, notice_text, type_class, sent_at, expires_at)
      select id, id, ${cast.owner.account}, decode(repeat('00', 64), 'hex'), sha256(id::bytea), '', '', 'standard', now(), now()
      from (select rpad('many' || number || 'x', 21, '0') || 'A' as id from generate_series(1, 66000) as number) as many`.execute(server.database);
    await expire(server.parts);
    const { count } = await server.database.selectFrom('messages').select(sql<number>`count(*)::int`.as('count')).where('expires_at', '<=', new Date()).executeTakeFirstOrThrow();
    expect(count).toBe(0);
  }, 120_000);

  it('is not sent where the date is past', async () => {
    const { body } = await sealDraft(cast.owner, { to: [cast.guest.address], expires: server.parts.clock() - 1 });
    expect(refusal(await cast.owner.call('POST /api/messages', { body }))).toBe('400 invalid_request');
    expect(await rows(body.id)).toEqual([]);
  });
});
