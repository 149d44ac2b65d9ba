// Runs the sides of a comparison in turn, so that a machine that changes its speed changes it for all of them.

/** Milliseconds of each counted run of each side; one warm-up of each is not counted. */
export async function interleave<Name extends string>(
  sides: Record<Name, () => Promise<unknown> | unknown>, { runs }: { runs: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(sides) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let run = 0; run <= runs; run++) {
    for (const name of names) {
      const start = performance.now();
      await sides[name]();
      if (run > 0) times[name].push(performance.now() - start);
    }
  }
  return times;
}
