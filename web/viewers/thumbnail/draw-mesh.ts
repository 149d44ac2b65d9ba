// A mesh as a small picture, drawn with arithmetic alone: a worker has no WebGL everywhere, and a thumbnail needs none. The file is
// read twice, and never held: once for where it lies, once to draw.
import { eachTriangle, MeshError } from '../mesh/parse-stl.ts';

type Chunks = () => AsyncIterable<Uint8Array<ArrayBuffer>>;
type Vector = readonly [number, number, number];

/** From where it is looked at, as the viewer begins: from the front, a little from the right and above. */
const AWAY = unit([0.5, -1, 0.55]);
const RIGHT = unit([-AWAY[1], AWAY[0], 0]);
const UP: Vector = [AWAY[1] * RIGHT[2] - AWAY[2] * RIGHT[1], AWAY[2] * RIGHT[0] - AWAY[0] * RIGHT[2], AWAY[0] * RIGHT[1] - AWAY[1] * RIGHT[0]];
const LAMP = unit([AWAY[0] + 0.4 * UP[0], AWAY[1] + 0.4 * UP[1], AWAY[2] + 0.4 * UP[2]]);
const MARGIN = 0.94;

/** Shades of grey, 0 where nothing is; rows from above. */
export async function drawMesh(chunks: Chunks, { size, edge }: { size: number; edge: number }): Promise<Uint8Array<ArrayBuffer>> {
  const bounds = { left: Infinity, right: -Infinity, low: Infinity, high: -Infinity };
  const count = await eachTriangle(chunks(), {
    size,
    take: (corners) => {
      for (let at = 0; at < 9; at += 3) {
        const [x, y] = project(corners, at);
        bounds.left = Math.min(bounds.left, x);
        bounds.right = Math.max(bounds.right, x);
        bounds.low = Math.min(bounds.low, y);
        bounds.high = Math.max(bounds.high, y);
      }
    },
  });
  const extent = Math.max(bounds.right - bounds.left, bounds.high - bounds.low);
  if (count === 0 || !Number.isFinite(extent) || extent <= 0) throw new MeshError('nothing to draw');
  const scale = (edge * MARGIN) / extent;
  const [middleX, middleY] = [(bounds.left + bounds.right) / 2, (bounds.low + bounds.high) / 2];
  const paper = { edge, shades: new Uint8Array(edge * edge), depths: new Float32Array(edge * edge).fill(-Infinity) };
  await eachTriangle(chunks(), {
    size,
    take: (corners) => {
      const points = [0, 3, 6].map((at) => {
        const [x, y, depth] = project(corners, at);
        return [(x - middleX) * scale + edge / 2, edge / 2 - (y - middleY) * scale, depth] as const;
      });
      fill(paper, points as unknown as Triangle, shadeOf(corners));
    },
  });
  return paper.shades;
}

type Triangle = readonly [Vector, Vector, Vector];
type Paper = { edge: number; shades: Uint8Array<ArrayBuffer>; depths: Float32Array };

function project(corners: Float32Array, at: number): [number, number, number] {
  const [x, y, z] = [corners[at] ?? 0, corners[at + 1] ?? 0, corners[at + 2] ?? 0];
  return [x * RIGHT[0] + y * RIGHT[1] + z * RIGHT[2], x * UP[0] + y * UP[1] + z * UP[2], x * AWAY[0] + y * AWAY[1] + z * AWAY[2]];
}

function shadeOf(c: Float32Array): number {
  const side = (at: number): Vector => [(c[at] ?? 0) - (c[0] ?? 0), (c[at + 1] ?? 0) - (c[1] ?? 0), (c[at + 2] ?? 0) - (c[2] ?? 0)];
  const [a, b] = [side(3), side(6)];
  const normal = unit([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]);
  // Either side counts: which one is outside is often wrong in files.
  const light = Math.abs(normal[0] * LAMP[0] + normal[1] * LAMP[1] + normal[2] * LAMP[2]);
  return Math.round(70 + 165 * light);
}

function fill({ edge, shades, depths }: Paper, [a, b, c]: Triangle, shade: number): void {
  const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  if (area === 0) return;
  const [fromX, toX] = [Math.max(0, Math.floor(Math.min(a[0], b[0], c[0]))), Math.min(edge - 1, Math.ceil(Math.max(a[0], b[0], c[0])))];
  const [fromY, toY] = [Math.max(0, Math.floor(Math.min(a[1], b[1], c[1]))), Math.min(edge - 1, Math.ceil(Math.max(a[1], b[1], c[1])))];
  for (let y = fromY; y <= toY; y += 1) {
    for (let x = fromX; x <= toX; x += 1) {
      const [px, py] = [x + 0.5, y + 0.5];
      const u = ((b[0] - px) * (c[1] - py) - (b[1] - py) * (c[0] - px)) / area;
      const v = ((c[0] - px) * (a[1] - py) - (c[1] - py) * (a[0] - px)) / area;
      if (u < 0 || v < 0 || u + v > 1) continue;
      const depth = u * a[2] + v * b[2] + (1 - u - v) * c[2];
      const at = y * edge + x;
      if (depth <= (depths[at] ?? 0)) continue;
      depths[at] = depth;
      shades[at] = shade;
    }
  }
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z);
  return length === 0 ? [0, 0, 0] : [x / length, y / length, z / length];
}
