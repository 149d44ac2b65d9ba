// The viewers' own readers: what a file is, meshes, tables and texts, places of pictures and pages, and what is asked about before it is
// saved. DICOM has a file of its own.
import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collect, readHead } from '../../web/viewers/byte-port.ts';
import { dangerOf, dangerOfName, needsLook } from '../../web/viewers/danger.ts';
import { hintOf } from '../../web/viewers/file-hint.ts';
import { kindOf } from '../../web/viewers/file-type.ts';
import { fitted, held, turned, zoomedAt, type Placement } from '../../web/viewers/image/placement.ts';
import { isWhole } from '../../web/viewers/image/whole-picture.ts';
import { MeshError, parseStl } from '../../web/viewers/mesh/parse-stl.ts';
import { pageAt, placePages } from '../../web/viewers/pdf/page-places.ts';
import { decodeText } from '../../web/viewers/text/decode-text.ts';
import { findDelimiter, parseTable } from '../../web/viewers/text/parse-table.ts';
import { drawMesh } from '../../web/viewers/thumbnail/draw-mesh.ts';
import { writePng } from '../support/files/png-writer.ts';
import { ballStl, binaryStl, boxTriangles, textStl } from '../support/files/stl-writer.ts';

const bytes = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

describe('what a file is', () => {
  const kind = (name: string, head: Uint8Array, mediaType = '') => kindOf({ name, mediaType, head, size: head.length });

  test.each([
    ['photo.png', latin('\xff\xd8\xff\xe0'), 'image'],
    ['scan', latin('\x89PNG\r\n\x1a\n'), 'image'],
    ['letter.txt', latin('%PDF-1.4 '), 'pdf'],
    ['IM0001', Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]), 'dicom'],
    ['teeth.stl', bytes('solid a\nfacet normal'), 'mesh'],
    ['teeth', bytes('SOLID A\rFACET NORMAL'), 'mesh'],
    ['teeth', binaryStl(boxTriangles([1, 1, 1])), 'mesh'],
    ['series.zip', latin('PK\x03\x04'), 'archive'],
    ['table.csv', bytes('a,b\n1,2'), 'table'],
    ['IM0001.txt', bytes('notes'), 'text'],
    ['README', bytes('Start viewer.exe'), 'text'],
    ['HINWEIS', bytes('Größe\r\n\tin mm'), 'text'],
    ['page.html', bytes('<script>alert(1)</script>'), 'text'],
    ['drawing.svg', bytes('<svg onload="alert(1)"/>'), 'text'],
  ])('is decided by its bytes: %s', (name, head, expected) => {
    expect(kind(name, new Uint8Array(head))).toBe(expected);
  });

  test.each([
    ['report.docx', latin('PK\x03\x04[Content_Types].xml')],
    ['tool.txt', latin('MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00')],
    ['photo.jpg', bytes('<svg onload="alert(1)"/>')],
    ['IM0002', latin('\x07\x01 no image')],
    ['IM0003', new Uint8Array()],
    ['slice.001', bytes('no image either')],
    ['film.mp4', latin('\x00\x00\x00 ftyp')],
  ])('is nothing that is shown here: %s', (name, head) => {
    expect(kind(name, head)).toBeNull();
  });

  test('View is offered by name and type, and to files without an ending, as scanners write them', () => {
    expect(hintOf({ name: 'a.JPG', mediaType: '' })).toBe('image');
    expect(hintOf({ name: 'IM0001', mediaType: 'application/octet-stream' })).toBe('dicom');
    expect(hintOf({ name: 'slice.001', mediaType: '' })).toBe('dicom');
    expect(hintOf({ name: 'ReadMe', mediaType: '' })).toBe('text');
    expect(hintOf({ name: 'setup.exe', mediaType: 'application/x-msdownload' })).toBeNull();
  });
});

