// Work in short stretches: in between the worker answers the screen.

const STRETCH_MS = 12;

/** To be awaited after each piece: gives way where a stretch is over. */
export function createPace(): () => Promise<void> {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < STRETCH_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    begun = performance.now();
  };
}
