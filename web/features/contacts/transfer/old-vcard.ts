// vCards of the old version 2.1, which Outlook still saves, rewritten as 3.0: values in quoted-printable with a charset of their own,
// and parameters without names. Only what the address book takes of a card.

const WANTED = /^(?:[\w-]+\.)?(FN|N|NICKNAME|ORG|EMAIL|NOTE|CATEGORIES)(;[^:]*)?:(.*)$/is;
/** Their semicolons part what they hold. */
export const structured: ReadonlySet<string> = new Set(['N', 'ORG', 'ADR']);

export function isOldVcard(lines: readonly string[]): boolean {
  return lines.some((line) => /^version:2\.1\s*$/i.test(line));
}

/** The card's lines, from BEGIN to END, as lines of version 3.0. */
export function modernise(lines: readonly string[]): string[] {
  const rewritten = unfolded(lines).flatMap((line) => {
    const [, name = '', parameters = '', value = ''] = WANTED.exec(line) ?? [];
    return name === '' ? [] : [rewrite({ name: name.toUpperCase(), parameters, value })];
  });
  return ['BEGIN:VCARD', 'VERSION:3.0', ...rewritten, 'END:VCARD'];
}

/** Long lines go on behind a `=` at the end in quoted-printable, and behind a space at the beginning elsewhere. */
export function unfolded(lines: readonly string[]): string[] {
  const whole: string[] = [];
  let open = false;
  for (const line of lines) {
    const last = whole.length - 1;
    if (open) whole[last] = `${whole[last]?.slice(0, -1) ?? ''}${line}`;
    else if (/^[ \t]/.test(line) && last >= 0) whole[last] += line.slice(1);
    else whole.push(line);
    open = line.endsWith('=') && isQuoted(whole.at(-1) ?? '');
  }
  return whole;
}

function isQuoted(line: string): boolean {
  return /^[^:]*[;=]quoted-printable[;:]/i.test(line);
}

function rewrite({ name, parameters, value }: { name: string; parameters: string; value: string }): string {
  const plain = /quoted-printable/i.test(parameters) ? decodeQuoted(value, /charset="?([\w-]+)/i.exec(parameters)?.[1] ?? 'windows-1252') : value;
  const escaped = plain.replaceAll('\\', '\\\\').replaceAll(',', name === 'CATEGORIES' ? ',' : '\\,').replaceAll(/\r?\n/g, '\\n');
  return `${name}:${escaped}`;
}

function decodeQuoted(text: string, charset: string): string {
  const bytes = [...text.matchAll(/=([\dA-F]{2})|[^]/gi)].map(([sign, code]) => (code === undefined ? sign.charCodeAt(0) : Number.parseInt(code, 16)));
  return decoderOf(charset).decode(Uint8Array.from(bytes)).replaceAll('\r\n', '\n');
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder('windows-1252');
  }
}
