// An attachment's segments swapped, cut, reordered, doubled and extended: by the server, and by a recipient who knows the key. Nothing
// that was not signed comes out, and nothing that is cut ends as a whole file.
import { randomBytes } from 'node:crypto';
import { createAttachmentKey, fromBase64Url, newId, openSegment, ready, sealSegment, SEGMENT_BYTES, segmentLayout, type AttachmentKey, type ManifestAttachment } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forge } from '../crypto/people.ts';
import { delivering, messageFrom } from '../support/colluder.ts';
import { invented, listing, lying, ownEntry, type Made } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson, type Interception } from '../support/vault-person.ts';
import { openWholeSegment } from '../support/whole-segment.ts';

let server: TestServer;
let ana: VaultPerson;
/** Signs for Ana; the key is open to the test, as to every recipient. */
let carl: Made;
let message: string;
const key = createAttachmentKey();
const content = new Uint8Array(randomBytes(2 * SEGMENT_BYTES + 300_000));
const id = newId();
const layout = segmentLayout(content.length, SEGMENT_BYTES);
let sealed: Uint8Array<ArrayBuffer>[];
let attachment: ManifestAttachment;

const place = (index: number) => ({ id, size: content.length, segmentSize: SEGMENT_BYTES, index });
const segmentOf = (bytes: Uint8Array, index: number) => bytes.subarray(index * SEGMENT_BYTES, index * SEGMENT_BYTES + layout.segmentBytes(index));

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
  carl = await invented('carl@signer.example');
  const made = await Promise.all([0, 1, 2].map((index) => sealSegment(key, place(index), segmentOf(content, index))));
  sealed = made.map((each) => each.sealed);
  attachment = {
    id, name: 'scan.bin', path: null, mediaType: 'application/octet-stream', size: content.length, segmentSize: SEGMENT_BYTES,
    key: Buffer.from(key).toString('base64url'), segments: made.map(({ hash }) => hash), thumbnail: null,
  };
  message = await delivered([attachment]);
});
afterEach(() => {
  ana.intercept = lie;
});
afterAll(() => server?.stop());

let lie: Interception;
/** Ana has a message from Carl with these attachments. */
async function delivered(attachments: ManifestAttachment[]): Promise<string> {
  const parts = await messageFrom(carl, [await ownEntry(ana)], { attachments });
  lie = ana.intercept = lying([...listing(carl), ...delivering(parts, { container: await forge(parts, {}), to: ana.address })]);
  expect((await ana.vault.open(parts.manifest.id)).secure).toMatchObject({ status: 'open' });
  return parts.manifest.id;
}

/** The store gives these bytes as the attachment's. Answers what came out, and how it ended. */
async function download(bytes: Uint8Array[], as: { message?: string; attachment?: string; status?: number } = {}): Promise<{ released: number; end: string }> {
  const before = ana.intercept;
  const whole = Buffer.concat(bytes);
  let asked = 0;
  ana.intercept = async (request, pass) => {
    if (!request.path.endsWith('/content')) return before ? before(request, pass) : pass();
    const from = Number(/bytes=(\d+)-/.exec(new Headers(request.init.headers).get('range') ?? '')?.[1] ?? 0);
    // What ends early is asked for again and again: at some time there is nothing to be had.
    asked += 1;
    if (from >= whole.length || asked > 4) return new Response(JSON.stringify({ error: { code: 'not_found' } }), { status: 404 });
    return new Response(whole.subarray(from), { status: as.status ?? (from > 0 ? 206 : 200) });
  };
  let released = 0;
  const parts = { signal: new AbortController().signal, wait: async () => undefined };
  const read = async () => {
    for await (const chunk of ana.vault.read({ message: as.message ?? message, attachment: as.attachment ?? id }, parts)) {
      expect(Buffer.compare(chunk, content.subarray(released, released + chunk.length))).toBe(0);
      released += chunk.length;
    }
  };
  const end = await read().then(
    () => 'whole',
    (error: { code?: string }) => error.code ?? String(error),
  );
  return { released, end };
}

const [FIRST, SECOND] = [SEGMENT_BYTES, 2 * SEGMENT_BYTES];

