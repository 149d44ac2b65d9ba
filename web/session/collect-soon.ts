// Garbage that the engine does not count.

const COUNTED_BYTES = 64 * 1024 * 1024;

/**
 * What XMLHttpRequest holds of a body, and what WebCrypto and streams leave for each call, goes only with the garbage, and Chromium's
 * collector, which does not count it, comes late: a gigabyte of sent segments would lie there. An empty buffer that is dropped is counted,
 * and takes no memory while nobody writes to it. To be called after each segment.
 */
export function collectSoon(): void {
  try {
    void new ArrayBuffer(COUNTED_BYTES);
  } catch {
    // Where there is no room for it, the engine has just collected.
  }
}
