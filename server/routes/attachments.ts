// Attachments: segments of ciphertext on their way in, and the whole on its way out to whoever has a message that links it.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import type { BlobLayout } from '../blobs/blob-store.ts';
import { blobLayout } from '../blobs/blob-layout.ts';
import { lockAccount } from '../database/accounts.ts';
import { actorOf, hasBegunDownload, record } from '../database/activity.ts';
import { deleteOwnUnlinked, findOwnAttachment, findReadable, insertAttachment, markComplete } from '../database/attachments.ts';
import type { ActiveSession } from '../database/sessions.ts';
import { lockPractice } from '../database/storage.ts';
import type { AttachmentRow } from '../database/tables/mailbox.ts';
import { findThumbnail, keepThumbnail } from '../database/thumbnails.ts';
import type { Env } from '../env.ts';
import { json, path, upTo } from '../middleware/body.ts';
import { byAccount, signedIn } from '../middleware/guards.ts';
import type { Parts } from '../parts.ts';
import { count } from '../rates.ts';
import { ofLength } from './attachments/announced-length.ts';
import { readRange } from './attachments/range.ts';
import { assertRoom, readStorage } from './attachments/room.ts';
import * as wire from './wire.ts';

const idParam = path(z.object({ id: wire.id }));
const segmentParam = path(z.object({ id: wire.id, index: z.string().regex(/^\d{1,5}$/).transform(Number) }));
const beginBody = z.strictObject({
  id: wire.id,
  size: z.int().min(0),
  /** Plaintext bytes of a segment; #crypto/server says which sizes there are. */
  segmentSize: z.int().min(1),
});

export const attachments = new Hono<Env>()
  // What a screen says of the room there is, before and when it runs out.
  .get('/storage', signedIn, async (c) => {
    const { parts, session } = c.var;
    const { used, limit } = await readStorage(parts.database, session);
    return c.json({ used, limit, largest: parts.settings.maxAttachmentBytes });
  })
  .post('/', upTo('small'), signedIn, byAccount('attachment-begin'), json(beginBody), async (c) => {
    const { parts, now, session } = c.var;
    const { id, size, segmentSize } = c.req.valid('json');
    const { maxAttachmentBytes: max } = parts.settings;
    if (size > max) throw new ApiError('too_large', { max });
    const layout = blobLayout(id, { size, segmentSize });
    const { account: owner_id, membership } = session;
    const practice_id = membership?.practice.id ?? null;
    const made = await parts.database.transaction().execute(async (writer) => {
      // One after the other: side by side, each would find the room that only one of them may take. The practice first, as
      // whoever suspends or removes a member does.
      if (practice_id !== null) await lockPractice(writer, practice_id);
      await lockAccount(writer, owner_id);
      await assertRoom({ ...parts, database: writer }, { session, id, size });
      return await insertAttachment(writer, { id, owner_id, practice_id, size, segment_size: segmentSize, segment_count: layout.segmentCount, created_at: now });
    });
    const attachment = await findOwn(parts, { attachment: id, account: owner_id, otherwise: 'conflict' });
    if (!made && (attachment.size !== size || attachment.segment_size !== segmentSize)) throw new ApiError('conflict');
    if (attachment.completed_at === null) await parts.blobs.begin(layout);
    return c.json({ received: await received(parts, attachment) }, made ? 201 : 200);
  })
  .put('/:id/segments/:index', signedIn, segmentParam, async (c) => {
    const { id, index } = c.req.valid('param');
    const attachment = await findOwn(c.var.parts, { attachment: id, account: c.var.session.account, otherwise: 'not_found' });
    if (attachment.completed_at !== null) throw new ApiError('conflict');
    if (index >= attachment.segment_count) throw new ApiError('not_found');
    const bytes = c.req.raw.body;
    if (bytes === null || c.req.header('content-type') !== 'application/octet-stream') throw new ApiError('invalid_request');
    // The store counts the bytes as they come and keeps nothing of a segment that is longer or shorter than announced.
    await c.var.parts.blobs.writeSegment(layoutOf(attachment), { index, bytes });
    return c.body(null, 204);
  })
  // Where browsers reach the object store themselves, the bytes need not pass through here.
  .get('/:id/segments/:index/direct', signedIn, segmentParam, async (c) => {
    const { id, index } = c.req.valid('param');
    const attachment = await findOwn(c.var.parts, { attachment: id, account: c.var.session.account, otherwise: 'not_found' });
    const { direct } = c.var.parts.blobs;
    if (direct === null || index >= attachment.segment_count) throw new ApiError('not_found');
    if (attachment.completed_at !== null) throw new ApiError('conflict');
    return c.json({ url: await direct.presignPart(layoutOf(attachment), index) });
  })
  .get('/:id/content/direct', signedIn, idParam, async (c) => {
    const { id } = c.req.valid('param');
    const attachment = await findComplete(c.var.parts, { attachment: id, account: c.var.session.account, now: c.var.now });
    const { direct } = c.var.parts.blobs;
    if (direct === null) throw new ApiError('not_found');
    await recordDownload(c.var.parts, { session: c.var.session, attachment: id, now: c.var.now });
    return c.json({ url: await direct.presignRead(attachment.id) });
  })
  .get('/:id', signedIn, idParam, async (c) => {
    const attachment = await findOwn(c.var.parts, { attachment: c.req.valid('param').id, account: c.var.session.account, otherwise: 'not_found' });
    const { size, segment_size: segmentSize, completed_at: completedAt } = attachment;
    return c.json({ size, segmentSize, received: await received(c.var.parts, attachment), complete: completedAt !== null });
  })
  .post('/:id/complete', upTo('small'), signedIn, idParam, async (c) => {
    const { parts, now, session } = c.var;
    const { id } = c.req.valid('param');
    const attachment = await findOwn(parts, { attachment: id, account: session.account, otherwise: 'not_found' });
    if (attachment.completed_at === null) {
      await parts.blobs.complete(layoutOf(attachment));
      await markComplete(parts.database, { attachment: id, now });
    }
    return c.body(null, 204);
  })
  .delete('/:id', signedIn, idParam, async (c) => {
    const { parts, session } = c.var;
    const { id } = c.req.valid('param');
    if (!(await deleteOwnUnlinked(parts.database, { attachment: id, account: session.account }))) throw new ApiError('not_found');
    // Should this fail, the clean-up finds a blob without a row.
    await parts.blobs.remove(id);
    return c.body(null, 204);
  })
  .get('/:id/content', signedIn, idParam, async (c) => {
    const { parts, now, session } = c.var;
    const { id } = c.req.valid('param');
    const attachment = await findComplete(parts, { attachment: id, account: session.account, now });
    const { sealedBytes } = layoutOf(attachment);
    const range = readRange(c.req.header('range'), sealedBytes);
    c.header('accept-ranges', 'bytes');
    c.header('content-type', 'application/octet-stream');
    // The bytes under an id never change; private, because others may not have them from a shared cache.
    c.header('cache-control', 'private, max-age=31536000, immutable');
    if (range === 'unsatisfiable') {
      c.header('content-range', `bytes */${sealedBytes}`);
      return c.body(null, 416);
    }
    // What goes on in the middle of a file was told at its beginning.
    // What goes on with a download that was begun on this device is no other one.
    const begun = range !== null && range.start > 0 && (await hasBegunDownload(parts.database, { ...session, attachment: id, now }));
    if (!begun) await recordDownload(parts, { session, attachment: id, now });
    c.header('content-length', String(range?.length ?? sealedBytes));
    if (range === null) return c.body(ofLength(await parts.blobs.read(id), sealedBytes), 200);
    c.header('content-range', `bytes ${range.start}-${range.start + range.length - 1}/${sealedBytes}`);
    return c.body(ofLength(await parts.blobs.read(id, range), range.length), 206);
  })
  .put('/:id/thumbnail', upTo('thumbnail'), signedIn, idParam, async (c) => {
    const { parts, session } = c.var;
    const { id } = c.req.valid('param');
    const sealed = Buffer.from(await c.req.arrayBuffer());
    if (sealed.length < THUMBNAIL_SEALED_BYTES.min || sealed.length > THUMBNAIL_SEALED_BYTES.max) throw new ApiError('invalid_request');
    await findOwn(parts, { attachment: id, account: session.account, otherwise: 'not_found' });
    if (!(await keepThumbnail(parts.database, { attachment: id, account: session.account, sealed }))) throw new ApiError('conflict');
    return c.body(null, 204);
  })
  .get('/:id/thumbnail', signedIn, idParam, async (c) => {
    const { parts, session } = c.var;
    const [attachment] = await findReadable(parts.database, { attachments: [c.req.valid('param').id], account: session.account, now: c.var.now });
    const sealed = attachment === undefined ? null : await findThumbnail(parts.database, attachment.id);
    if (sealed === null) throw new ApiError('not_found');
    c.header('content-type', 'application/octet-stream');
    return c.body(new Uint8Array(sealed), 200);
  });

