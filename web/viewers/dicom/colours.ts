// Colour pixels as RGBA (PS3.3, C.7.6.3.1.2): RGB, YBR and palettes.
import { type DataSet, DicomError } from './data-set.ts';
import type { PixelForm } from './slice.ts';

type Pixels = { form: PixelForm; bytes: Uint8Array<ArrayBuffer> };
type Rgba = Uint8ClampedArray<ArrayBuffer>;

export function colours(dataSet: DataSet, { form, bytes }: Pixels): Rgba {
  if (form.photometric === 'PALETTE COLOR') return fromPalette(dataSet, { form, bytes });
  if (form.samples !== 3 || form.bitsAllocated !== 8) throw new DicomError('colour');
  if (form.photometric === 'YBR_FULL_422' && bytes.length < form.rows * form.columns * 3) return fromHalved({ form, bytes });
  const count = form.rows * form.columns;
  if (bytes.length < count * 3) throw new DicomError('cut off');
  const rgba = new Uint8ClampedArray(count * 4);
  const [step, second, third] = form.planar ? [1, count, 2 * count] : [3, 1, 2];
  const isYbr = form.photometric.startsWith('YBR_FULL');
  for (let pixel = 0; pixel < count; pixel += 1) {
    const at = pixel * step;
    put(rgba, { pixel, isYbr, a: bytes[at] ?? 0, b: bytes[at + second] ?? 0, c: bytes[at + third] ?? 0 });
  }
  return rgba;
}

type Sample = { pixel: number; isYbr: boolean; a: number; b: number; c: number };

function put(rgba: Rgba, { pixel, isYbr, a, b, c }: Sample): void {
  const at = pixel * 4;
  rgba[at] = isYbr ? a + 1.402 * (c - 128) : a;
  rgba[at + 1] = isYbr ? a - 0.344136 * (b - 128) - 0.714136 * (c - 128) : b;
  rgba[at + 2] = isYbr ? a + 1.772 * (b - 128) : c;
  rgba[at + 3] = 255;
}

/** Y1 Y2 Cb Cr for every two pixels. */
function fromHalved({ form, bytes }: Pixels): Rgba {
  const count = form.rows * form.columns;
  const rgba = new Uint8ClampedArray(count * 4);
  for (let pixel = 0; pixel < count; pixel += 1) {
    const pair = (pixel >> 1) * 4;
    put(rgba, { pixel, isYbr: true, a: bytes[pair + (pixel & 1)] ?? 0, b: bytes[pair + 2] ?? 0, c: bytes[pair + 3] ?? 0 });
  }
  return rgba;
}

function fromPalette(dataSet: DataSet, { form, bytes }: Pixels): Rgba {
  const tables = ['x00281201', 'x00281202', 'x00281203'].map((tag, index) => paletteOf(dataSet, { tag, descriptor: `x0028110${index + 1}` }));
  const count = form.rows * form.columns;
  const rgba = new Uint8ClampedArray(count * 4);
  for (let pixel = 0; pixel < count; pixel += 1) {
    const value = form.bitsAllocated === 16 ? (bytes[2 * pixel] ?? 0) | ((bytes[2 * pixel + 1] ?? 0) << 8) : (bytes[pixel] ?? 0);
    for (const [channel, { first, entries }] of tables.entries()) {
      rgba[4 * pixel + channel] = entries[Math.min(entries.length - 1, Math.max(0, value - first))] ?? 0;
    }
    rgba[4 * pixel + 3] = 255;
  }
  return rgba;
}

/** The descriptor: number of entries (0 means 65,536), first value, bits. */
function paletteOf(dataSet: DataSet, { tag, descriptor }: { tag: string; descriptor: string }): { first: number; entries: Uint8Array } {
  const element = dataSet.elements[tag];
  const [count, first, bits] = [0, 1, 2].map((at) => dataSet.uint16(descriptor, at));
  if (element === undefined || count === undefined || first === undefined) throw new DicomError('palette');
  const length = count === 0 ? 65_536 : count;
  const wide = bits === 16 || element.length >= 2 * length;
  const entries = Uint8Array.from({ length }, (_, at) => dataSet.byteArray[element.dataOffset + (wide ? 2 * at + (bits === 16 ? 1 : 0) : at)] ?? 0);
  return { first, entries };
}
