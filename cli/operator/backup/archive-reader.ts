// Reads a backup's tar entry by entry and believes none of it before its sum has come: whoever acts on an entry at once must be
// able to take it back.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { ArchiveDamagedError } from './age-stream.ts';
import { ENTRY_NAME } from './archive.ts';

export type Entry = {
  name: string;
  size: number;
  bytes: AsyncIterable<Uint8Array>;
};

/** Calls `take` with every entry but the sums. Throws ArchiveDamagedError where the archive is not whole and exactly as written. */
export async function readArchive(source: AsyncIterable<Uint8Array>, take: (entry: Entry) => Promise<void>): Promise<void> {
  const tar = extract();
  const feeding = pipeline(Readable.from(source), tar as unknown as NodeJS.WritableStream);
  // Met where the entries are read: it ends them.
  feeding.catch(() => undefined);
  let sums = '';
  let names = new Set<string>();
  try {
    for await (const file of tar) {
      const { name = '', size = 0, type } = file.header;
      if (type !== 'file' || !ENTRY_NAME.test(name) || names.has(name)) throw new ArchiveDamagedError();
      if (name.startsWith('sums/')) {
        const listed = await textOf(file as unknown as AsyncIterable<Uint8Array>);
        if (listed !== sums) throw new ArchiveDamagedError();
        sums = '';
        names = new Set();
        continue;
      }
      names.add(name);
      const hash = createHash('sha256');
      const bytes = hashed(file as unknown as AsyncIterable<Uint8Array>, (chunk) => hash.update(chunk));
      await take({ name, size, bytes });
      for await (const _ of bytes) continue;
      sums += `${hash.digest('hex')}  ${name}\n`;
    }
    await feeding;
  } catch (error) {
    tar.destroy();
    await feeding.catch(() => undefined);
    throw isTarError(error) ? new ArchiveDamagedError() : error;
  }
  if (sums !== '') throw new ArchiveDamagedError();
}

/** What tar-stream says of bytes that are no tar, or not all of one. */
function isTarError(error: unknown): boolean {
  return error instanceof Error && /^(Unexpected end of data|Invalid tar header|unexpected end|Invalid)/i.test(error.message);
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, update: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    update(chunk);
    yield chunk;
  }
}

export async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