describe('before saving it is asked about', () => {
  test.each([
    ['setup.EXE', 'program'], ['photo.jpg.scr', 'program'], ['run.bat ', 'script'], ['a.lnk', 'script'], ['page.html', 'script'], ['letter.docm', 'macros'], ['x.exe.', 'program'],
  ])('by name: %s', (name, danger) => {
    expect(dangerOfName(name)).toBe(danger);
  });

  test.each([
    ['a program by any name', 'photo', latin('MZ\x90\x00'), 'program'],
    ['a Linux program', 'tool', latin('\x7fELF\x02'), 'program'],
    ['a Mac program', 'tool', latin('\xcf\xfa\xed\xfe\x07'), 'program'],
    ['a script', 'notes', bytes('#!/bin/sh\n'), 'script'],
    ['an old document with macros', 'letter.doc', Buffer.concat([latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), Buffer.from('_VBA_PROJECT', 'utf16le')]), 'macros'],
  ] as const)('by its bytes: %s', (...[, name, head, danger]) => {
    expect(needsLook(name)).toBe(true);
    expect(dangerOf({ name, head: new Uint8Array(head) })).toBe(danger);
  });

  test('and nothing else is', () => {
    for (const name of ['photo.jpg', 'scan.dcm', 'teeth.stl', 'letter.pdf', 'letter.docx', 'data.csv', 'all.zip']) {
      expect([dangerOfName(name), needsLook(name)], name).toEqual([null, false]);
    }
    expect(dangerOf({ name: 'scan.bin', head: latin('\x00\x01\x02') })).toBeNull();
    expect(dangerOf({ name: 'letter.doc', head: latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 plain') })).toBeNull();
  });
});

describe('a file without a byte', () => {
  test('is read to its end, which has come with its beginning', async () => {
    const { port1: port, port2: vault } = new MessageChannel();
    // The vault answers the first pull only: afterwards its stream is over.
    vault.once('message', () => vault.postMessage('end'));
    try {
      const head = await readHead(port as unknown as globalThis.MessagePort);
      expect(await collect({ name: 'empty.txt', size: 0, head, port: port as unknown as globalThis.MessagePort })).toEqual(new Uint8Array(0));
    } finally {
      port.close();
    }
  }, 5_000);
});

describe('meshes', () => {
  /** In pieces of any size, as a network brings them. */
  async function* pieces(file: Uint8Array, size: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for (let at = 0; at < file.length; at += size) yield new Uint8Array(file.slice(at, at + size));
  }
  const box = boxTriangles([30, 20, 10.5]);

  test.each([['binary', binaryStl(box)], ['text', textStl(box)]])('as %s are read alike, however they are cut into pieces', async (_, file) => {
    for (const size of [1_000_000, 97, 7]) {
      // The first piece tells the kind, so it is as long as the header.
      const mesh = await parseStl(size < 84 ? firstWhole(file, size) : pieces(file, size), file.length);
      expect({ ...mesh, positions: mesh.positions.length }).toEqual({ triangles: 12, positions: 108, min: [0, 0, 0], max: [30, 20, 10.5] });
      expect(Array.from(mesh.positions.slice(0, 9))).toEqual(box[0]?.flat());
    }
    async function* firstWhole(whole: Uint8Array, size: number) {
      yield new Uint8Array(whole.slice(0, 200));
      yield* pieces(whole.subarray(200), size);
    }
  });

  test.each([
    ['a cut binary file', binaryStl(box).subarray(0, 300)],
    ['a cut text file', textStl(box).subarray(0, 400)],
    ['a text file that is cut after a whole triangle', textStl(box).subarray(0, textStl(box).indexOf('endfacet') + 9)],
    ['a file without triangles', binaryStl([])],
    ['something else', Buffer.from('no mesh at all, but longer than a header of eighty-four bytes would be, so that it is looked at')],
    ['numbers that are none', binaryStl([[[Number.NaN, 0, 0], [1, 0, 0], [0, 1, 0]]])],
  ])('are refused: %s', async (_, file) => {
    await expect(parseStl(pieces(file, 1000), file.length)).rejects.toThrow(MeshError);
  });

  const written = textStl(box).toString();
  test.each([
    ['on a single line', written.replaceAll(/\s+/g, ' ')],
    ['with the line ends of old Macs', written.replaceAll('\n', '\r')],
    ['in capitals, indented with tabs', written.toUpperCase().replaceAll(/^ */gm, '\t\t')],
    ['with the last triangle on the last line', written.slice(0, written.lastIndexOf('facet normal')) + written.slice(written.lastIndexOf('facet normal')).replaceAll(/\s+/g, ' ')],
  ])('as text %s are read whole', async (_, text) => {
    const file = Buffer.from(text);
    for (const size of [1_000_000, 150]) expect(await parseStl(pieces(file, size), file.length)).toMatchObject({ triangles: 12, max: [30, 20, 10.5] });
  });

  test('in binary that hold more than their triangles are not taken for text because of their name', async () => {
    const file = Buffer.concat([binaryStl(box), Buffer.from('colours')]);
    expect(await parseStl(pieces(file, 1000), file.length)).toMatchObject({ triangles: 12 });
  });

  test('whose stream ends before the file does are refused', async () => {
    const file = binaryStl(box);
    await expect(parseStl(pieces(file.subarray(0, 300), 200), file.length)).rejects.toThrow(MeshError);
  });

  test('are drawn small without WebGL, filling the picture and lit', async () => {
    const file = ballStl(40);
    const shades = await drawMesh(() => pieces(file, 5000), { size: file.length, edge: 64 });
    const drawn = shades.filter((shade) => shade > 0);
    expect(drawn.length / shades.length).toBeGreaterThan(0.5);
    expect(drawn.length / shades.length).toBeLessThan(0.9);
    expect(new Set(drawn).size).toBeGreaterThan(20);
    expect(shades[0]).toBe(0);
  });
});

describe('texts', () => {
  const words = 'Größe – 20 µm';
  test.each([
    ['UTF-8', bytes(words)],
    ['UTF-8', bytes(`\ufeff${words}`)],
    ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${words}`, 'utf16le'))],
    ['UTF-16', new Uint8Array(Buffer.from(words, 'utf16le'))],
    ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${words}`, 'utf16le').swap16())],
  ])('are read as %s', (encoding, encoded) => {
    expect(decodeText(encoded as Uint8Array<ArrayBuffer>)).toEqual({ text: words, encoding });
  });

  test('that are neither are read as Windows-1252', () => {
    // Without its few letters that Node does not know; tests/e2e/viewers.test.ts has one.
    expect(decodeText(latin('Gr\xf6\xdfe 20 \xb5m'))).toEqual({ text: 'Größe 20 µm', encoding: 'Windows-1252' });
  });

  test('in UTF-8 stay so when the end cuts a letter', () => {
    expect(decodeText(bytes('aé').slice(0, 2) as Uint8Array<ArrayBuffer>)).toEqual({ text: 'a', encoding: 'UTF-8' });
    expect(decodeText(bytes('a€').slice(0, 3) as Uint8Array<ArrayBuffer>).encoding).toBe('UTF-8');
  });
});

