// Meshes for tests: a box of known size, and a sphere of any number of triangles.

type Corner = readonly [number, number, number];

export function boxTriangles([width, depth, height]: Corner): Corner[][] {
  const corner = (bits: number): Corner => [(bits & 1) * width, ((bits >> 1) & 1) * depth, ((bits >> 2) & 1) * height];
  const faces = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]];
  return faces.flatMap(([a = 0, b = 0, c = 0, d = 0]) => [[corner(a), corner(b), corner(c)], [corner(a), corner(c), corner(d)]]);
}

export function binaryStl(triangles: readonly (readonly Corner[])[]): Buffer {
  const file = Buffer.alloc(84 + 50 * triangles.length);
  file.write('solid in name only');
  file.writeUInt32LE(triangles.length, 80);
  triangles.forEach((corners, index) => corners.flat().forEach((value, at) => file.writeFloatLE(value, 84 + 50 * index + 12 + 4 * at)));
  return file;
}

export function textStl(triangles: readonly (readonly Corner[])[]): Buffer {
  const facets = triangles.map((corners) => ['facet normal 0 0 0', ' outer loop', ...corners.map((corner) => `  vertex ${corner.map((value) => value.toExponential(6)).join(' ')}`), ' endloop', 'endfacet'].join('\n'));
  return Buffer.from(`solid box\n${facets.join('\n')}\nendsolid box\n`);
}

/** A wavy ball of `rings` × `rings` × 2 triangles. */
export function ballStl(rings: number, radius = 20): Buffer {
  const count = rings * rings * 2;
  const file = Buffer.alloc(84 + 50 * count);
  file.writeUInt32LE(count, 80);
  const point = (u: number, v: number): Corner => {
    const [a, b] = [(u / rings) * 2 * Math.PI, (v / rings) * Math.PI];
    const r = radius * (1 + 0.08 * Math.sin(6 * a) * Math.sin(5 * b));
    return [r * Math.cos(a) * Math.sin(b), r * Math.sin(a) * Math.sin(b), r * Math.cos(b)];
  };
  let at = 84;
  for (let u = 0; u < rings; u += 1) {
    for (let v = 0; v < rings; v += 1) {
      const [a, b, c, d] = [point(u, v), point(u + 1, v), point(u + 1, v + 1), point(u, v + 1)];
      for (const corners of [[a, b, c], [a, c, d]]) {
        corners.flat().forEach((value, index) => file.writeFloatLE(value, at + 12 + 4 * index));
        at += 50;
      }
    }
  }
  return file;
}
