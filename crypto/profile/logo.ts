// Logos: what bytes a practice's logo may be. One form only, so that a reader need not trust whoever made them (SPEC.md, "Practice profile").

/** Of the file. */
export const LOGO_MAX_BYTES = 65_536;
/** In pixels. */
export const LOGO_MAX_WIDTH = 320;
export const LOGO_MAX_HEIGHT = 160;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length and name of the first chunk, which has width and height (u32 each) in front. */
const FIRST_CHUNK = [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
const LAST_CHUNK = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];

/** Whether these are a PNG of at most 65,536 bytes, 320 pixels wide and 160 high, by its beginning and its end. Decodes nothing. */
export function isLogo(bytes: Uint8Array): boolean {
  if (bytes.length > LOGO_MAX_BYTES || bytes.length < 16 + 17 + LAST_CHUNK.length) return false;
  if (![...SIGNATURE, ...FIRST_CHUNK].every((byte, at) => bytes[at] === byte)) return false;
  if (!LAST_CHUNK.every((byte, at) => bytes[bytes.length - LAST_CHUNK.length + at] === byte)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width >= 1 && width <= LOGO_MAX_WIDTH && height >= 1 && height <= LOGO_MAX_HEIGHT;
}
