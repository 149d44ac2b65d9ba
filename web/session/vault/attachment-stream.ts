// An attachment on its way in: one streamed fetch of the ciphertext, cut into segments, each opened only after its hash
// was the signed manifest's. A lost connection is taken up again at the segment where it broke.
import {
  fromBase64Url, segmentLayout, typeClassOf, TYPE_CLASS_HEAD_BYTES,
  type AttachmentKey, type Bytes, type Id, type ManifestAttachment, type SegmentLayout,
} from '#crypto';
import { answer, refusal } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import { requireId, type VaultContext } from './context.ts';
import { readExactly } from './exact-reader.ts';
import { inOrder } from './in-order.ts';
import { requireMessage } from './mailbox.ts';
import { serverSettings } from './server-settings.ts';

export type AttachmentSource = { message: string; attachment: string };
export type StreamParts = {
  signal: AbortSignal;
  /** Settles after that many milliseconds, or earlier when the connection is back or the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
};

/** Enough for two workers to have a segment each, and the next one waiting. */
const OPENED_AT_ONCE = 3;

/** The plaintext, in pieces of its segments. Throws `cannot_open` at the first byte that is not what the sender signed. */
export async function* readAttachment(context: VaultContext, source: AttachmentSource, parts: StreamParts): AsyncGenerator<Bytes> {
  const { manifest } = await requireMessage(context, requireId(source.message));
  const attachment = manifest.attachments.find(({ id }) => id === source.attachment);
  if (!attachment) throw new VaultError('not_found');
  const key = fromBase64Url(attachment.key) as AttachmentKey;
  const layout = segmentLayout(attachment.size, attachment.segmentSize);
  const sealed = sealedSegments(context, { id: attachment.id, layout }, parts);
  let first = true;
  const make = (segment: Bytes, index: number) => open(context, { attachment, key, index }, segment);
  for await (const pieces of inOrder({ inputs: sealed, make, atOnce: OPENED_AT_ONCE })) {
    // The server lets pass what the sender declares; that it is so shows here.
    if (first && manifest.typeClass === 'standard' && classOf(attachment, pieces[0]) === 'advanced') throw new VaultError('cannot_open');
    first = false;
    for (const piece of pieces) {
      parts.signal.throwIfAborted();
      yield piece;
    }
  }
}

function classOf({ name, size }: ManifestAttachment, first: Bytes = new Uint8Array()) {
  return typeClassOf({ name, size, head: first.subarray(0, TYPE_CLASS_HEAD_BYTES) });
}

type Place = { attachment: ManifestAttachment; key: AttachmentKey; index: number };

async function open(context: VaultContext, { attachment, key, index }: Place, sealed: Bytes): Promise<Bytes[]> {
  const { id, size, segmentSize, segments } = attachment;
  const hash = segments[index];
  if (hash === undefined) throw new VaultError('cannot_open');
  return context.openSegment(key, { id, size, segmentSize, index, hash }, sealed);
}

type Content = { id: Id; layout: SegmentLayout };

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15_000;
/** Answers in a row that end before a whole segment has come: then it is not the line, the rest is not there. */
const CUT_SHORT_AT_MOST = 5;
/** A connection over which nothing comes for this long is lost. */
const SILENCE_MS = 60_000;

/** Every sealed segment in its order, through lost connections. */
async function* sealedSegments(context: VaultContext, { id, layout }: Content, { signal, wait }: StreamParts): AsyncGenerator<Bytes, void> {
  let { directTransfers: direct } = await serverSettings(context);
  let index = 0;
  let delay = FIRST_DELAY_MS;
  let cutShort = 0;
  while (index < layout.count) {
    try {
      for await (const sealed of fetchFrom(context, { id, layout, index, direct }, signal)) {
        yield sealed;
        index += 1;
        delay = FIRST_DELAY_MS;
        cutShort = 0;
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!isVaultError(error, 'offline') && !isVaultError(error, 'unavailable')) throw error;
      if (error.details['cutShort'] === true) cutShort += 1;
      if (cutShort >= CUT_SHORT_AT_MOST) throw new VaultError('cut_short', {}, { cause: error });
      // A store that cannot be reached from here, or breaks off, is left alone: the server passes on.
      direct = false;
      await wait(delay, signal);
      signal.throwIfAborted();
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    }
  }
}

/** One connection, from segment `index` to the end. A body that ends early is a lost connection. */
async function* fetchFrom(context: VaultContext, { id, layout, index: first, direct }: Content & { index: number; direct: boolean }, signal: AbortSignal): AsyncGenerator<Bytes> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const moved = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  };
  const body = await request(context, { id, from: layout.offset(first), direct }, AbortSignal.any([signal, silence.signal]));
  const reader = readExactly(body, moved);
  try {
    for (let index = first; index < layout.count; index += 1) {
      const segment = await reader.take(layout.sealedSegmentBytes(index));
      // What the reader of the plaintext does with it may take as long as it likes.
      clearTimeout(timer);
      yield segment;
      moved();
    }
    if (!(await reader.atEnd())) throw new VaultError('cannot_open');
  } finally {
    clearTimeout(timer);
    await reader.cancel().catch(() => undefined);
  }
}

type Wanted = { id: Id; from: number; direct: boolean };

async function request(context: VaultContext, { id, from, direct }: Wanted, signal: AbortSignal): Promise<ReadableStream<Bytes>> {
  const url = direct ? await permission(context, id) : `${context.origin}/api/attachments/${id}/content`;
  const headers = from > 0 ? { range: `bytes=${from}-` } : {};
  const credentials = direct ? 'omit' : 'same-origin';
  const response = await context
    .fetch(url, { headers, signal, credentials, cache: 'no-store' })
    .catch((cause: unknown) => Promise.reject(new VaultError('offline', {}, { cause })));
  if (!response.ok) throw direct ? new VaultError('unavailable') : await refusal(response);
  // A server or proxy that ignores the range would send the beginning again.
  if (from > 0 && response.status !== 206) {
    await response.body?.cancel();
    throw new VaultError('cannot_open');
  }
  if (!response.body) throw new VaultError('offline');
  return response.body as ReadableStream<Bytes>;
}

/** Where in the object store the ciphertext may be read, for a while. */
async function permission(context: VaultContext, id: Id): Promise<string> {
  return (await answer(context.api.attachments[':id'].content.direct.$get({ param: { id } }))).url;
}
