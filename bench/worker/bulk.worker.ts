// 256 MB sealed and opened by Sealpost's segments, and by what people would use instead, in one worker.
import * as age from 'age-encryption';
import sodium from 'libsodium-wrappers';
import * as openpgp from 'openpgp';
import { createAttachmentKey, newId, openSegment, ready, SEGMENT_BYTES, sealSegment, segmentLayout } from '#crypto';
import { answer } from './answer.ts';
import { interleave } from './interleave.ts';

const SEGMENTS = 51; // 267 MB
const RUNS = 3;
const SECRETSTREAM_CHUNK = 65_536;

type Side = { seal: () => Promise<void>; open: () => Promise<void> };

/** Feeds the same 5 MiB again and again: memory stays flat, and no side reads from a disk. */
const plain = new Uint8Array(SEGMENT_BYTES);
for (let at = 0; at < plain.length; at += 65_536) crypto.getRandomValues(plain.subarray(at, at + 65_536));

/** As sealing-pool.ts gives them to one worker. */
const UNDER_WAY = 2;

async function segments(): Promise<Side> {
  const size = SEGMENTS * SEGMENT_BYTES;
  const { segmentSize } = segmentLayout(size);
  const key = createAttachmentKey();
  const id = newId();
  const sealed: { sealed: Uint8Array; sha256: string }[] = [];
  return {
    seal: async () => {
      sealed.length = 0;
      await eachSegment(async (index) => void (sealed[index] = await sealSegment(key, { id, size, segmentSize, index }, plain)));
    },
    open: () =>
      eachSegment(async (index) => {
        const segment = sealed[index];
        if (segment === undefined) throw new Error('nothing was sealed');
        await openSegment(key, { id, size, segmentSize, index, sha256: segment.sha256 }, segment.sealed);
      }),
  };
}

async function eachSegment(work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < SEGMENTS) await work(next++);
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, lane));
}

function secretstream(): Side {
  const key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
  let header: Uint8Array = new Uint8Array();
  const chunks: Uint8Array[] = [];
  return {
    seal: async () => {
      chunks.length = 0;
      const started = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
      header = started.header;
      for (let segment = 0; segment < SEGMENTS; segment++) {
        for (let at = 0; at < plain.length; at += SECRETSTREAM_CHUNK) {
          chunks.push(sodium.crypto_secretstream_xchacha20poly1305_push(started.state, plain.subarray(at, at + SECRETSTREAM_CHUNK), null, 0));
        }
      }
    },
    open: async () => {
      const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
      for (const chunk of chunks) sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, null);
    },
  };
}

async function ageFile(): Promise<Side> {
  const identity = await age.generateX25519Identity();
  const recipient = await age.identityToRecipient(identity);
  let sealed: Uint8Array[] = [];
  return {
    seal: async () => {
      const encrypter = new age.Encrypter();
      encrypter.addRecipient(recipient);
      sealed = await collect(await encrypter.encrypt(repeated()));
    },
    open: async () => {
      const decrypter = new age.Decrypter();
      decrypter.addIdentity(identity);
      await drain(await decrypter.decrypt(streamOf(sealed)));
    },
  };
}

async function openpgpGcm(): Promise<Side> {
  const config = { ...openpgp.config, aeadProtect: true, preferredAEADAlgorithm: openpgp.enums.aead.gcm, preferredCompressionAlgorithm: openpgp.enums.compression.uncompressed };
  const sessionKey = { data: crypto.getRandomValues(new Uint8Array(32)), algorithm: 'aes256', aeadAlgorithm: 'gcm' } as const;
  let sealed: Uint8Array[] = [];
  return {
    seal: async () => {
      const message = await openpgp.createMessage({ binary: repeated(), format: 'binary' });
      sealed = await collect((await openpgp.encrypt({ message, sessionKey, passwords: ['bench'], format: 'binary', config })) as unknown as ReadableStream<Uint8Array>);
    },
    open: async () => {
      const message = await openpgp.readMessage({ binaryMessage: streamOf(sealed) });
      const opened = await openpgp.decrypt({ message, sessionKeys: [{ data: sessionKey.data, algorithm: 'aes256' }], format: 'binary', config });
      await drain(opened.data as unknown as ReadableStream<Uint8Array>);
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

async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

async function drain(stream: ReadableStream<Uint8Array>): Promise<void> {
  for await (const chunk of stream) void chunk;
}

async function measure(): Promise<unknown> {
  await ready();
  await sodium.ready;
  const sides = { ours: await segments(), 'libsodium-secretstream': secretstream(), age: await ageFile(), 'openpgp-gcm': await openpgpGcm() };
  const names = Object.keys(sides) as (keyof typeof sides)[];
  const each = (verb: 'seal' | 'open') => Object.fromEntries(names.map((name) => [name, sides[name][verb]]));
  const seal = await interleave(each('seal'), { runs: RUNS });
  const open = await interleave(each('open'), { runs: RUNS });
  return { seal, open, runs: RUNS, bytes: SEGMENTS * SEGMENT_BYTES };
}

answer(measure);
