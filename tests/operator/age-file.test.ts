// Backups are age files: what is sealed here opens with age-encryption, and the other way round, and the published vectors hold.
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { Decrypter, Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import * as vectorModule from 'cctv-age';
import { describe, expect, it, test } from 'vitest';
import { openFile, type OpenWith, sealFile, type SealFor } from '../../cli/operator/backup/age-file.ts';
import { ArchiveDamagedError } from '../../cli/operator/backup/age-stream.ts';

const PIECE = 64 * 1024;
const SIZES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 17];

function content(size: number): Buffer {
  return Buffer.from(Array.from({ length: size }, (_, index) => (index * 31) % 251));
}

/** In chunks of changing sizes, as streams have them. */
async function* chunks(bytes: Uint8Array, size = 10_007): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function gather(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of source) all.push(chunk);
  return Buffer.concat(all);
}

const seal = (bytes: Uint8Array, to: SealFor) => gather(sealFile(chunks(bytes), to));
const open = (sealed: Uint8Array, how: OpenWith, size?: number) => gather(openFile(chunks(sealed, size), how));

describe.each([
  ['a post-quantum key', generateHybridIdentity],
  ['an X25519 key', generateX25519Identity],
])('sealed for %s', (_, generate) => {
  it.each(SIZES)('%i bytes open here and with age-encryption, and what age-encryption sealed opens here', async (size) => {
    const identity = await generate();
    const recipient = await identityToRecipient(identity);
    const bytes = content(size);
    const sealed = await seal(bytes, { recipients: [recipient] });
    expect((await open(sealed, { identities: [identity] })).equals(bytes)).toBe(true);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    expect(Buffer.from(await decrypter.decrypt(sealed)).equals(bytes)).toBe(true);
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    expect((await open(await encrypter.encrypt(bytes), { identities: [identity] }, 977)).equals(bytes)).toBe(true);
  });
});

test('sealed with a passphrase it opens with it, here and with age-encryption, and with no other', async () => {
  const bytes = content(PIECE + 5);
  const sealed = await seal(bytes, { passphrase: 'correct horse battery staple' });
  expect((await open(sealed, { passphrase: 'correct horse battery staple' })).equals(bytes)).toBe(true);
  const decrypter = new Decrypter();
  decrypter.addPassphrase('correct horse battery staple');
  expect(Buffer.from(await decrypter.decrypt(sealed)).equals(bytes)).toBe(true);
  await expect(open(sealed, { passphrase: 'another horse' })).rejects.toThrow(ArchiveDamagedError);
});

test('each of several recipients opens it, and nobody else', async () => {
  const [one, other, stranger] = await Promise.all([generateX25519Identity(), generateX25519Identity(), generateX25519Identity()]);
  const sealed = await seal(content(99), { recipients: [await identityToRecipient(one), await identityToRecipient(other)] });
  expect(await open(sealed, { identities: [one] })).toHaveLength(99);
  expect(await open(sealed, { identities: [other] })).toHaveLength(99);
  await expect(open(sealed, { identities: [stranger] })).rejects.toThrow(ArchiveDamagedError);
});

test('cut anywhere, continued, or with any byte changed it is refused', async () => {
  const identity = await generateX25519Identity();
  const sealed = await seal(content(2 * PIECE), { recipients: [await identityToRecipient(identity)] });
  const opened = (bytes: Uint8Array) => open(bytes, { identities: [identity] });
  const header = sealed.indexOf('\n--- ');
  for (const end of [0, 10, header, header + 30, header + 60, PIECE, sealed.length - PIECE - 16, sealed.length - 17, sealed.length - 16, sealed.length - 1]) {
    await expect(opened(sealed.subarray(0, end)), `cut at ${end}`).rejects.toThrow(ArchiveDamagedError);
  }
  await expect(opened(Buffer.concat([sealed, Buffer.alloc(1)]))).rejects.toThrow(ArchiveDamagedError);
  for (const at of [0, 40, header + 8, header + 55, header + 100, PIECE, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(opened(changed), `changed at ${at}`).rejects.toThrow(ArchiveDamagedError);
  }
});

// C2SP's CCTV, package cctv-age: those that are not armored.
describe('the published age vectors', () => {
  const vectors: Readonly<Record<string, Uint8Array>> = { ...vectorModule };
  const tests = Object.keys(vectors).map((name) => {
    const bytes = Buffer.from(vectors[name] ?? []);
    const end = bytes.indexOf('\n\n');
    const fields = new Map(bytes.subarray(0, end).toString().split('\n').map((line) => line.split(': ') as [string, string]));
    const rest = bytes.subarray(end + 2);
    const identities = bytes.subarray(0, end).toString().match(/^identity: .*$/gm)?.map((line) => line.slice('identity: '.length)) ?? [];
    const passphrase = fields.get('passphrase');
    const how: OpenWith = passphrase === undefined ? { identities } : { passphrase };
    const usable = fields.get('armored') !== 'yes' && (passphrase !== undefined || identities.length > 0) && !bytes.subarray(0, end).toString().match(/^passphrase: .*\npassphrase: /m);
    return { name, usable, how, file: fields.get('compressed') === 'zlib' ? inflateSync(rest) : rest, opens: fields.get('expect') === 'success', payload: fields.get('payload') };
  }).filter(({ usable }) => usable);

  it('are many', () => expect(tests.length).toBeGreaterThan(80));

  it.each(tests.filter(({ opens }) => opens))('$name opens', async ({ file, how, payload }) => {
    expect(createHash('sha256').update(await open(file, how)).digest('hex')).toBe(payload);
  });

  it.each(tests.filter(({ opens }) => !opens))('$name is refused', async ({ file, how }) => {
    await expect(open(file, how)).rejects.toThrow(ArchiveDamagedError);
  });
});
