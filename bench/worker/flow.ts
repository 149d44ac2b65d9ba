// So many segments sealed and opened again one after the other, and let go of: what memory should not notice.
import { createAttachmentKey, newId, openSegment, ready, SEGMENT_BYTES, sealSegmentInto, segmentLayout } from '#crypto';
import { answer } from './answer.ts';

export function flow(count: number): void {
  answer(async () => {
    await ready();
    const size = count * SEGMENT_BYTES;
    const place = { id: newId(), size, segmentSize: segmentLayout(size).segmentSize };
    const key = createAttachmentKey();
    const plaintext = new Uint8Array(SEGMENT_BYTES);
    // The same memory again and again, as segment-memory.ts keeps it.
    const into = new Uint8Array(SEGMENT_BYTES + 1024);
    for (let index = 0; index < count; index++) {
      const { sealed, hash } = await sealSegmentInto(key, { ...place, index }, { plaintext: plaintext.fill(index), into });
      await openSegment(key, { ...place, index, hash }, sealed);
    }
  });
}
