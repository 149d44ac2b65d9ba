// One line of JSON for each figure, and the arithmetic of repeated, interleaved runs.

/** A measured figure. `ratio` compares with `against`, measured in the same run; null where there is nothing to compare with. */
export type Figure = { name: string; value: number; unit: string; ratio: number | null; against: string | null; runs: number };

export function print(figure: Figure): void {
  console.log(JSON.stringify({ ...figure, value: round(figure.value), ratio: figure.ratio === null ? null : round(figure.ratio) }));
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
