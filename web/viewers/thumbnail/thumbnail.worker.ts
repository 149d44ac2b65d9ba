// Makes thumbnails of files that are being sent. Has no keys and no network (confine.ts).
import '../confine.ts';
import { expose, transfer } from 'comlink';
import { loadCodecFile } from '../dicom/codec-files.ts';
import { createCodecs } from '../dicom/codecs.ts';
import { createShelf } from '../dicom/series.ts';
import type { Slice } from '../dicom/slice.ts';
import type { Frame } from '../dicom/decode-frame.ts';
import { paintGrey, windowOf } from '../dicom/window-level.ts';
import { drawMesh } from './draw-mesh.ts';
import { EDGE, smallPicture } from './small-picture.ts';

export type ThumbnailWorker = { make: (kind: 'image' | 'mesh' | 'dicom', file: Blob) => Promise<Uint8Array<ArrayBuffer> | null> };

expose({
  async make(kind, file) {
    const picture = await smallPicture(await PICTURES[kind](file));
    return picture === null ? null : transfer(picture, [picture.buffer]);
  },
} satisfies ThumbnailWorker);

const PICTURES: Record<'image' | 'mesh' | 'dicom', (file: Blob) => Promise<OffscreenCanvas | ImageBitmap>> = {
  // Turned as the camera says. The other edge follows.
  image: (file) => createImageBitmap(file, { resizeWidth: EDGE * 2, resizeQuality: 'medium' }),
  mesh: async (file) => onCanvas(greyImage(await drawMesh(() => file.stream() as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>, { size: file.size, edge: EDGE }))),
  dicom: async (file) => {
    const shelf = createShelf(createCodecs(loadCodecFile));
    await shelf.add(new Uint8Array(await file.arrayBuffer()));
    const slice = shelf.series()[0]?.slices[0];
    if (slice === undefined) throw new Error('no image');
    return onCanvas(frameImage(await shelf.frame(slice.key), slice));
  },
};

function greyImage(shades: Uint8Array): ImageData {
  const image = new ImageData(EDGE, EDGE);
  for (const [at, shade] of shades.entries()) image.data.set(shade === 0 ? [255, 255, 255, 255] : [shade, shade, Math.round(shade * 0.96), 255], at * 4);
  return image;
}

function frameImage(frame: Frame, slice: Slice): ImageData {
  if (frame.kind === 'colour') return new ImageData(frame.pixels, frame.columns, frame.rows);
  const image = new ImageData(frame.columns, frame.rows);
  paintGrey(image.data, frame, { ...slice, window: windowOf(slice.window === null ? 'full' : 'file', slice, frame), inverted: slice.inverted });
  return image;
}

function onCanvas(image: ImageData): OffscreenCanvas {
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}
