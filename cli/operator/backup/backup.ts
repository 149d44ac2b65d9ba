// sealpost backup: database, blobs and secrets of one moment, sealed, as one stream. The server goes on working meanwhile.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { blobLayout } from '../../../server/blobs/blob-layout.ts';
import { BlobError, type BlobStore, BlobNotFoundError } from '../../../server/blobs/blob-store.ts';
import { findBlobStore } from '../../../server/blobs/index.ts';
import { readSettings } from '../../../server/config.ts';
import { secretsHash } from '../../../server/database/installation.ts';
import { readSecrets, type Secrets, secretsText } from '../../../server/secrets.ts';
import { explainDatabase, OperatorError, printAside } from '../office.ts';
import { codeOf } from '../doctor/finding.ts';
import { version } from '../../version.ts';
import { sealFile } from './age-file.ts';
import { type End, FORMAT, type Manifest } from './archive.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { findDatabase } from './database-place.ts';
import { assertHeld, dumpTables, listAttachments, openSnapshot, type Snapshot, type StoredAttachment } from './dump.ts';
import { sealFor, type SealOptions } from './keys.ts';

type Sources = { snapshot: Snapshot; blobs: BlobStore; secrets: Secrets };

export async function makeBackup(target: string, options: SealOptions): Promise<void> {
  const settings = readSettings(process.env);
  const place = target === '-' ? null : await placeOf(target);
  const to = await sealFor(options);
  const secrets = await readSecrets(settings.secretsFile);
  if (secrets === null) throw new OperatorError(`${settings.secretsFile} is not there: is DATA_DIR or SECRETS_FILE the one that the server uses?`);
  const database = await findDatabase(settings, { password: secrets.databasePassword });
  const blobs = findBlobStore(settings);
  try {
    const snapshot = await openSnapshot(database.url);
    try {
      await assertOwnSecrets(snapshot, secrets);
      await write(place, { to, sources: { snapshot, blobs, secrets } });
    } finally {
      await snapshot.client.end().catch(() => undefined);
    }
  } catch (error) {
    throw error instanceof BlobError ? new OperatorError(`The blob store does not answer (${codeOf(error)}): see whether it runs. There is no backup.`) : explainDatabase(error);
  } finally {
    await blobs.close();
    await database.close();
  }
}

async function assertOwnSecrets({ client }: Snapshot, secrets: Secrets): Promise<void> {
  const { rows } = await client.query<{ same: boolean }>('select secrets_hash = $1 as same from installation', [secretsHash(secrets)]);
  if (rows[0]?.same !== true) throw new OperatorError('SECRETS_FILE: these are not the secrets of this database: a backup with them could not be used.');
}

async function write(place: string | null, { to, sources }: { to: Parameters<typeof sealFile>[1]; sources: Sources }): Promise<void> {
  const archive = new ArchiveWriter();
  let end: End | null = null;
  const filling = fill(archive, sources).then(
    (filled) => (end = filled),
    (error: unknown) => archive.fail(error),
  );
  const hash = createHash('sha256');
  let size = 0;
  const measured = new Transform({
    transform: (chunk: Uint8Array, _, done) => {
      size += chunk.byteLength;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await (place === null ? pipeline(Readable.from(sealFile(archive.bytes, to)), measured, process.stdout, { end: false }) : writeFile(place, Readable.from(sealFile(archive.bytes, to)).compose(measured)));
  await filling;
  if (end === null) return;
  await note(sources.snapshot, end);
  report(end, { size, hash: hash.digest('hex') });
}

/** For the doctor, who asks for the last backup. One that cannot be noted is a backup all the same. */
async function note({ client }: Snapshot, { blobs, missing }: End): Promise<void> {
  await client.query('insert into backups (finished_at, attachments, missing) values (now(), $1, $2)', [blobs, missing.length]).catch(() => undefined);
}

/** Where the file goes. It takes the place of what has its name, which must not be a folder, a device or a pipe. */
async function placeOf(target: string): Promise<string> {
  const path = resolve(target);
  const there = await stat(path).catch(() => null);
  if (there === null) return path;
  if (there.isDirectory()) throw new OperatorError(`${target} is a folder: name a file in it.`);
  if (!there.isFile()) throw new OperatorError(`${target} is not an ordinary file: name one, or - for standard output.`);
  // Through a link, to the file that it leads to.
  return await realpath(path);
}

/** Under another name until it is whole and on the disk. */
async function writeFile(path: string, sealed: NodeJS.ReadableStream): Promise<void> {
  const draft = `${path}.unfinished`;
  try {
    await pipeline(sealed, createWriteStream(draft, { flags: 'w', mode: 0o600, flush: true }));
    await rename(draft, path);
    const folder = await open(dirname(path), 'r');
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    await rm(draft, { force: true });
    const { code, path: at } = error as NodeJS.ErrnoException;
    throw at === draft || code === 'ENOSPC' ? new OperatorError(`${path} cannot be written (${code ?? 'unknown reason'}).`) : error;
  }
}

async function fill(archive: ArchiveWriter, { snapshot, blobs, secrets }: Sources): Promise<End> {
  const { migrations, tables } = snapshot;
  const manifest: Manifest = { format: FORMAT, sealpost: version, createdAt: new Date().toISOString(), migrations, tables };
  await archive.add('sealpost-backup.json', json(manifest));
  await archive.add('secrets.json', Buffer.from(secretsText(secrets)));
  const end: End = { rows: await dumpTables(snapshot, archive), blobs: 0, bytes: 0, missing: [] };
  for await (const attachment of listAttachments(snapshot)) {
    const size = await addBlob(archive, { blobs, attachment });
    if (size === null) end.missing.push(attachment.id);
    else {
      end.blobs += 1;
      end.bytes += size;
    }
  }
  await assertHeld(snapshot);
  await archive.add('end.json', json(end));
  await archive.end();
  return end;
}

/** Null where the store has lost the blob: a backup without it is better than none. */
async function addBlob(archive: ArchiveWriter, { blobs, attachment }: { blobs: BlobStore; attachment: StoredAttachment }): Promise<number | null> {
  const { id } = attachment;
  const { sealedBytes } = blobLayout(id, attachment);
  const bytes = await blobs.read(id).catch((error: unknown) => {
    if (error instanceof BlobNotFoundError) return null;
    throw error;
  });
  if (bytes === null) return null;
  await archive.addStream(`blobs/${id}`, { size: sealedBytes, bytes });
  return sealedBytes;
}

function json(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function report({ rows, blobs, bytes, missing }: End, { size, hash }: { size: number; hash: string }): void {
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
  printAside(`Backed up ${all} rows and ${blobs} attachments (${bytes} bytes): ${size} bytes, SHA-256 ${hash}`);
  if (missing.length === 0) return;
  printAside(`${missing.length} attachments were missing from the blob store before: all else is in the backup. sealpost doctor says more.`);
  process.exitCode = 3;
}
