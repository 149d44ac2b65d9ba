// STL, binary and as text, while it streams in: the file itself is never held, only its corners. Normals are not kept: flat shading
// finds them, and what files say of them is often wrong.

export type Mesh = {
  /** Nine numbers for each triangle: x, y, z of its corners. */
  positions: Float32Array<ArrayBuffer>;
  triangles: number;
  min: [number, number, number];
  max: [number, number, number];
};

const HEADER_BYTES = 84;
const RECORD_BYTES = 50;
/** A triangle's normal comes before its corners. */
const NORMAL_BYTES = 12;
const NUMBERS = 9;

type Chunk = Uint8Array<ArrayBuffer>;

/** What takes triangles: an array, or the pencil of a thumbnail. */
export type TriangleSink = (corners: Float32Array) => void;

export class MeshError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'MeshError';
  }
}

/** Throws MeshError where it is no STL file, or holds no triangle, or is cut off. */
export async function parseStl(chunks: AsyncIterable<Chunk>, size: number): Promise<Mesh> {
  const corners = createCorners();
  const triangles = await eachTriangle(chunks, { size, expect: corners.expect, take: corners.take });
  if (triangles === 0) throw new MeshError('no triangles');
  return { positions: corners.positions(), triangles, ...corners.bounds() };
}

type Sinks = { size: number; expect?: (triangles: number) => void; take: TriangleSink };

/** Gives every triangle to `take`, in an array that is used again. Returns how many there were. */
export async function eachTriangle(chunks: AsyncIterable<Chunk>, sinks: Sinks): Promise<number> {
  const reader = chunks[Symbol.asyncIterator]();
  const first = await reader.next();
  const head: Chunk = first.done === true ? new Uint8Array(0) : first.value;
  const all = async function* (): AsyncGenerator<Chunk> {
    yield head;
    for (let next = await reader.next(); next.done !== true; next = await reader.next()) yield next.value;
  };
  return isBinary(head, sinks.size) ? binaryTriangles(all(), sinks) : textTriangles(all(), sinks);
}

/** Binary files may begin with "solid" too, and hold more than their triangles: the number of triangles decides, and that text has no zeros. */
function isBinary(head: Chunk, size: number): boolean {
  if (head.length < HEADER_BYTES) return false;
  const count = new DataView(head.buffer, head.byteOffset).getUint32(80, true);
  if (size === HEADER_BYTES + RECORD_BYTES * count) return true;
  const begin = head.subarray(0, HEADER_BYTES);
  return begin.includes(0) || !/^\s*solid\b/i.test(String.fromCharCode(...begin));
}

async function binaryTriangles(chunks: AsyncIterable<Chunk>, { size, expect, take }: Sinks): Promise<number> {
  const corners = new Float32Array(NUMBERS);
  let rest: Chunk = new Uint8Array(0);
  let expected: number | null = null;
  let read = 0;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : joined(rest, chunk);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    if (expected === null) {
      if (bytes.length < HEADER_BYTES) throw new MeshError('no header');
      expected = view.getUint32(80, true);
      // Some programs write more after the last triangle; fewer means that the file is cut off, or no STL at all.
      if (expected * RECORD_BYTES + HEADER_BYTES > size) throw new MeshError('cut off');
      expect?.(expected);
      at = HEADER_BYTES;
    }
    for (; at + RECORD_BYTES <= bytes.length && read < expected; at += RECORD_BYTES) {
      for (let number = 0; number < NUMBERS; number += 1) corners[number] = view.getFloat32(at + NORMAL_BYTES + 4 * number, true);
      take(corners);
      read += 1;
    }
    rest = read === expected ? new Uint8Array(0) : bytes.slice(at);
  }
  if (expected === null || read < expected) throw new MeshError('cut off');
  return read;
}

const VERTEX = 'vertex';
const CORNER_OR_END = /vertex\s+([-+.\de]+)\s+([-+.\de]+)\s+([-+.\de]+)|endsolid/g;
/** As much of the end as may belong to a word that goes on in the next chunk. */
const PART_OF_A_WORD = 16;

/** Lines mean nothing: any space may stand between words. */
async function textTriangles(chunks: AsyncIterable<Chunk>, { take }: Sinks): Promise<number> {
  const decoder = new TextDecoder('latin1');
  const corners = new Float32Array(NUMBERS);
  let rest = '';
  let filled = 0;
  let triangles = 0;
  let begun = false;
  let ended = false;
  const read = (text: string) => {
    for (const [, x, y, z] of text.matchAll(CORNER_OR_END)) {
      ended = x === undefined;
      if (ended) continue;
      corners.set([Number(x), Number(y), Number(z)], filled);
      filled += 3;
      if (filled < NUMBERS) continue;
      take(corners);
      filled = 0;
      triangles += 1;
    }
  };
  for await (const chunk of chunks) {
    const text = rest + decoder.decode(chunk, { stream: true }).toLowerCase();
    if (!begun && !/^\s*solid\b/.test(text)) throw new MeshError('no STL');
    begun = true;
    // Up to the last corner: its numbers may go on in the next chunk.
    const last = text.lastIndexOf(VERTEX);
    const end = last === -1 ? Math.max(0, text.length - PART_OF_A_WORD) : last;
    read(text.slice(0, end));
    rest = text.slice(end);
    if (rest.length > 65_536) throw new MeshError('no corners');
  }
  read(rest);
  // What was cut between two triangles would look like a whole model.
  if (filled !== 0 || !ended) throw new MeshError('cut off');
  return triangles;
}

function joined(first: Chunk, second: Chunk): Chunk {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

const FIRST_TRIANGLES = 1024;

/** An array that is made once where the number is known, and grows where it is not. */
function createCorners() {
  let array = new Float32Array(0);
  let filled = 0;
  const min: Mesh['min'] = [Infinity, Infinity, Infinity];
  const max: Mesh['max'] = [-Infinity, -Infinity, -Infinity];
  return {
    expect(triangles: number): void {
      array = new Float32Array(triangles * NUMBERS);
    },
    take(corners: Float32Array): void {
      if (filled + NUMBERS > array.length) {
        const larger = new Float32Array(Math.max(FIRST_TRIANGLES * NUMBERS, array.length * 2));
        larger.set(array);
        array = larger;
      }
      array.set(corners, filled);
      filled += NUMBERS;
      for (let at = 0; at < NUMBERS; at += 1) {
        const value = corners[at] ?? 0;
        // Also refuses what is no number.
        if (!Number.isFinite(value)) throw new MeshError('not a number');
        const axis = (at % 3) as 0 | 1 | 2;
        if (value < min[axis]) min[axis] = value;
        if (value > max[axis]) max[axis] = value;
      }
    },
    positions: () => (filled === array.length ? array : array.slice(0, filled)),
    bounds: () => ({ min, max }),
  };
}
