// Attachments through the vault: lost connections, cut and altered streams, empty files, files that change, forwarding.
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSegmentSealer } from '../../web/session/segment-sealer.ts';
import { VaultError } from '../../web/session/vault-error.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
let message: string;
let attachment: string;
const bytes = new Uint8Array(randomBytes(12_000_001));

beforeAll(async () => {
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
  ben = await (await new VaultPerson(server).signUp()).confirm();
  const draft = await ana.write([ben.address]);
  await ana.attach(draft, { name: 'scan.bin', bytes });
  message = (await ana.vault.send(draft)).id;
  const { secure } = await ben.vault.open(message);
  attachment = secure.status === 'open' ? (secure.attachments[0]?.id ?? '') : '';
});
afterEach(() => {
  ana.intercept = ben.intercept = null;
});
afterAll(() => server?.stop());

const isContent = (path: string) => path.endsWith('/content');

/** The first so many bytes of a body, then the connection breaks, or the body just ends. */
function cut(body: ReadableStream<Uint8Array>, { after, how }: { after: number; how: 'breaks' | 'ends' }): ReadableStream<Uint8Array> {
  let left = after;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        controller.enqueue(chunk.subarray(0, left));
        left -= chunk.length;
        if (left > 0) return;
        if (how === 'breaks') controller.error(new TypeError('connection lost'));
        else controller.terminate();
      },
    }),
  );
}

describe('a download', () => {
  test.each(['breaks', 'ends'] as const)('that %s in the middle goes on where it stopped, by range', async (how) => {
    const ranges: (string | null)[] = [];
    ben.intercept = async (request, pass) => {
      const answer = await pass();
      if (!isContent(request.path) || !answer.body) return answer;
      ranges.push(new Headers(request.init.headers).get('range'));
      return ranges.length > 2 ? answer : new Response(cut(answer.body, { after: 6_000_000, how }), answer);
    };
    expect(Buffer.compare(await ben.download(message, attachment), bytes)).toBe(0);
    expect(ranges).toEqual([null, 'bytes=5243272-', 'bytes=10486544-']);
  });

  test('that ends at the same place again and again is given up', async () => {
    let answers = 0;
    ben.intercept = async (request, pass) => {
      const answer = await pass();
      if (!isContent(request.path) || !answer.body) return answer;
      answers += 1;
      return new Response(cut(answer.body, { after: answers === 1 ? 6_000_000 : 700_000, how: 'ends' }), answer);
    };
    expect(await refused(ben.download(message, attachment))).toBe('cut_short');
    expect(answers).toBe(5);
  });

  test('with one altered byte in the last segment fails, and nothing of that segment comes out', async () => {
    ben.intercept = async (request, pass) => {
      const answer = await pass();
      if (!isContent(request.path)) return answer;
      const body = new Uint8Array(await answer.arrayBuffer());
      body[body.length - 1] = (body[body.length - 1] ?? 0) ^ 1;
      return new Response(body, answer);
    };
    let received = 0;
    const parts = { signal: new AbortController().signal, wait: async () => undefined };
    const attempt = async () => {
      for await (const chunk of ben.vault.read({ message, attachment }, parts)) received += chunk.length;
    };
    await expect(attempt()).rejects.toMatchObject({ code: 'cannot_open' });
    expect(received).toBe(2 * 5_242_880);
  });

  test('that is longer than signed, or starts over although a part was asked for, fails', async () => {
    ben.intercept = async (request, pass) => {
      const answer = await pass();
      return isContent(request.path) ? new Response(Buffer.concat([Buffer.from(await answer.arrayBuffer()), Buffer.alloc(1)]), { status: 200 }) : answer;
    };
    expect(await refused(ben.download(message, attachment))).toBe('cannot_open');
    let first = true;
    ben.intercept = async (request, pass) => {
      if (!isContent(request.path)) return pass();
      const whole = await ben.browser.fetch(`http://localhost:8080${request.path}`, {});
      if (!first || !whole.body) return whole;
      first = false;
      return new Response(cut(whole.body, { after: 6_000_000, how: 'breaks' }), whole);
    };
    expect(await refused(ben.download(message, attachment))).toBe('cannot_open');
  });

  test('stops when it is cancelled', async () => {
    const abort = new AbortController();
    const stream = ben.vault.read({ message, attachment }, { signal: abort.signal, wait: async () => undefined });
    expect((await stream.next()).value?.length).toBe(262_144);
    abort.abort(new VaultError('cancelled'));
    expect(await refused(stream.next())).toBe('cancelled');
  });

  test('is not for whoever has no message with it', async () => {
    const carla = await (await new VaultPerson(server).signUp()).confirm();
    expect(await refused(carla.download(message, attachment))).toBe('not_found');
    const answer = await carla.browser.call(`GET /api/attachments/${attachment}/content`);
    expect(answer.status).toBe(404);
  });
});

