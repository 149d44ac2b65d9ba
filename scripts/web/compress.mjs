// Precompressed copies beside the files, as small as can be: compressed once here instead of at each request.
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(css|html|js|mjs|json|svg|txt|wasm|webmanifest)$/;
const WORTH_BYTES = 512;
const AT_ONCE = 4;

const brotli = promisify(brotliCompress);
const gz = promisify(gzip);

/** @param {string[]} paths */
export async function compressFiles(paths) {
  const queue = paths.filter((path) => COMPRESSIBLE.test(path));
  const work = async () => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) await compress(path);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** @param {string} path */
async function compress(path) {
  const bytes = await readFile(path);
  if (bytes.length < WORTH_BYTES) return;
  const copies = {
    '.br': await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    '.gz': await gz(bytes, { level: constants.Z_BEST_COMPRESSION }),
  };
  for (const [suffix, copy] of Object.entries(copies)) if (copy.length < bytes.length) await writeFile(path + suffix, copy);
}
