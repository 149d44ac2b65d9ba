// Thumbnails on the server: kept with their attachment, for whoever may read it, until it goes; never replaced once they are sent.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#crypto';
import { attach } from '../support/attaching.ts';
import { refusal } from '../support/browser-stand-in.ts';
import { assemble, type Cast } from '../support/cast.ts';
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

const put = (client: TestClient, id: string, bytes: Uint8Array) => client.call(`PUT /api/attachments/${id}/thumbnail`, { body: bytes });

async function get(client: TestClient, id: string): Promise<Buffer | number> {
  const answer = await client.fetch(`${server.parts.settings.publicUrl}/api/attachments/${id}/thumbnail`, {});
  return answer.ok ? Buffer.from(await answer.arrayBuffer()) : answer.status;
}

describe('a thumbnail', () => {
  it('goes to those who may read its attachment, and to nobody else', async () => {
    const sealed = randomBytes(5000);
    const attachment = await attach(cast.owner, randomBytes(50));
    expect((await put(cast.owner, attachment.id, sealed)).status).toBe(204);
    expect(await get(cast.guest, attachment.id)).toBe(404);
    await send(cast.owner, { to: [cast.guest.address], attachments: [attachment] });
    expect(await get(cast.guest, attachment.id)).toEqual(sealed);
    expect(await get(cast.owner, attachment.id)).toEqual(sealed);
    expect(await get(cast.stranger, attachment.id)).toBe(404);
    expect(await get(cast.colleague, attachment.id)).toBe(404);
  });

  it('can be replaced while the attachment waits in a draft, and not once it is sent', async () => {
    const attachment = await attach(cast.owner, randomBytes(50));
    await put(cast.owner, attachment.id, randomBytes(100));
    const second = randomBytes(200);
    expect((await put(cast.owner, attachment.id, second)).status).toBe(204);
    await send(cast.owner, { to: [cast.guest.address], attachments: [attachment] });
    expect(refusal(await put(cast.owner, attachment.id, randomBytes(100)))).toBe('409 conflict');
    expect(refusal(await put(cast.guest, attachment.id, randomBytes(100)))).toBe('404 not_found');
    expect(await get(cast.guest, attachment.id)).toEqual(second);
  });

  it('has the length of a sealed picture of 1 to 16,384 bytes', async () => {
    const attachment = await attach(cast.owner, randomBytes(50));
    for (const [length, expected] of [[72, 400], [73, 204], [16_472, 204], [16_473, 400], [40_000, 413]] as const) {
      expect((await put(cast.owner, attachment.id, randomBytes(length))).status, String(length)).toBe(expected);
    }
  });

  it('goes with its attachment, and needs one', async () => {
    const attachment = await attach(cast.owner, randomBytes(50));
    await put(cast.owner, attachment.id, randomBytes(100));
    expect((await cast.owner.call(`DELETE /api/attachments/${attachment.id}`)).status).toBe(204);
    expect(await server.database.selectFrom('thumbnails').selectAll().where('attachment_id', '=', attachment.id).execute()).toEqual([]);
    expect((await put(cast.owner, newId(), randomBytes(100))).status).toBe(404);
  });
});
