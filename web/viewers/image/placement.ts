// Where a picture lies in its window: pure arithmetic, so that what is under the finger stays under it.

/** `scale` 1: one pixel of the picture is one of the screen. `x`, `y`: the picture's middle from the window's middle. */
export type Placement = { scale: number; x: number; y: number; turns: 0 | 1 | 2 | 3 };
export type Size = { width: number; height: number };
export type Point = { x: number; y: number };

const LARGEST_SCALE = 32;

/** Width and height as they lie, after quarter turns. */
export function turnedSize({ width, height }: Size, turns: number): Size {
  return turns % 2 === 0 ? { width, height } : { width: height, height: width };
}

/** The largest scale at which all of it is seen; small pictures are not blown up. */
export function fittingScale(picture: Size, window: Size, turns = 0): number {
  const { width, height } = turnedSize(picture, turns);
  if (width === 0 || height === 0 || window.width === 0 || window.height === 0) return 1;
  return Math.min(1, window.width / width, window.height / height);
}

export function fitted(picture: Size, window: Size, turns: Placement['turns'] = 0): Placement {
  return { scale: fittingScale(picture, window, turns), x: 0, y: 0, turns };
}

/** Zooms by a factor about a point given from the window's middle. */
export function zoomedAt(placement: Placement, { factor, at, smallest }: { factor: number; at: Point; smallest: number }): Placement {
  const scale = Math.min(LARGEST_SCALE, Math.max(Math.min(smallest, 1), placement.scale * factor));
  const real = scale / placement.scale;
  return { ...placement, scale, x: at.x - (at.x - placement.x) * real, y: at.y - (at.y - placement.y) * real };
}

/** Moves it, but never so far that it is gone: where it is larger than the window its edge stays outside, else it stays inside. */
export function held(placement: Placement, picture: Size, window: Size): Placement {
  const { width, height } = turnedSize(picture, placement.turns);
  const room = (length: number, seen: number) => Math.abs(length * placement.scale - seen) / 2;
  const clamp = (value: number, most: number) => Math.min(most, Math.max(-most, value));
  return { ...placement, x: clamp(placement.x, room(width, window.width)), y: clamp(placement.y, room(height, window.height)) };
}

export function turned(placement: Placement, { picture, window, by }: { picture: Size; window: Size; by: 1 | -1 }): Placement {
  const turns = ((placement.turns + by + 4) % 4) as Placement['turns'];
  return fitted(picture, window, turns);
}