describe('an upload', () => {
  const keysOf = ({ vault }: VaultPerson) => vault.keys;
  const retryAtOnce = { onProgress: () => undefined, wait: async () => undefined };

  test('that loses its connection sends the identical bytes again', async () => {
    const draft = await ana.write([ben.address]);
    const puts: Buffer[] = [];
    ana.intercept = async (request, pass) => {
      if (request.method !== 'PUT' || !request.path.includes('/segments/')) return pass();
      puts.push(Buffer.from(request.init.body as Uint8Array));
      if (puts.length === 1) throw new TypeError('connection lost');
      return pass();
    };
    await ana.attach(draft, { name: 'a.bin', bytes: new Uint8Array(randomBytes(1000)) });
    expect(puts).toHaveLength(2);
    expect(puts[0]?.equals(puts[1] ?? Buffer.alloc(0))).toBe(true);
  });

  test('that was interrupted by a reload keeps what was complete, with the draft', async () => {
    const draft = await ana.write([ben.address], { subject: 'Two files' });
    await ana.vault.saveDraft(draft);
    const file = { name: 'kept.bin', bytes: new Uint8Array(randomBytes(5000)) };
    await ana.attach(draft, file);
    const half = await ana.vault.reserveAttachment({ draft: draft.id, name: 'half.bin', path: null, mediaType: '', size: 6_000_000, lastModified: 0 });
    await ana.vault.beginAttachment(half);
    ana.reload();
    await ana.vault.resume();
    const kept = (await ana.vault.drafts()).find(({ id }) => id === draft.id);
    expect(kept?.attachments.map(({ name }) => name)).toEqual(['kept.bin']);
    if (!kept) throw new Error('no draft');
    const { id } = await ana.vault.send(kept);
    const { secure } = await ben.vault.open(id);
    if (secure.status !== 'open') throw new Error('not open');
    expect(Buffer.compare(await ben.download(id, secure.attachments[0]?.id ?? ''), file.bytes)).toBe(0);
  });

  test('begins anew under the same id and a new key when it is reserved again, even where it was complete', async () => {
    const draft = await ana.write([ben.address], { subject: 'Again' });
    const content = new Uint8Array(randomBytes(2000));
    await ana.attach(draft, { name: 'again.bin', bytes: content });
    const [view] = draft.attachments;
    const id = view?.id ?? '';
    ana.reload();
    await ana.vault.resume();
    // Kept in the journal: it would go on, were it not for another content.
    expect(await ana.vault.beginAttachment(id)).toMatchObject({ received: [0] });
    await ana.vault.reserveAttachment({ id, draft: draft.id, name: 'again.bin', path: null, mediaType: '', size: content.length, lastModified: 0 });
    expect(await ana.vault.beginAttachment(id)).toMatchObject({ received: [] });
    const put = async ({ index, sealed }: { index: number; sealed: Uint8Array<ArrayBuffer> }) => {
      const answer = await ana.browser.call(`PUT /api/attachments/${id}/segments/${index}`, { body: sealed });
      expect(answer.status).toBe(204);
    };
    await createSegmentSealer({ ...retryAtOnce, keys: keysOf(ana), put }).send({ attachment: id, index: 0, file: new Blob([content]), start: 0, end: content.length });
    await ana.vault.finishAttachment(id);
    const sent = await ana.vault.send(draft);
    expect(Buffer.compare(await ben.download(sent.id, id), content)).toBe(0);
  });

  test('of an empty file works, and a message waits for what is not complete', async () => {
    const draft = await ana.write([ben.address], { subject: 'Empty' });
    await ana.attach(draft, { name: 'empty.txt', bytes: new Uint8Array(0) });
    const open = await ana.vault.reserveAttachment({ draft: draft.id, name: 'open.bin', path: null, mediaType: '', size: 10, lastModified: 0 });
    const incomplete = { ...draft, attachments: [...draft.attachments, { id: open, name: 'open.bin', path: null, mediaType: '', size: 10 }] };
    await expect(ana.vault.send(incomplete)).rejects.toMatchObject({ code: 'attachment_incomplete', details: { ids: [open] } });
    const { id } = await ana.vault.send(draft);
    const { secure } = await ben.vault.open(id);
    if (secure.status !== 'open') throw new Error('not open');
    expect(secure.attachments).toMatchObject([{ name: 'empty.txt', size: 0 }]);
    expect(await ben.download(id, secure.attachments[0]?.id ?? '')).toHaveLength(0);
  });

  test.each([
    ['vanishes', { slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) }],
    ['becomes shorter', { slice: () => ({ arrayBuffer: async () => new ArrayBuffer(5) }) }],
  ])('of a file that %s fails as such', async (_how, file) => {
    const draft = await ana.write([ben.address]);
    const id = await ana.vault.reserveAttachment({ draft: draft.id, name: 'x.bin', path: null, mediaType: '', size: 10, lastModified: 0 });
    await ana.vault.beginAttachment(id);
    const sealer = createSegmentSealer({ ...retryAtOnce, keys: keysOf(ana), put: async () => undefined });
    expect(await refused(sealer.send({ attachment: id, index: 0, file: file as unknown as Blob, start: 0, end: 10 }))).toBe('file_changed');
  });
});

