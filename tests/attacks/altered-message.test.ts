// The sealed bytes themselves altered: by the server alone, and by a sender's client that was changed.
import { newId, ready, type MessageParts } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WireContainer } from '../../web/session/wire.ts';
import { forge, type Forgery } from '../crypto/people.ts';
import { delivering, messageFrom } from '../support/colluder.ts';
import { containerOf, invented, listing, lying, ownEntry, REFUSED, seen, showing, type Made } from '../support/lying-server.ts';
import { stanzasOf, withStanzas } from '../support/stanzas.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
const founder = async () => (await new VaultPerson(server).signUp()).confirm();

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  [ana, ben] = [await founder(), await founder()];
});
afterEach(() => {
  ana.intercept = ben.intercept = null;
});
afterAll(() => server?.stop());

describe('a container that the server alters', () => {
  it('by one bit, anywhere, by cutting it or by adding to it is refused with one clear mark; the rest of the mailbox works', async () => {
    const [whole, broken] = [await ben.vault.send(await ben.write([ana.address], { subject: 'Whole' })), await ben.vault.send(await ben.write([ana.address], { subject: 'Broken' }))];
    const container = await containerOf(server, broken.id);
    const flipped = (at: number) => container.with(at, (container[at] ?? 0) ^ 1);
    const header = container.length - 16 - 4096 - 16;
    const altered = [
      flipped(3), flipped(60), flipped(1500), flipped(1700), flipped(header - 20), flipped(header + 3), flipped(header + 200), flipped(container.length - 20), flipped(container.length - 1),
      container.subarray(0, -1), container.subarray(0, -4112), new Uint8Array([...container, 0]), new Uint8Array([...container, ...container]), new Uint8Array(0),
    ];
    for (const each of altered) {
      ana.intercept = lying(showing(broken.id, { container: each }));
      expect(await seen(ana, broken.id)).toEqual(REFUSED);
    }
    const { rows } = await ana.vault.list({ folder: 'inbox', before: null });
    expect(rows.find(({ id }) => id === whole.id)).toMatchObject({ subject: 'Whole' });
    ana.intercept = null;
    expect(await seen(ana, broken.id)).toEqual({ opened: 'Broken', listed: 'Broken' });
  });

  it('by giving others than were asked for leaves them unopened, and keeps nobody asking for ever', async () => {
    const message = await ben.vault.send(await ben.write([ana.address]));
    let asked = 0;
    ana.reload();
    await ana.logIn();
    ana.intercept = lying([[/messages\/read$/, ({ messages }: { messages: WireContainer[] }) => ((asked += 1), messages.forEach((each) => void (each.id = newId())))]]);
    const { rows } = await ana.vault.list({ folder: 'inbox', before: null });
    expect(rows.find(({ id }) => id === message.id)?.subject).toBeNull();
    expect(asked).toBe(1);
  });

  it('by mixing two messages is refused: header of one and payload of another, stanzas of another', async () => {
    const [one, other] = [await ben.vault.send(await ben.write([ana.address])), await ben.vault.send(await ben.write([ana.address]))];
    const [a, b] = [await containerOf(server, one.id), await containerOf(server, other.id)];
    const payload = 16 + 4096 + 16;
    for (const mixed of [new Uint8Array(Buffer.concat([a.subarray(0, -payload), b.subarray(-payload)])), withStanzas(a, () => stanzasOf(b))]) {
      ana.intercept = lying(showing(one.id, { container: mixed }));
      expect(await seen(ana, one.id)).toEqual(REFUSED);
    }
  });
});

describe('a message from a client that was changed', () => {
  let eve: Made;
  beforeAll(async () => {
    eve = await invented('eve@sender.example');
  });

  async function delivered(forgery: Forgery): Promise<Awaited<ReturnType<typeof seen>>> {
    const parts: MessageParts = await messageFrom(eve, [await ownEntry(ana)]);
    ana.intercept = lying([...listing(eve), ...delivering(parts, { container: await forge(parts, forgery), to: ana.address })]);
    return await seen(ana, parts.manifest.id);
  }

  const bytes = (text: string) => new TextEncoder().encode(text);
  const anotherSignature = (plaintext: Uint8Array<ArrayBuffer>) => {
    const at = Buffer.from(plaintext).indexOf('"version":1}') + 14;
    return plaintext.with(at, plaintext[at] === 0x55 ? 0x56 : 0x55);
  };
  const set = (at: number, value: number) => (plaintext: Uint8Array<ArrayBuffer>) => plaintext.with(at < 0 ? plaintext.length + at : at, value);

  it('opens when it is honest', async () => {
    expect(await delivered({})).toEqual({ opened: 'Pay here', listed: 'Pay here' });
  });

  it.each<[string, Forgery]>([
    ['another signature', { plaintext: anotherSignature }],
    ['a manifest that was altered after signing', { plaintext: (plaintext) => plaintext.with(Buffer.from(plaintext).indexOf('Pay here'), 0x42) }],
    ['another body than was signed', { body: bytes('{"content":[{"attrs":{"level":1},"type":"heading"}],"type":"doc"}') }],
    ['something hidden in its padding', { plaintext: set(-1, 1) }],
    ['another length of padding', { plaintext: (plaintext) => new Uint8Array([...plaintext, ...new Uint8Array(256)]) }],
    ['another format', { plaintext: set(3, 0x32) }],
    ['another version', { manifest: (manifest) => ({ ...manifest, version: 2 }) as never }],
    ['a time that no calendar has, which would stop whoever shows it', { manifest: (manifest) => ({ ...manifest, time: Number.MAX_SAFE_INTEGER }) }],
    ['a field that nobody knows', { manifest: (manifest) => ({ ...manifest, bcc: [] }) as never }],
    ['a file name that leads elsewhere', { manifest: (manifest) => ({ ...manifest, attachments: [{ id: manifest.id, name: '../x', path: null, mediaType: 'a/b', size: 0, segmentSize: 5_242_880, key: 'A'.repeat(43), segments: ['A'.repeat(43)], thumbnail: null }] }) as never }],
  ])('with %s is refused', async (_what, forgery) => {
    expect(await delivered(forgery)).toEqual(REFUSED);
  });

  it.each([
    ['HTML', '"<script>alert(1)</script>"'],
    ['a picture from elsewhere', '{"content":[{"attrs":{"src":"https://evil.example/x.png"},"type":"image"}],"type":"doc"}'],
    ['a link that runs', '{"content":[{"content":[{"marks":[{"attrs":{"href":"javascript:alert(1)"},"type":"link"}],"text":"x","type":"text"}],"type":"paragraph"}],"type":"doc"}'],
  ])('with %s in its signed body is refused', async (_what, text) => {
    const body = bytes(text);
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', body)).toString('base64url');
    expect(await delivered({ body, manifest: (manifest) => ({ ...manifest, body: hash }) as never })).toEqual(REFUSED);
  });
});
