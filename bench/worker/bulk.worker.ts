// 256 MB sealed and opened by Sealpost's segments, and by what people would use instead. Ours works as sealing-pool.ts and
// opening-pool.ts do, in two workers with two segments under way in each; the others chain what they encrypt, so one worker is
// all they can use.
import * as age from 'age-encryption';
import sodium from 'libsodium-wrappers';
import * as openpgp from 'openpgp';
import { createAttachmentKey, newId, ready, SEGMENT_BYTES, segmentLayout } from '#crypto';
import { answer } from './answer.ts';
import { interleave } from './interleave.ts';
import { isSegmentWorker, serveSegments, startSegmentWorkers } from './segment-workers.ts';

const SEGMENTS = 51; // 267 MB
const RUNS = 3;
const SECRETSTREAM_CHUNK = 65_536;

/** `seal` lets go of what it has sealed, as an upload does; `prepare` keeps it for `open`. Neither is a disk's business. */
type Side = { prepare: () => Promise<void>; seal: () => Promise<void>; open: () => Promise<void> };
type Sink = (chunk: Uint8Array) => void;

const letGo: Sink = () => undefined;

/** Feeds the same 5 MiB again and again: memory stays flat, and no side reads from a disk. */
const plain = new Uint8Array(SEGMENT_BYTES);
for (let at = 0; at < plain.length; at += 65_536) crypto.getRandomValues(plain.subarray(at, at + 65_536));

function segments(): Side {
  const size = SEGMENTS * SEGMENT_BYTES;
  const attachment = { key: createAttachmentKey(), id: newId(), size, segmentSize: segmentLayout(size).segmentSize };
  const workers = startSegmentWorkers();
  return {
    prepare: () => workers.keep(attachment, SEGMENTS),
    seal: () => workers.seal(attachment, SEGMENTS),
    open: () => workers.open(attachment, SEGMENTS),
  };
}

function secretstream(): Side {
  const key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
  let header: Uint8Array = new Uint8Array();
  const chunks: Uint8Array[] = [];
  const seal = (sink: Sink): Uint8Array => {
    const started = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
    for (let segment = 0; segment < SEGMENTS; segment++) {
      for (let at = 0; at < plain.length; at += SECRETSTREAM_CHUNK) {
        sink(sodium.crypto_secretstream_xchacha20poly1305_push(started.state, plain.subarray(at, at + SECRETSTREAM_CHUNK), null, 0));
      }
    }
    return started.header;
  };
  return {
    prepare: async () => void (header = seal((chunk) => void chunks.push(chunk))),
    seal: async () => void seal(letGo),
    open: async () => {
      const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
      for (const chunk of chunks) {
        if (!sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, null)) throw new Error('does not open');
      }
    },
  };
}

async function ageFile(): Promise<Side> {
  const identity = await age.generateX25519Identity();
  const recipient = await age.identityToRecipient(identity);
  const sealed: Uint8Array[] = [];
  const seal = async (sink: Sink): Promise<void> => {
    const encrypter = new age.Encrypter();
    encrypter.addRecipient(recipient);
    await pour(await encrypter.encrypt(repeated()), sink);
  };
  return {
    prepare: () => seal((chunk) => void sealed.push(chunk)),
    seal: () => seal(letGo),
    open: async () => {
      const decrypter = new age.Decrypter();
      decrypter.addIdentity(identity);
      await pour(await decrypter.decrypt(streamOf(sealed)), letGo);
    },
  };
}

async function openpgpGcm(): Promise<Side> {
  const config = { ...openpgp.config, aeadProtect: true, preferredAEADAlgorithm: openpgp.enums.aead.gcm, preferredCompressionAlgorithm: openpgp.enums.compression.uncompressed };
  const sessionKey = { data: crypto.getRandomValues(new Uint8Array(32)), algorithm: 'aes256', aeadAlgorithm: 'gcm' } as const;
  const sealed: Uint8Array[] = [];
  const seal = async (sink: Sink): Promise<void> => {
    const message = await openpgp.createMessage({ binary: repeated(), format: 'binary' });
    await pour((await openpgp.encrypt({ message, sessionKey, passwords: ['bench'], format: 'binary', config })) as unknown as ReadableStream<Uint8Array>, sink);
  };
  return {
    prepare: () => seal((chunk) => void sealed.push(chunk)),
    seal: () => seal(letGo),
    open: async () => {
      const message = await openpgp.readMessage({ binaryMessage: streamOf(sealed) });
      const opened = await openpgp.decrypt({ message, sessionKeys: [{ data: sessionKey.data, algorithm: 'aes256' }], format: 'binary', config });
      await pour(opened.data as unknown as ReadableStream<Uint8Array>, letGo);
    },
  };
}

function repeated(): ReadableStream<Uint8Array> {
  let left = SEGMENTS;
  return new ReadableStream({
    pull(controller) {
      if (left-- === 0) controller.close();
      else controller.enqueue(plain.slice());
    },
  });
}

function streamOf(chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks[next++];
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
  });
}

async function pour(stream: ReadableStream<Uint8Array>, sink: Sink): Promise<void> {
  for await (const chunk of stream) sink(chunk);
}

async function measure(): Promise<unknown> {
  await ready();
  await sodium.ready;
  const sides = { ours: segments(), 'libsodium-secretstream': secretstream(), age: await ageFile(), 'openpgp-gcm': await openpgpGcm() };
  const names = Object.keys(sides) as (keyof typeof sides)[];
  const each = (verb: 'seal' | 'open') => Object.fromEntries(names.map((name) => [name, sides[name][verb]]));
  for (const name of names) await sides[name].prepare();
  const seal = await interleave(each('seal'), { runs: RUNS });
  const open = await interleave(each('open'), { runs: RUNS });
  return { seal, open, runs: RUNS, bytes: SEGMENTS * SEGMENT_BYTES };
}

if (isSegmentWorker) serveSegments(plain);
else answer(measure);
