// Reads a whole backup without changing anything: it is sound, it is one of ours, and its secrets belong to its database.
import { createReadStream } from 'node:fs';
import type { z } from 'zod';
import { secretsHash } from '../../../server/database/installation.ts';
import { parseSecrets, type Secrets } from '../../../server/secrets.ts';
import { OperatorError } from '../office.ts';
import { openFile, type OpenWith } from './age-file.ts';
import { ArchiveDamagedError } from './age-stream.ts';
import { type End, endFormat, type Manifest, manifestFormat } from './archive.ts';
import { type Entry, readArchive, textOf } from './archive-reader.ts';

export type Contents = { manifest: Manifest; secrets: Secrets; end: End };
export type Handlers = {
  /** Before anything else. */
  begun: (contents: Pick<Contents, 'manifest' | 'secrets'>) => Promise<void>;
  table: (entry: Entry) => Promise<void>;
  blob: (entry: Entry) => Promise<void>;
};

const ignore = async (): Promise<void> => undefined;

/** Throws ArchiveDamagedError. What the handlers are given counts only if this fulfils. */
export async function readBackup(file: string, { open, handlers = { begun: ignore, table: ignore, blob: ignore } }: { open: OpenWith; handlers?: Handlers }): Promise<Contents> {
  const found: Partial<Contents> = {};
  const counted = { blobs: 0, bytes: 0 };
  const installation: Buffer[] = [];
  await readArchive(openFile(createReadStream(file), open), async (entry) => {
    const { name } = entry;
    if (name === 'sealpost-backup.json') found.manifest = parse(manifestFormat, await textOf(entry.bytes));
    else if (found.manifest === undefined) throw new ArchiveDamagedError();
    else if (name === 'secrets.json') {
      found.secrets = parseSecrets(await textOf(entry.bytes)) ?? damaged();
      await handlers.begun({ manifest: found.manifest, secrets: found.secrets });
    } else if (found.secrets === undefined || found.end !== undefined) damaged();
    else if (name === 'end.json') found.end = parse(endFormat, await textOf(entry.bytes));
    else if (name.startsWith('tables/')) {
      const kept = name.startsWith('tables/installation/') ? { ...entry, bytes: copied(entry.bytes, installation) } : entry;
      await handlers.table(kept);
      for await (const _ of kept.bytes) continue;
    } else {
      counted.blobs += 1;
      counted.bytes += entry.size;
      await handlers.blob(entry);
    }
  });
  const { manifest, secrets, end } = found;
  if (manifest === undefined || secrets === undefined || end === undefined) throw new ArchiveDamagedError();
  if (end.blobs !== counted.blobs || end.bytes !== counted.bytes) throw new ArchiveDamagedError();
  // PostgreSQL's text form of bytes is \x and hex, its backslash doubled by COPY.
  if (!Buffer.concat(installation).includes(`\\\\x${secretsHash(secrets).toString('hex')}`)) throw new OperatorError('The secrets in this backup are not those of the database in it.');
  return { manifest, secrets, end };
}

async function* copied(bytes: AsyncIterable<Uint8Array>, to: Buffer[]): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    to.push(Buffer.from(chunk));
    yield chunk;
  }
}

function damaged(): never {
  throw new ArchiveDamagedError();
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new ArchiveDamagedError();
  }
}
