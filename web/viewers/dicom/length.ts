// Lengths in an image: in millimetres where the file says how large a pixel is.
import type { Spacing } from './slice.ts';

export type ImagePoint = { x: number; y: number };
export type Length = { from: ImagePoint; to: ImagePoint };

/** Pixels may be wider than high: each direction has its own spacing. */
export function lengthOf({ from, to }: Length, spacing: Spacing | null): number {
  const [across, down] = [to.x - from.x, to.y - from.y];
  return spacing === null ? Math.hypot(across, down) : Math.hypot(across * spacing.columns, down * spacing.rows);
}
