// Where the pages of a long document lie under each other, so that only those in sight need exist.

export type PageSize = { width: number; height: number };
export type Places = { tops: number[]; height: number; width: number };

/** Pixels between pages. */
export const GAP = 12;

export function placePages(sizes: readonly PageSize[], scale: number): Places {
  const tops: number[] = [];
  let top = GAP;
  for (const { height } of sizes) {
    tops.push(top);
    top += Math.floor(height * scale) + GAP;
  }
  return { tops, height: top, width: sizes.reduce((most, { width }) => Math.max(most, width * scale), 0) };
}

/** The page at a place: the last one that begins at or above it. */
export function pageAt({ tops }: Places, place: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? Infinity) <= place) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
