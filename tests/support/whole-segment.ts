// A segment opened and put together, as its reader sees it in the end. Runs in browsers, too.
import { openSegment } from '#crypto';

export async function openWholeSegment(...segment: Parameters<typeof openSegment>): Promise<Uint8Array> {
  const pieces = await openSegment(...segment);
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
