// Whether a picture's file has its end. Of one that was cut off browsers show what there is as if it were all: half an X-ray, or a whole
// one without its detail.

const WINDOW_BYTES = 1_048_576;
/** The mark at the end of a JPEG (FF D9), as Latin-1. Among coded data it cannot stand; cameras may write more behind it. */
const JPEG_END = '\u00ff\u00d9';
const MARKER = 0xff;
const JPEG_SCAN = 0xda;
const PNG_END = 'IEND';
const WEBP_HEAD_BYTES = 12;

/** By its type, which is one of those that are shown. GIFs say of every picture in them where it ends, and are taken as they are. */
export async function isWhole(picture: Blob): Promise<boolean> {
  switch (picture.type) {
    case 'image/jpeg':
      return await has(picture, JPEG_END, await scanAt(picture));
    case 'image/png':
      return await has(picture, PNG_END, 0);
    case 'image/webp': {
      if (picture.size < WEBP_HEAD_BYTES) return false;
      const head = new DataView(await picture.slice(0, WEBP_HEAD_BYTES).arrayBuffer());
      return head.getUint32(4, true) + 8 <= picture.size;
    }
    default:
      return true;
  }
}

/** Where the coded data of a JPEG begin: before them a small picture may stand, with an end of its own. 0 where that is not clear. */
async function scanAt(picture: Blob): Promise<number> {
  const head = new DataView(await picture.slice(0, WINDOW_BYTES).arrayBuffer());
  let at = 2;
  while (at + 4 <= head.byteLength && head.getUint8(at) === MARKER && head.getUint8(at + 1) !== JPEG_SCAN) {
    // A marker may be filled up in front.
    at += head.getUint8(at + 1) === MARKER ? 1 : 2 + head.getUint16(at + 2);
  }
  return at + 4 > head.byteLength || head.getUint8(at) === MARKER ? at : 0;
}

/** From the end backwards, where it usually is. */
async function has(picture: Blob, mark: string, from: number): Promise<boolean> {
  const decoder = new TextDecoder('latin1');
  for (let end = picture.size; end > from; end -= WINDOW_BYTES) {
    const start = Math.max(from, end - WINDOW_BYTES - mark.length);
    if (decoder.decode(await picture.slice(start, end).arrayBuffer()).includes(mark)) return true;
  }
  return false;
}
