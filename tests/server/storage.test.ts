// Room for attachments: what a practice and a guest may keep, who counts to whom, and that it is given back.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, SEGMENT_BYTES } from '#crypto';
import { expire } from '../../server/jobs/expiry.ts';
import { readPlans } from '../../server/database/plans.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { assemble, type Cast } from '../support/cast.ts';
import { attach } from '../support/attaching.ts';
import type { TestClient } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer();
  cast = await assemble(server);
}, 120_000);
afterAll(() => server.stop());

const storage = (client: TestClient) => ok(client.api.attachments.storage.$get());
const begin = (client: TestClient, size: number) => client.call('POST /api/attachments', { body: { id: newId(), size, segmentSize: SEGMENT_BYTES } });
const allow = ({ practice }: TestClient, bytes: number | null) => server.database.updateTable('practices').set({ storage_bytes: bytes }).where('id', '=', practice).execute();

describe('the room for attachments', () => {
  it('is what the plan allows, or what was set for the practice; a guest has room of their own', async () => {
    const plans = await readPlans(server.database);
    expect(await storage(cast.owner)).toMatchObject({ limit: plans.paid.storageBytes, largest: 524_288_000 });
    await allow(cast.owner, 5000);
    expect((await storage(cast.owner)).limit).toBe(5000);
    expect((await storage(cast.colleague)).limit).toBe(5000);
    expect((await storage(cast.stranger)).limit).toBe(plans.paid.storageBytes);
    expect((await storage(cast.guest)).limit).toBe(plans.guest.storageBytes);
    await server.database.updateTable('accounts').set({ storage_bytes: 7000 }).where('id', '=', cast.guest.account).execute();
    expect((await storage(cast.guest)).limit).toBe(7000);
  });

  it('is shared by the members of a practice, from the announcement on, and refused with the figures', async () => {
    await allow(cast.owner, 5000);
    expect((await begin(cast.owner, 3000)).status).toBe(201);
    expect(await storage(cast.colleague)).toMatchObject({ used: 3000, limit: 5000 });
    const refused = await begin(cast.colleague, 2001);
    expect(refusal(refused)).toBe('413 quota_reached');
    expect(refused.body).toMatchObject({ error: { used: 3000, limit: 5000 } });
    expect((await begin(cast.colleague, 2000)).status).toBe(201);
  });

  it('of a practice is not taken by its guests, nor by anybody else', async () => {
    const { used } = await storage(cast.owner);
    const before = await storage(cast.guest);
    expect((await begin(cast.guest, 100)).status).toBe(201);
    expect((await storage(cast.guest)).used).toBe(before.used + 100);
    expect((await storage(cast.owner)).used).toBe(used);
  });

  it('is not exceeded by colleagues who take the last of it at once', async () => {
    const { used } = await storage(cast.owner);
    await allow(cast.owner, used + 1000);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => begin(index % 2 === 0 ? cast.owner : cast.colleague, 600)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('does not stop an upload that was begun, and comes back when a file is removed', async () => {
    await allow(cast.owner, null);
    const id = newId();
    const body = { id, size: 900, segmentSize: SEGMENT_BYTES };
    expect((await cast.owner.call('POST /api/attachments', { body })).status).toBe(201);
    const { used } = await storage(cast.owner);
    await allow(cast.owner, 0);
    expect((await cast.owner.call('POST /api/attachments', { body })).status).toBe(200);
    expect((await cast.owner.call(`DELETE /api/attachments/${id}`)).status).toBe(204);
    expect((await storage(cast.owner)).used).toBe(used - 900);
    await allow(cast.owner, null);
  });
});

describe('the last message that refers to an attachment', () => {
  it('takes it along, with its bytes; one that another message links stays', async () => {
    const { owner, guest } = cast;
    const [alone, shared] = [await attach(owner, randomBytes(100)), await attach(owner, randomBytes(100))];
    const { used } = await storage(owner);
    const first = await send(owner, { to: [guest.address], attachments: [alone, shared] });
    await send(owner, { to: [guest.address], attachments: [shared] });
    await server.database.updateTable('messages').set({ expires_at: new Date(server.parts.clock() - 1000) }).where('id', '=', first.body.id).execute();
    await expire(server.parts);
    const rows = await server.database.selectFrom('attachments').select('id').where('id', 'in', [alone.id, shared.id]).execute();
    expect(rows.map(({ id }) => id)).toEqual([shared.id]);
    await expect(server.parts.blobs.read(alone.id)).rejects.toMatchObject({ code: 'blob_not_found' });
    await (await server.parts.blobs.read(shared.id)).cancel();
    expect((await storage(owner)).used).toBe(used - 100);
  });
});
