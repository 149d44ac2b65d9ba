// A picture small enough for a thumbnail: at most 16 KiB, as WebP, or as JPEG where the browser writes no WebP.

/** As crypto/message/thumbnail.ts takes it. */
const BYTES_MAX = 16_384;
export const EDGE = 256;
const TRIES = [[1, 0.8], [1, 0.55], [0.75, 0.55], [0.5, 0.5], [0.25, 0.5]] as const;

/** Null where it cannot be made small enough, which does not happen to pictures of this size. */
export async function smallPicture(source: OffscreenCanvas | ImageBitmap): Promise<Uint8Array<ArrayBuffer> | null> {
  for (const [share, quality] of TRIES) {
    const canvas = scaled(source, share);
    for (const type of ['image/webp', 'image/jpeg']) {
      const blob = await canvas.convertToBlob({ type, quality });
      if (blob.type === type && blob.size <= BYTES_MAX) return new Uint8Array(await blob.arrayBuffer());
    }
  }
  return null;
}

function scaled(source: OffscreenCanvas | ImageBitmap, share: number): OffscreenCanvas {
  const factor = Math.min(1, EDGE / Math.max(source.width, source.height)) * share;
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(source.width * factor)), Math.max(1, Math.round(source.height * factor)));
  const pen = canvas.getContext('2d', { alpha: false });
  if (pen === null) throw new Error('no canvas');
  // What is see-through stands on white, as on paper.
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}