describe('tables', () => {
  test.each([[','], [';'], ['\t'], ['|']])('find their delimiter: %j', (delimiter) => {
    expect(findDelimiter(['name', 'value, in mm', 'note'].join(delimiter === ',' ? ';' : delimiter))).toBe(delimiter === ',' ? ';' : delimiter);
    expect(findDelimiter(`a${delimiter}b${delimiter}c\n1${delimiter}2${delimiter}3\n`)).toBe(delimiter);
  });

  test('keep quotes, delimiters and line breaks within cells', () => {
    expect(parseTable('a,b\r\n"x ""y"", z","1\n2"\n,', 100)).toEqual({ rows: [['a', 'b'], ['x "y", z', '1\n2'], ['', '']], columns: 2, delimiter: ',' });
  });

  test('come back whole from what any spreadsheet writes', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ';', '"', '\n', ' ', 'é') });
    const rows = fc.integer({ min: 2, max: 5 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
    fc.assert(
      fc.property(rows, (table) => {
        const text = `sep=;\n${table.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(';')).join('\n')}`;
        expect(parseTable(text, 1000).rows).toEqual(table);
      }),
    );
  });

  test('lose no row to a quote that never closes, as in inches', () => {
    const rows = [['name', 'size'], ['screw', '5'], ['"open', '9'], ['last', '1']];
    expect(parseTable('name;size\n"screw";5\n"open;9\nlast;1\n', 100).rows).toEqual(rows);
  });

  test('end at the limit', () => {
    expect(parseTable('a,b\n'.repeat(50), 10).rows).toHaveLength(10);
  });
});

