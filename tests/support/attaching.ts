// Uploading and downloading attachments, as test clients do it.
import {
  createAttachmentKey, fromBase64Url, newId, sealSegment, SEGMENT_BYTES, segmentLayout, toBase64Url, type AttachmentKey, type ManifestAttachment,
} from '#crypto';
import { ok } from './browser-stand-in.ts';
import type { TestClient } from './client.ts';
import { openWholeSegment } from './whole-segment.ts';

/** Uploads and completes; what the manifest says of it comes back. */
export async function attach(client: TestClient, content: Uint8Array, { name = 'scan.bin', complete = true } = {}): Promise<ManifestAttachment> {
  const id = newId();
  const key = createAttachmentKey();
  const size = content.length;
  const layout = segmentLayout(size, SEGMENT_BYTES);
  await ok(client.api.attachments.$post({ json: { id, size, segmentSize: SEGMENT_BYTES } }));
  const segments: string[] = [];
  for (let index = 0; index < layout.count; index += 1) {
    const start = index * SEGMENT_BYTES;
    const { sealed, hash } = await sealSegment(key, { id, size, segmentSize: SEGMENT_BYTES, index }, content.subarray(start, start + SEGMENT_BYTES));
    const put = await client.call(`PUT /api/attachments/${id}/segments/${index}`, { body: sealed });
    if (put.status !== 204) throw new Error(`segment: ${put.status}`);
    segments.push(hash);
  }
  if (complete) await ok(client.api.attachments[':id'].complete.$post({ param: { id } }));
  return { id, name, path: null, mediaType: 'application/octet-stream', size, segmentSize: SEGMENT_BYTES, key: toBase64Url(key), segments, thumbnail: null };
}

export async function download(client: TestClient, attachment: ManifestAttachment): Promise<Uint8Array> {
  const answer = await client.fetch(`${client.server.parts.settings.publicUrl}/api/attachments/${attachment.id}/content`, {});
  const sealed = new Uint8Array(await answer.arrayBuffer());
  const { id, size, segmentSize } = attachment;
  const layout = segmentLayout(size, segmentSize);
  const parts: Uint8Array[] = [];
  for (const [index, hash] of attachment.segments.entries()) {
    const part = sealed.subarray(layout.offset(index), layout.offset(index) + layout.sealedSegmentBytes(index));
    parts.push(await openWholeSegment(fromBase64Url(attachment.key) as AttachmentKey, { id, size, segmentSize, index, hash }, part));
  }
  return Buffer.concat(parts);
}
