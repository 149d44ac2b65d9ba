// Thumbnails through the vault: sealed at sending, opened by whoever reads and whoever it is forwarded to; swapped ones are not shown, and
// a server that keeps none harms nothing.
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
const image = new Uint8Array(randomBytes(9000));

beforeAll(async () => {
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
  ben = await (await new VaultPerson(server).signUp()).confirm();
});
afterEach(() => {
  ana.intercept = ben.intercept = null;
});
afterAll(() => server?.stop());

async function sent(thumbnail: Uint8Array<ArrayBuffer> | null): Promise<{ message: string; attachment: string; draft: string }> {
  const draft = await ana.write([ben.address]);
  await ana.attach(draft, { name: 'photo.jpg', bytes: new Uint8Array(randomBytes(100)) });
  const attachment = draft.attachments[0]?.id ?? '';
  if (thumbnail !== null) await ana.vault.keepThumbnail({ attachment, image: thumbnail });
  return { message: (await ana.vault.send(draft)).id, attachment, draft: draft.id };
}

describe('a thumbnail', () => {
  test('opens for the recipient as it was made, and the server never had it in the clear', async () => {
    let stored = Buffer.alloc(0);
    ana.intercept = (request, pass) => {
      if (request.method === 'PUT' && request.path.endsWith('/thumbnail')) stored = Buffer.from(request.init.body as Uint8Array);
      return pass();
    };
    const { message, attachment } = await sent(image);
    expect(stored.includes(Buffer.from(image.subarray(100, 132)))).toBe(false);
    expect(await ben.vault.thumbnail({ message, attachment })).toEqual(image);
  });

  test('is seen in the draft by who writes it, also after the draft is opened anew', async () => {
    const draft = await ana.write([ben.address]);
    await ana.attach(draft, { name: 'photo.jpg', bytes: new Uint8Array(100) });
    const attachment = draft.attachments[0]?.id ?? '';
    await ana.vault.saveDraft(draft);
    await ana.vault.keepThumbnail({ attachment, image });
    expect(await ana.vault.thumbnail({ draft: draft.id, attachment })).toEqual(image);
    ana.reload();
    await ana.vault.resume();
    expect(await ana.vault.thumbnail({ draft: draft.id, attachment })).toEqual(image);
  });

  test('goes along when the message is forwarded', async () => {
    const { message, attachment } = await sent(image);
    const forward = await ben.vault.newDraft({ reply: { forward: message, head: 'Ana wrote:' } });
    const passedOn = await ben.vault.send({ ...forward, recipients: [ana.address], noticeSubject: 'x' });
    expect(await ana.vault.thumbnail({ message: passedOn.id, attachment })).toEqual(image);
  });

  test.each([
    ['altered', (sealed: Uint8Array) => sealed.map((byte, at) => (at === 80 ? byte ^ 1 : byte))],
    ['cut', (sealed: Uint8Array) => sealed.subarray(0, 500)],
    ['empty', () => new Uint8Array(0)],
  ])('that the server has %s is not shown', async (_, change) => {
    const { message, attachment } = await sent(image);
    ben.intercept = async (request, pass) => {
      const answer = await pass();
      return request.path.endsWith('/thumbnail') ? new Response(Buffer.from(change(new Uint8Array(await answer.arrayBuffer())))) : answer;
    };
    expect(await ben.vault.thumbnail({ message, attachment })).toBeNull();
    ben.intercept = (request, pass) => (request.path.endsWith('/thumbnail') ? Promise.reject(new TypeError('no connection')) : pass());
    expect(await ben.vault.thumbnail({ message, attachment })).toBeNull();
  });

  test('that was never made is none, and asks the server nothing', async () => {
    const { message, attachment } = await sent(null);
    const asked: string[] = [];
    ben.intercept = (request, pass) => {
      asked.push(request.path);
      return pass();
    };
    await ben.vault.open(message);
    asked.length = 0;
    expect(await ben.vault.thumbnail({ message, attachment })).toBeNull();
    expect(asked).toEqual([]);
  });

  test('that is too large or for a file nobody knows is refused before anything is sent', async () => {
    const draft = await ana.write([ben.address]);
    await ana.attach(draft, { name: 'photo.jpg', bytes: new Uint8Array(100) });
    const attachment = draft.attachments[0]?.id ?? '';
    await expect(ana.vault.keepThumbnail({ attachment, image: new Uint8Array(16_385) })).rejects.toMatchObject({ code: 'attachment_unknown' });
    await expect(ana.vault.keepThumbnail({ attachment: 'A'.repeat(22), image })).rejects.toMatchObject({ code: 'attachment_unknown' });
  });
});
