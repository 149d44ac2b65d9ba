// A segment opened and put together, as its reader sees it in the end.
import { openSegment } from '#crypto';

export async function openWholeSegment(...segment: Parameters<typeof openSegment>): Promise<Buffer> {
  return Buffer.concat(await openSegment(...segment));
}
