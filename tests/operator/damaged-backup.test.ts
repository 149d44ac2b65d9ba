// A backup that is cut, altered, put together otherwise or of another installation is refused, and changes nothing. Real PostgreSQL, real folders.
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openFile, sealFile } from '../../cli/operator/backup/age-file.ts';
import { ArchiveWriter } from '../../cli/operator/backup/archive-writer.ts';
import { type Entry, readArchive } from '../../cli/operator/backup/archive-reader.ts';
import { restoreBackup } from '../../cli/operator/backup/restore.ts';
import { OperatorError } from '../../cli/operator/office.ts';
import { secretsText } from '../../server/secrets.ts';
import { assertUntouched, backedUp, emptyPlace, readable, type BackedUp, type Place } from '../support/backups.ts';

const AGE_NONCE_BYTES = 16;
/** 64 KiB and the tag. */
const AGE_PIECE_BYTES = 65_552;

let backup: BackedUp;
beforeAll(async () => {
  backup = await backedUp();
}, 120_000);
afterAll(() => backup.stop());
afterEach(() => vi.unstubAllEnvs());

/** Where the last piece of an age file begins (C2SP age, "Payload"): after a header that ends with its MAC's line, a nonce and whole pieces. */
function startOfLastPiece(bytes: Buffer): number {
  const pieces = bytes.indexOf('\n', bytes.indexOf('\n--- ') + 1) + 1 + AGE_NONCE_BYTES;
  return pieces + Math.floor((bytes.length - pieces - 1) / AGE_PIECE_BYTES) * AGE_PIECE_BYTES;
}

/** The line with which it is refused; in this process, since there are many. */
async function refusalOf(file: string, { env }: Place): Promise<string> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const refused = await restoreBackup(file, { identity: [backup.keyFile] }).then(() => null, (error: unknown) => error);
  expect(refused).toBeInstanceOf(OperatorError);
  return (refused as OperatorError).message;
}

/** The good archive taken apart and put together otherwise, sealed by somebody who has the public key. */
async function reworked(name: string, change: (entry: Entry, bytes: Buffer) => (readonly [string, Buffer])[]): Promise<string> {
  const writer = new ArchiveWriter();
  const filling = readArchive(openFile(readable(backup.archive), { identities: [backup.identity] }), async (entry) => {
    const bytes: Uint8Array[] = [];
    for await (const chunk of entry.bytes) bytes.push(chunk);
    for (const [path, content] of change(entry, Buffer.concat(bytes))) await writer.add(path, content);
  }).then(() => writer.end());
  const sealed: Uint8Array[] = [];
  for await (const chunk of sealFile(writer.bytes, { recipients: [backup.recipient] })) sealed.push(chunk);
  await filling;
  const path = join(backup.folder, name);
  await writeFile(path, Buffer.concat(sealed));
  return path;
}

describe('an archive that is not whole and exactly as it was made is refused before anything is changed', () => {
  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['cut in the header', (bytes) => bytes.subarray(0, 50)],
    ['cut in the middle', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['cut at a piece', (bytes) => bytes.subarray(0, startOfLastPiece(bytes))],
    ['without its last byte', (bytes) => bytes.subarray(0, -1)],
    ['with one byte changed', (bytes) => Buffer.from(bytes).fill(bytes[3_000_000] === 1 ? 2 : 1, 3_000_000, 3_000_001)],
    ['continued', (bytes) => Buffer.concat([bytes, bytes])],
    ['no backup at all', () => randomBytes(5000)],
  ])('%s', async (name, damage) => {
    const place = await emptyPlace(backup);
    const file = join(backup.folder, `${name.replaceAll(' ', '-')}.age`);
    await writeFile(file, damage(await readFile(backup.archive)));
    expect(await refusalOf(file, place)).toBe(`${file} is damaged, incomplete, or not sealed for this key. Nothing was changed.`);
    await assertUntouched(place);
  });

  it.each<[string, (entry: Entry, bytes: Buffer) => (readonly [string, Buffer])[], RegExp]>([
    ['without an attachment', ({ name }, bytes) => (name.startsWith('blobs/') ? [] : [[name, bytes]]), /is damaged/],
    ['with an attachment twice', ({ name }, bytes) => (name.startsWith('blobs/') ? [[name, bytes], [name, bytes]] : [[name, bytes]]), /is damaged/],
    ['without a table', ({ name }, bytes) => (name.startsWith('tables/deliveries/') ? [] : [[name, bytes]]), /is damaged/],
    ['without the practices that others refer to', ({ name }, bytes) => (name.startsWith('tables/practices/') ? [] : [[name, bytes]]), /is damaged/],
    ['without its end', ({ name }, bytes) => (name === 'end.json' ? [] : [[name, bytes]]), /is damaged/],
    ['with a file that does not belong there', ({ name }, bytes) => (name === 'end.json' ? [['../../escape', Buffer.from('x')], [name, bytes]] : [[name, bytes]]), /is damaged/],
    ['of a later version', ({ name }, bytes) => [[name, name === 'sealpost-backup.json' ? Buffer.from(bytes.toString().replace('"0001-accounts"', '"0001-others"')) : bytes]], /another version of Sealpost/],
    [
      "with another installation's secrets",
      ({ name }, bytes) => [[name, name === 'secrets.json' ? Buffer.from(secretsText({ ...backup.server.parts.secrets, masterKey: new Uint8Array(randomBytes(32)), databasePassword: 'x'.repeat(32) })) : bytes]],
      /The secrets in this backup are not those of the database in it/,
    ],
  ])('sealed anew %s', async (name, change, message) => {
    const place = await emptyPlace(backup);
    const file = await reworked(`${name.replaceAll(/[^a-z]+/g, '-')}.age`, change);
    expect(await refusalOf(file, place)).toMatch(message);
    await assertUntouched(place);
  });
});
