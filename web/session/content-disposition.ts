// The header that names a downloaded file (RFC 6266, RFC 8187), from a name that a stranger chose.

const LONGEST = 180;
/** In UTF-8. File systems take 255; a number before the ending (archive-names.ts) needs room, too. */
const LONGEST_BYTES = 240;
// Path separators, what file systems refuse, control and invisible characters. Among the last are those that reverse the
// order of what follows and so make "gpj.exe" look like a picture.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]/gu;

/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/iu;

/** A name that is safe to save under, never empty, its ending kept. */
export function safeFileName(name: string): string {
  const cleaned = name.normalize('NFC').replaceAll(UNSAFE, '_').replace(/^[.\s]+/u, '').replace(/[.\s]+$/u, '').replace(DEVICE, '_$1');
  if (cleaned === '') return 'attachment';
  if (isShort(cleaned)) return cleaned;
  const ending = /\.[^.]{1,16}$/u.exec(cleaned)?.[0] ?? '';
  let kept = cleaned.slice(0, LONGEST - ending.length);
  while (!isShort(kept + ending)) kept = kept.slice(0, -1);
  return kept.replace(/[\uD800-\uDBFF]$/, '') + ending;
}

function isShort(name: string): boolean {
  return name.length <= LONGEST && new TextEncoder().encode(name).length <= LONGEST_BYTES;
}

/** `attachment` with the name in both forms: plain for old programs, UTF-8 for all others. */
export function contentDisposition(name: string): string {
  const safe = safeFileName(name);
  const plain = safe.replaceAll(/[^\x20-\x7e]|["%\\]/g, '_');
  const encoded = encodeURIComponent(safe).replaceAll(/['()*!]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
