// Another picture in a thumbnail's place: by the server, and by a recipient who knows the attachment's key.
import { createAttachmentKey, newId, openThumbnail, ready, sealSegment, sealThumbnail, SEGMENT_BYTES, type AttachmentKey } from '#crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { seal } from '../../crypto/primitives/seal.ts';

const key = createAttachmentKey();
const place = { attachment: newId(), id: newId() };
const image = new Uint8Array(5000).fill(7);
let signed: Awaited<ReturnType<typeof sealThumbnail>>;
beforeAll(async () => {
  await ready();
  signed = await sealThumbnail(key, place, image);
});

const hashOf = async (bytes: Uint8Array<ArrayBuffer>) => Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('base64url');
const opened = (sealed: Uint8Array, { sha256 = signed.sha256, at = place, by = key }: { sha256?: string; at?: typeof place; by?: AttachmentKey } = {}) =>
  openThumbnail(by, { ...at, sha256 }, sealed);

describe('a thumbnail', () => {
  it('is shown where it is the signed one', async () => {
    expect(await opened(signed.sealed)).toEqual(image);
  });

  it('of other content, sealed under the key for that very place, is refused: it is not the one that was signed', async () => {
    const other = await sealThumbnail(key, place, new Uint8Array(5000).fill(8));
    await expect(opened(other.sealed)).rejects.toMatchObject({ code: 'cannot_open' });
    await expect(opened((await sealThumbnail(key, place, image)).sealed)).rejects.toMatchObject({ code: 'cannot_open' });
  });

  it('altered, cut or extended is refused', async () => {
    for (const altered of [signed.sealed.with(90, (signed.sealed[90] ?? 0) ^ 1), signed.sealed.subarray(0, -1), new Uint8Array([...signed.sealed, 0]), new Uint8Array(0)]) {
      await expect(opened(altered)).rejects.toMatchObject({ code: 'cannot_open' });
    }
  });

  it('of another attachment, under another id or another key is refused, also where the hash was signed', async () => {
    const foreign = [{ at: { ...place, attachment: newId() } }, { at: { ...place, id: newId() } }, { by: createAttachmentKey() }];
    for (const each of foreign) await expect(opened(signed.sealed, each)).rejects.toMatchObject({ code: 'cannot_open' });
  });

  it('is not a segment of the attachment, nor anything else under its key, also where the hash was signed', async () => {
    const segment = await sealSegment(key, { id: place.attachment, size: 5000, segmentSize: SEGMENT_BYTES, index: 0 }, image);
    await expect(opened(segment.sealed, { sha256: await hashOf(segment.sealed) })).rejects.toMatchObject({ code: 'cannot_open' });
    const blob = await seal(key, { purpose: 'state', owner: place.attachment, name: place.id, version: 1 }, image);
    await expect(opened(blob, { sha256: await hashOf(blob) })).rejects.toMatchObject({ code: 'cannot_open' });
  });

  it('that is empty or larger than a thumbnail may be is refused, also where the hash was signed', async () => {
    for (const length of [0, 16_385, 5_000_000]) {
      const sealed = await seal(key, { purpose: 'thumbnail', owner: place.attachment, name: place.id, version: 1 }, new Uint8Array(length));
      await expect(opened(sealed, { sha256: await hashOf(sealed) })).rejects.toMatchObject({ code: 'cannot_open' });
    }
  });
});
