// The text of a PDF that Chromium printed, page by page: enough to see that something stands on the paper. Chromium writes
// glyphs as two bytes each (one in fonts of drawn glyphs), and says in the font's ToUnicode map what they stand for.
import { inflateSync } from 'node:zlib';

/** What glyphs stand for, and how many hexadecimal digits one has. */
type Glyphs = { digits: number; characters: Map<number, string> };

const NO_FONT: Glyphs = { digits: 4, characters: new Map() };

export function pdfPages(pdf: Buffer): string[] {
  const source = pdf.toString('latin1');
  const objects = new Map([...source.matchAll(/(\d+) 0 obj\s(.*?)\sendobj/gs)].map(([, number = '', body = '']) => [number, body]));
  const stream = (number: string): string => streamOf(objects.get(number) ?? '');
  return [...objects.values()]
    .filter((body) => /\/Type\s*\/Page\b/.test(body))
    .map((page) => {
      const fonts = new Map(
        [...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number = '']) => {
          const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number) ?? '')?.[1] ?? '';
          return [name, glyphsOf(stream(unicode))];
        }),
      );
      return textOf(stream(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? ''), fonts);
    });
}

function streamOf(body: string): string {
  const begin = /stream\r?\n/.exec(body);
  if (begin === null) return '';
  const bytes = Buffer.from(body.slice(begin.index + begin[0].length, body.lastIndexOf('endstream')), 'latin1');
  return (body.includes('/FlateDecode') ? inflateSync(bytes, { finishFlush: 2 }) : bytes).toString('latin1');
}

/** `<0003> <0041>` and `<0003> <0007> <0041>`: a glyph, or a run of them, and the character of the (first) one. */
function glyphsOf(map: string): Glyphs {
  const digits = /begincodespacerange\s*<(\w+)>/.exec(map)?.[1]?.length ?? 4;
  const characters = new Map<number, string>();
  for (const [section] of map.matchAll(/beginbf(?:char|range).*?endbf/gs)) {
    for (const [, first = '', last = '', character = ''] of section.matchAll(/<(\w{2,4})> (?:<(\w{2,4})> )?<(\w{4,})>/g)) {
      const [from, to] = [parseInt(first, 16), parseInt(last === '' ? first : last, 16)];
      for (let glyph = from; glyph <= to; glyph += 1) characters.set(glyph, String.fromCodePoint(parseInt(character.slice(0, 4), 16) + glyph - from));
    }
  }
  return { digits, characters };
}

/** Lines as they were drawn, with nothing between the pieces of one. */
function textOf(content: string, fonts: ReadonlyMap<string, Glyphs>): string {
  let font = NO_FONT;
  const pieces: string[] = [];
  for (const [, name, glyphs = '', end] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|(\bET\b)/g)) {
    if (name !== undefined) font = fonts.get(name) ?? font;
    else if (end !== undefined) pieces.push('\n');
    else for (let at = 0; at < glyphs.length; at += font.digits) pieces.push(font.characters.get(parseInt(glyphs.slice(at, at + font.digits), 16)) ?? '');
  }
  return pieces.join('');
}