/** Plaintexts of 1 and of 16,384 bytes, sealed (crypto/SPEC.md, "Thumbnails"). */
const THUMBNAIL_SEALED_BYTES = { min: 73, max: 16_472 } as const;

function layoutOf({ id, size, segment_size: segmentSize }: AttachmentRow): BlobLayout {
  return blobLayout(id, { size, segmentSize });
}

async function recordDownload(parts: Parts, { session, attachment, now }: { session: ActiveSession; attachment: string; now: Date }): Promise<void> {
  const event = { event: 'attachment-downloaded', account: session.account, by: actorOf(session), on: { subject: 'attachment', id: attachment }, now } as const;
  await count(parts, { rate: 'attachment-read', key: session.account, now });
  await parts.database.transaction().execute((writer) => record(writer, event));
}

async function received(parts: Parts, attachment: AttachmentRow): Promise<number[]> {
  if (attachment.completed_at !== null) return Array.from({ length: attachment.segment_count }, (_, index) => index);
  return await parts.blobs.received(layoutOf(attachment));
}

/** One that is whole, and that the account may read. */
async function findComplete({ database }: Parts, { attachment, account, now }: { attachment: string; account: string; now: Date }): Promise<AttachmentRow> {
  const [row] = await findReadable(database, { attachments: [attachment], account, now });
  if (row === undefined || row.completed_at === null) throw new ApiError('not_found');
  return row;
}

type Finding = { attachment: string; account: string; otherwise: 'not_found' | 'conflict' };

async function findOwn({ database }: Parts, { attachment, account, otherwise }: Finding): Promise<AttachmentRow> {
  const row = await findOwnAttachment(database, { attachment, account });
  if (row === null) throw new ApiError(otherwise);
  return row;
}
