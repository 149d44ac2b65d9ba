// Garbage that the engine does not count.

const COUNTED_BYTES = 64 * 1024 * 1024;

/**
 * What each request, each call of WebCrypto and each read of a stream leaves behind goes only with the garbage, and Chromium's collector,
 * which does not count it, comes late: after some gigabytes it would be hundreds of megabytes. An empty buffer that is dropped is counted,
 * and takes no memory while nobody writes to it. To be called after each segment.
 */
export function collectSoon(): void {
  try {
    void new ArrayBuffer(COUNTED_BYTES);
  } catch {
    // Where there is no room for it, the engine has just collected.
  }
}
