// Seals and opens age files of any size: age-encryption makes and reads the header, age-stream.ts the payload. Stock `age` opens
// what is sealed here, and the other way round.
import { Decrypter, Encrypter } from 'age-encryption';
import { ArchiveDamagedError, openPayload, sealPayload } from './age-stream.ts';
import { passphraseIdentity, passphraseRecipient } from './passphrase.ts';
import { ByteReader } from './pieces.ts';

/** For whom a backup is sealed. Recipients are public keys (`age1…`); a passphrase is for whoever knows it. */
export type SealFor = { recipients: readonly string[] } | { passphrase: string };
/** What may open it. */
export type OpenWith = { identities: readonly string[] } | { passphrase: string };

/** age-encryption's file of nothing: header, nonce, and the tag of the one empty piece. */
const EMPTY_PAYLOAD_BYTES = 32;
const LONGEST_HEADER_BYTES = 64 * 1024;
const LAST_LINE = '\n--- ';

export async function* sealFile(source: AsyncIterable<Uint8Array>, to: SealFor): AsyncGenerator<Uint8Array> {
  const { header, fileKey } = await makeHeader(to);
  yield header;
  yield* sealPayload(fileKey, source);
}

/** Throws ArchiveDamagedError, also where none of the keys fits. */
export async function* openFile(source: AsyncIterable<Uint8Array>, open: OpenWith): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(source);
  const header = await readHeader(reader);
  const decrypter = new Decrypter();
  if ('passphrase' in open) decrypter.addIdentity(passphraseIdentity(open.passphrase));
  else for (const identity of open.identities) decrypter.addIdentity(identity);
  const fileKey = await decrypter.decryptHeader(header).catch(() => {
    throw new ArchiveDamagedError();
  });
  yield* openPayload(fileKey, reader);
}

async function makeHeader(to: SealFor): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  const encrypter = new Encrypter();
  if ('passphrase' in to) encrypter.addRecipient(passphraseRecipient(to.passphrase));
  else for (const recipient of to.recipients) encrypter.addRecipient(recipient);
  let fileKey: Uint8Array = new Uint8Array(0);
  // Sees the file key pass and adds no stanza of its own.
  encrypter.addRecipient({
    wrapFileKey: (key: Uint8Array) => {
      fileKey = Uint8Array.from(key);
      return [];
    },
  });
  const empty = await encrypter.encrypt(new Uint8Array(0));
  return { header: empty.subarray(0, empty.byteLength - EMPTY_PAYLOAD_BYTES), fileKey };
}

/** Byte by byte over a few hundred of them: the payload's first byte follows at once. */
async function readHeader(reader: ByteReader): Promise<Uint8Array> {
  const bytes: number[] = [];
  for (let lastLine = false; bytes.length < LONGEST_HEADER_BYTES; ) {
    const [byte] = (await reader.some(1)) ?? [];
    if (byte === undefined) break;
    bytes.push(byte);
    if (!lastLine) lastLine = String.fromCharCode(...bytes.slice(-LAST_LINE.length)) === LAST_LINE;
    else if (byte === 10) return Uint8Array.from(bytes);
  }
  throw new ArchiveDamagedError();
}
