// Reads STL files. Has no keys and no network (confine.ts).
import '../confine.ts';
import { expose, transfer } from 'comlink';
import { chunksOf } from '../byte-port.ts';
import type { FileBytes } from '../source.ts';
import { parseStl, type Mesh } from './parse-stl.ts';

export type MeshWorker = { read: (bytes: FileBytes) => Promise<Mesh> };

expose({
  read: async (bytes) => {
    const mesh = await parseStl(chunksOf(bytes), bytes.size);
    return transfer(mesh, [mesh.positions.buffer]);
  },
} satisfies MeshWorker);
