// So many segments sealed and opened again one after the other, and let go of: what memory should not notice.
import { createAttachmentKey, newId, openSegment, ready, SEGMENT_BYTES, sealSegment, segmentLayout } from '#crypto';
import { answer } from './answer.ts';

export function flow(count: number): void {
  answer(async () => {
    await ready();
    const size = count * SEGMENT_BYTES;
    const place = { id: newId(), size, segmentSize: segmentLayout(size).segmentSize };
    const key = createAttachmentKey();
    for (let index = 0; index < count; index++) {
      const { sealed, hash } = await sealSegment(key, { ...place, index }, new Uint8Array(SEGMENT_BYTES).fill(index));
      await openSegment(key, { ...place, index, hash }, sealed);
    }
  });
}