describe('a picture', () => {
  const block = (marker: number, content: number[]) => [0xff, marker, 0, content.length + 2, ...content];
  const scan = [...block(0xda, [1, 2, 3]), 9, 0xff, 0, 9];
  const small = block(0xe1, [0xff, 0xd8, 7, 0xff, 0xd9]);
  const png = writePng({ width: 3, height: 2, row: () => new Uint8Array(9) });
  const webp = [...bytes('RIFF'), 12, 0, 0, 0, ...bytes('WEBPVP8 '), 1, 2, 3, 4];
  test.each([
    ['image/jpeg', true, [0xff, 0xd8, ...small, ...scan, 0xff, 0xd9]],
    ['image/jpeg', true, [0xff, 0xd8, ...scan, 0xff, 0xd9, ...new Uint8Array(1_500_000)]],
    ['image/jpeg', true, [0xff, 0xd8, 0xff, 0xff, ...small, ...scan, 0xff, 0xd9]],
    ['image/jpeg', true, [0xff, 0xd8, 7, ...scan, 0xff, 0xd9]],
    ['image/jpeg', false, [0xff, 0xd8, ...small, ...scan]],
    ['image/jpeg', false, [0xff, 0xd8, ...small.slice(0, 6)]],
    ['image/png', true, [...png]],
    ['image/png', false, [...png.subarray(0, -12)]],
    ['image/webp', true, webp],
    ['image/webp', false, webp.slice(0, -1)],
    ['image/gif', true, [...bytes('GIF89a')]],
  ])('as %s is whole: %s', async (type, whole, content) => {
    expect(await isWhole(new Blob([Uint8Array.from(content)], { type }))).toBe(whole);
  });
});

describe('a picture in its window', () => {
  const [picture, window] = [{ width: 4000, height: 3000 }, { width: 800, height: 800 }];

  test('is fitted, also after a turn, and never blown up', () => {
    expect(fitted(picture, window)).toEqual({ scale: 0.2, x: 0, y: 0, turns: 0 });
    expect(turned(fitted(picture, window), { picture, window, by: -1 })).toEqual({ scale: 0.2, x: 0, y: 0, turns: 3 });
    expect(fitted({ width: 10, height: 10 }, window).scale).toBe(1);
  });

  test('keeps under the finger what is under it while it zooms', () => {
    const number = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.record({ x: number, y: number }), fc.record({ x: number, y: number }), fc.double({ min: 0.5, max: 2, noNaN: true }), (at, from, factor) => {
        const before: Placement = { scale: 1, ...from, turns: 0 };
        const after = zoomedAt(before, { factor, at, smallest: 0.1 });
        expect((at.x - after.x) / after.scale).toBeCloseTo((at.x - before.x) / before.scale, 6);
        expect((at.y - after.y) / after.scale).toBeCloseTo((at.y - before.y) / before.scale, 6);
      }),
    );
  });

  test('cannot be pushed out of sight', () => {
    expect(held({ scale: 1, x: 1e6, y: -1e6, turns: 0 }, picture, window)).toEqual({ scale: 1, x: 1600, y: -1100, turns: 0 });
    expect(held({ scale: 0.1, x: 1e6, y: 0, turns: 1 }, picture, window)).toEqual({ scale: 0.1, x: 250, y: 0, turns: 1 });
  });
});

test('the page at a place is the one that is seen there', () => {
  const places = placePages([{ width: 100, height: 100 }, { width: 100, height: 300 }, { width: 100, height: 50 }], 2);
  expect(places.tops).toEqual([12, 224, 836]);
  expect([0, 12, 223, 224, 800, 836, 5000].map((place) => pageAt(places, place))).toEqual([0, 0, 0, 1, 1, 2, 2]);
});
