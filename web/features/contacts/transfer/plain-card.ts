// vCards as one plain form of 3.0, whichever version they are of: values in quoted-printable with a charset of their own and parameters
// without names belong to the old 2.1, which Outlook still saves, but phones write them into 3.0, too. Only what the address book takes of
// a card: what is wrong with a birthday or a portrait is no reason to refuse it.

const WANTED = /^(?:[\w-]+\.)?(FN|N|NICKNAME|ORG|EMAIL|NOTE|CATEGORIES)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/is;
const BROKEN = /^(?:[\w-]+\.)?(?:FN|N|NICKNAME|ORG|EMAIL|NOTE|CATEGORIES)\b[^:]*$/i;
/** Their semicolons part what they hold. */
const structured: ReadonlySet<string> = new Set(['N', 'ORG', 'ADR']);

function isOldVcard(lines: readonly string[]): boolean {
  return lines.some((line) => /^version:2\.1\s*$/i.test(line));
}

/** The card's lines, from BEGIN to END, as lines of version 3.0; null where one of those that are wanted has a name and no value. */
export function plainCard(lines: readonly string[]): string[] | null {
  const isOld = isOldVcard(lines);
  const rewrite = isOld ? escaped : unquoted;
  const whole = unfolded(lines);
  if (!isOld && whole.some((line) => BROKEN.test(line))) return null;
  const rewritten = whole.flatMap((line) => {
    const [, name = '', parameters = '', value = ''] = WANTED.exec(line) ?? [];
    return name === '' ? [] : [`${name.toUpperCase()}:${rewrite({ name: name.toUpperCase(), parameters, value })}`];
  });
  return ['BEGIN:VCARD', 'VERSION:3.0', ...rewritten, 'END:VCARD'];
}

/** Long lines go on behind a `=` at the end in quoted-printable, and behind a space at the beginning elsewhere. */
function unfolded(lines: readonly string[]): string[] {
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

type Property = { name: string; parameters: string; value: string };

/** Version 2.1 escapes nothing but semicolons. */
function escaped({ name, parameters, value }: Property): string {
  const plain = decoded({ parameters, value, otherwise: 'windows-1252' });
  return plain.replaceAll('\\', '\\\\').replaceAll(',', name === 'CATEGORIES' ? ',' : '\\,').replaceAll(/\r?\n/g, '\\n');
}

/** ical.js takes the backslash off every sign but a semicolon, which it takes as it stands where a value has no parts. */
function unquoted({ name, parameters, value }: Property): string {
  const plain = decoded({ parameters, value, otherwise: 'utf-8' }).replaceAll(/\r?\n/g, '\\n');
  return structured.has(name) ? plain : plain.replaceAll(/\\(.)/g, (pair, sign) => (sign === ';' ? ';' : pair));
}

function decoded({ parameters, value, otherwise }: { parameters: string; value: string; otherwise: string }): string {
  return /quoted-printable/i.test(parameters) ? decodeQuoted(value, /charset="?([\w-]+)/i.exec(parameters)?.[1] ?? otherwise) : value;
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
