// From stored values to what is seen: rescaled, then cut to a window (PS3.3, C.11.2.1.2).
import type { Frame } from './decode-frame.ts';
import type { Slice, Window } from './slice.ts';

export type Preset = 'file' | 'full' | 'bone' | 'soft' | 'lung' | 'brain' | 'own';

/** In Hounsfield units, so for computed tomography only. */
const CT_WINDOWS: Readonly<Partial<Record<Preset, Window>>> = {
  bone: { level: 500, width: 2500 },
  soft: { level: 40, width: 400 },
  lung: { level: -600, width: 1500 },
  brain: { level: 40, width: 80 },
};

type Rescaled = Pick<Slice, 'slope' | 'intercept' | 'window' | 'inverted'>;

export function presetsFor({ window }: Pick<Slice, 'window'>, modality: string): Preset[] {
  return [...(window === null ? [] : ['file' as const]), 'full', ...(modality === 'CT' ? (['bone', 'soft', 'lung', 'brain'] as const) : [])];
}

export function windowOf(preset: Exclude<Preset, 'own'>, slice: Rescaled, frame: Extract<Frame, { kind: 'grey' }>): Window {
  if (preset === 'file' && slice.window !== null) return slice.window;
  const known = CT_WINDOWS[preset];
  if (known !== undefined) return known;
  const ends = [frame.min * slice.slope + slice.intercept, frame.max * slice.slope + slice.intercept];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return { level: (low + high) / 2 + 0.5, width: Math.max(1, high - low + 1) };
}

/** 0 to 255. */
export function brightness(value: number, { level, width }: Window): number {
  if (width <= 1) return value < level ? 0 : 255;
  const share = (value - (level - 0.5)) / (width - 1) + 0.5;
  return share <= 0 ? 0 : share >= 1 ? 255 : Math.round(share * 255);
}

type Look = { window: Window; inverted: boolean };

/** Writes every pixel as grey; one look-up for each value that occurs, not one sum for each pixel. */
export function paintGrey(into: Uint8ClampedArray, frame: Extract<Frame, { kind: 'grey' }>, { slope, intercept, window, inverted }: Pick<Slice, 'slope' | 'intercept'> & Look): void {
  const pixels = new Uint32Array(into.buffer, into.byteOffset, into.length / 4);
  const { values, min, max } = frame;
  const shade = (stored: number) => {
    const light = brightness(stored * slope + intercept, window);
    const seen = inverted ? 255 - light : light;
    // The same byte for red, green and blue: the order of bytes does not matter but for the last.
    return (0xff000000 | (seen << 16) | (seen << 8) | seen) >>> 0;
  };
  if (max - min > 65_535) {
    for (let at = 0; at < pixels.length; at += 1) pixels[at] = shade(values[at] ?? 0);
    return;
  }
  const table = Uint32Array.from({ length: max - min + 1 }, (_, index) => shade(index + min));
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = table[(values[at] ?? 0) - min] ?? 0;
}