describe('the server', () => {
  it('gives the whole file when it is honest', async () => {
    expect(await download(sealed)).toEqual({ released: content.length, end: 'whole' });
  });

  it.each<[string, (parts: Uint8Array[]) => Uint8Array[], number]>([
    ['swaps two segments', ([a, b, c]) => [b!, a!, c!], 0],
    ['doubles a segment', ([a, , c]) => [a!, a!, c!], FIRST],
    ['doubles a segment and keeps all', ([a, b, c]) => [a!, b!, b!, c!], SECOND],
    ['flips a bit of the last segment', ([a, b, c]) => [a!, b!, c!.with(c!.length - 1, (c!.at(-1) ?? 0) ^ 1)], SECOND],
    ['flips a bit of a salt', ([a, b, c]) => [a!, b!.with(0, (b![0] ?? 0) ^ 1), c!], FIRST],
    ['goes on after the end', (parts) => [...parts, new Uint8Array(1)], content.length],
    ['appends a whole segment', (parts) => [...parts, parts[2]!], content.length],
  ])('that %s is found out, and only what was signed has come out', async (_how, change, released) => {
    expect(await download(change(sealed))).toEqual({ released, end: 'cannot_open' });
  });

  it('that cuts the file, within a segment or between two, never makes a whole one of it', async () => {
    for (const [bytes, released] of [[sealed.slice(0, 2), SECOND], [[sealed[0]!, sealed[1]!.subarray(0, 1000)], FIRST], [[sealed[0]!, sealed[2]!], FIRST], [[sealed[0]!.subarray(0, -1)], 0]] as const) {
      const cut = await download([...bytes]);
      expect(cut.end).not.toBe('whole');
      expect(cut.released).toBe(released);
    }
  });

  it('that starts over when it is asked to go on is found out', async () => {
    const before = ana.intercept;
    let asked = 0;
    ana.intercept = async (request, pass) => {
      if (!request.path.endsWith('/content')) return before ? before(request, pass) : pass();
      asked += 1;
      return new Response(Buffer.concat(asked === 1 ? [sealed[0]!, sealed[1]!.subarray(0, 10)] : sealed), { status: 200 });
    };
    expect(await refused(ana.download(message, id))).toBe('cannot_open');
    expect(asked).toBe(2);
  });

  it('that gives another attachment of the same message is found out', async () => {
    const other = { ...attachment, id: newId(), name: 'other.bin' };
    const both = await delivered([attachment, other]);
    // Same key, same bytes, same hashes: only the id in the context tells.
    expect(await download(sealed, { message: both, attachment: other.id })).toEqual({ released: 0, end: 'cannot_open' });
    expect(await download(sealed, { message: both })).toEqual({ released: content.length, end: 'whole' });
  });
});

describe('a recipient who knows the key, together with the server', () => {
  it('cannot put other content in a segment’s place, though it is sealed under the key for that very place', async () => {
    const other = new Uint8Array(randomBytes(content.length));
    for (const [index, released] of [[0, 0], [1, FIRST], [2, SECOND]] as const) {
      const { sealed: swapped } = await sealSegment(key, place(index), segmentOf(other, index));
      expect(await download(sealed.with(index, swapped))).toEqual({ released, end: 'cannot_open' });
    }
  });

  it('cannot even seal the same content anew', async () => {
    const { sealed: again } = await sealSegment(key, place(0), segmentOf(content, 0));
    expect(await download([again, ...sealed.slice(1)])).toEqual({ released: 0, end: 'cannot_open' });
  });

  it('cannot make the file longer or shorter by sealing it as one of another size', async () => {
    const longer = { id, size: content.length + 1000, segmentSize: SEGMENT_BYTES, index: 2 };
    const { sealed: last } = await sealSegment(key, longer, new Uint8Array(301_000));
    expect(await download([sealed[0]!, sealed[1]!, last])).toEqual({ released: SECOND, end: 'cannot_open' });
  });
});

describe('a sender whose hashes match and whose segments do not fit their places', () => {
  const full = (size: number, index: number) => ({ size, segmentSize: SEGMENT_BYTES, index });
  /** Sealed for the first place, listed by the manifest at the second: of the same length, so that only the context tells. */
  it.each<[string, Omit<ReturnType<typeof place>, 'id'>, Omit<ReturnType<typeof place>, 'id'>]>([
    ['another size', full(2 * SEGMENT_BYTES + 1, 0), full(3 * SEGMENT_BYTES, 0)],
    ['another place', full(3 * SEGMENT_BYTES, 0), full(3 * SEGMENT_BYTES, 1)],
    ['another place, which is the last', full(2 * SEGMENT_BYTES, 0), full(2 * SEGMENT_BYTES, 1)],
    ['another segment size', full(1000, 0), { size: 1000, segmentSize: SEGMENT_BYTES + 262_144, index: 0 }],
  ])('makes a file that does not open: %s', async (_what, from, to) => {
    const length = segmentLayout(from.size, from.segmentSize).segmentBytes(from.index);
    const { sealed: bytes, hash } = await sealSegment(key, { id, ...from }, new Uint8Array(length));
    const attachmentOf = fromBase64Url(attachment.key) as AttachmentKey;
    await expect(openSegment(attachmentOf, { id, ...to, hash }, bytes)).rejects.toMatchObject({ code: 'cannot_open' });
    await expect(openSegment(attachmentOf, { id: newId(), ...from, hash }, bytes)).rejects.toMatchObject({ code: 'cannot_open' });
    await expect(openWholeSegment(attachmentOf, { id, ...from, hash }, bytes)).resolves.toHaveLength(length);
  });
});
