// Somebody who reads along and stands nowhere: added by the server on the way out or on the way in, or by the sender in secret.
import { Encrypter, Stanza } from 'age-encryption';
import { fromBase64Url, ready, type FileKey, type KemPublicKey, type MessageParts } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeMessage } from '../../crypto/message/seal.ts';
import { wrapFileKey } from '../../crypto/primitives/age-wrap.ts';
import { xwingEncapsulate } from '../../crypto/primitives/xwing-encapsulate.ts';
import type { LookUp, NewMessage } from '../../web/session/wire.ts';
import { forge } from '../crypto/people.ts';
import { delivering, messageFrom } from '../support/colluder.ts';
import { containerOf, invented, listing, lying, ownEntry, REFUSED, seen, showing } from '../support/lying-server.ts';
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

describe('a recipient that the server adds', () => {
  it('to its answers is sealed to by nobody: exactly those who were chosen get a stanza, and the sender', async () => {
    const eve = await invented('eve@elsewhere.example');
    const requests: NewMessage[] = [];
    const adding = lying([[/addresses\/lookup$/, ({ results }: { results: LookUp[] }) => void results.unshift({ address: 'eve@elsewhere.example', registered: eve.directory, invitation: null, deleted: null })]]);
    ana.intercept = (request, pass) => {
      if (request.method === 'POST' && request.path === '/api/messages') requests.push(JSON.parse(String(request.init.body)) as NewMessage);
      return adding(request, pass);
    };
    const { id } = await ana.vault.send(await ana.write([ben.address]));
    expect(requests.map(({ recipients }) => recipients.map(({ address }) => address))).toEqual([[ben.address]]);
    expect(stanzasOf(fromBase64Url(requests[0]?.container ?? ''))).toHaveLength(2);
    expect(await seen(ben, id)).toMatchObject({ opened: 'Findings' });
  });

  it('to the container as a stanza of its own breaks it', async () => {
    const { id } = await ben.vault.send(await ben.write([ana.address]));
    const other = await ben.vault.send(await ben.write([ana.address]));
    const container = await containerOf(server, id);
    const [theirs] = stanzasOf(await containerOf(server, other.id));
    for (const change of [([a, b]: Uint8Array[]) => [a, theirs, b], ([a, b]: Uint8Array[]) => [a, a, b], ([a, b]: Uint8Array[]) => [a, b, theirs]]) {
      ana.intercept = lying(showing(id, { container: withStanzas(container, change) }));
      expect(await seen(ana, id)).toEqual(REFUSED);
    }
    ana.intercept = null;
    expect(await seen(ana, id)).toEqual({ opened: 'Findings', listed: 'Findings' });
  });

  it('to the list that it shows is neither shown nor answered: the signed list counts', async () => {
    const { id } = await ben.vault.send(await ben.write([ana.address]));
    ana.intercept = lying(showing(id, { row: (row) => row.recipients.push({ address: 'eve@elsewhere.example', name: 'A colleague' }) }));
    const { summary } = await ana.vault.open(id);
    expect(summary.recipients.map(({ address }) => address)).toEqual([ana.address]);
    expect((await ana.vault.newDraft({ reply: { message: id, all: true, head: '' } })).recipients).toEqual([ben.address]);
  });
});

/** Sealed as it should be, and to one more stanza that age knows and this protocol does not. */
async function withForeignStanza(parts: MessageParts): Promise<Uint8Array> {
  const { plaintext } = await encodeMessage(parts);
  const keys = [...parts.recipients, parts.sender].map((each) => xwingEncapsulate(each.kemPublicKey as KemPublicKey));
  const encrypter = new Encrypter();
  encrypter.addRecipient({ wrapFileKey: async (fileKey) => [...wrapFileKey(fileKey as FileKey, keys), new Stanza(['X25519', 'A'.repeat(43)], new Uint8Array(32))] });
  return await encrypter.encrypt(plaintext);
}

describe('a reader whom the sender adds in secret', () => {
  it('makes the message one that nobody opens: there is one stanza for each recipient that is signed', async () => {
    const [eve, hidden] = [await invented('eve@sender.example'), await invented('hidden@reader.example')];
    const parts = await messageFrom(eve, [await ownEntry(ana)]);
    const key = fromBase64Url(hidden.directory.kemPublicKey) as KemPublicKey;
    const container = await forge(parts, { stanzas: (keys) => [...keys.slice(0, -1), key, ...keys.slice(-1)] });
    ana.intercept = lying([...listing(eve), ...delivering(parts, { container, to: ana.address })]);
    expect(await seen(ana, parts.manifest.id)).toEqual(REFUSED);
    // Nor by a stanza of another kind, which a reader would have who has no account here.
    const foreign = await messageFrom(eve, [await ownEntry(ana)]);
    ana.intercept = lying([...listing(eve), ...delivering(foreign, { container: await withForeignStanza(foreign), to: ana.address })]);
    expect(await seen(ana, foreign.manifest.id)).toEqual(REFUSED);
    const honest = await messageFrom(eve, [await ownEntry(ana)]);
    ana.intercept = lying([...listing(eve), ...delivering(honest, { container: await forge(honest, {}), to: ana.address })]);
    expect(await seen(ana, honest.manifest.id)).toMatchObject({ opened: 'Pay here' });
  });
});