describe('a forward', () => {
  test('carries the attachments without their bytes, and the new reader opens them', async () => {
    const carla = await (await new VaultPerson(server).signUp()).confirm();
    const draft = await ben.vault.newDraft({ reply: { forward: message, head: 'Ana wrote:' } });
    expect(draft).toMatchObject({ secureSubject: 'Fwd: Findings', attachments: [{ id: attachment, name: 'scan.bin' }] });
    let uploaded = 0;
    ben.intercept = (request, pass) => {
      if (request.path.includes('/segments/')) uploaded += 1;
      return pass();
    };
    await ben.vault.saveDraft(draft);
    ben.reload();
    await ben.vault.resume();
    const kept = (await ben.vault.drafts()).find(({ id }) => id === draft.id);
    if (!kept) throw new Error('no draft');
    const { id } = await ben.vault.send({ ...kept, recipients: [carla.address] });
    expect(uploaded).toBe(0);
    expect(await carla.vault.open(id)).toMatchObject({ secure: { status: 'open', forwarded: true } });
    expect(Buffer.compare(await carla.download(id, attachment), bytes)).toBe(0);
  });
});

describe('the type class', () => {
  const zip = new Uint8Array(1000);
  zip.set([0x50, 0x4b, 0x03, 0x04]);

  test('follows the first bytes whatever the file is called, and the server is told', async () => {
    const draft = await ana.write([ben.address], { subject: 'Photo' });
    await ana.attach(draft, { name: 'photo.jpg', bytes: zip });
    const { id } = await ana.vault.send(draft);
    const row = await server.database.selectFrom('messages').select('type_class').where('id', '=', id).executeTakeFirstOrThrow();
    expect(row.type_class).toBe('advanced');
    expect(Buffer.compare(await ben.download(id, draft.attachments[0]?.id ?? ''), zip)).toBe(0);
  });
});
