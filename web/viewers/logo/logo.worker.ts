// Draws a chosen picture anew as a logo: whatever else stood in its file stays behind. Has no keys and no network (confine.ts).
import '../confine.ts';
import { expose, transfer } from 'comlink';
import { LOGO_LIMITS } from './logo-limits.ts';

/** Drawings always fit at once; a photograph may have to become smaller. */
const SHARES = [1, 0.75, 0.5, 0.35, 0.25] as const;

export type LogoWorker = { draw: (picture: Blob) => Promise<Uint8Array<ArrayBuffer> | null> };

expose({
  async draw(picture) {
    const source = await createImageBitmap(picture);
    for (const share of SHARES) {
      const blob = await drawn(source, share).convertToBlob({ type: 'image/png' });
      if (blob.size > LOGO_LIMITS.bytes) continue;
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return transfer(bytes, [bytes.buffer]);
    }
    return null;
  },
} satisfies LogoWorker);

function drawn(source: ImageBitmap, share: number): OffscreenCanvas {
  const factor = Math.min(1, LOGO_LIMITS.width / source.width, LOGO_LIMITS.height / source.height) * share;
  const canvas = new OffscreenCanvas(Math.max(1, Math.floor(source.width * factor)), Math.max(1, Math.floor(source.height * factor)));
  const pen = canvas.getContext('2d', { alpha: false });
  if (pen === null) throw new Error('no canvas');
  // What is see-through stands on white, as on paper: it is shown so in the dark, too.
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}
