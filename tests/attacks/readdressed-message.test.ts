// A recipient, with the server's help, passes a signed message on so that it seems to have been written to somebody else.
import { decryptAge } from '../../crypto/primitives/age-unwrap.ts';
import { encryptAge } from '../../crypto/primitives/age-wrap.ts';
import { fromBase64Url, ready, type KemPublicKey, type MessageParts } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forge } from '../crypto/people.ts';
import { delivering, messageFrom } from '../support/colluder.ts';
import { invented, listing, lying, ownEntry, REFUSED, seen, type Made } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
/** Their keys are open to the test; the server shows Carl to Ana. */
let carl: Made;
let bob: Made;
const founder = async () => (await new VaultPerson(server).signUp()).confirm();

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  [ana, ben] = [await founder(), await founder()];
  [carl, bob] = [await invented('carl@signer.example'), await invented('bob@reader.example')];
});
afterEach(() => {
  ana.intercept = ben.intercept = null;
});
afterAll(() => server?.stop());

const kemKey = (encoded: string) => fromBase64Url(encoded) as KemPublicKey;

/** What Bob makes of a message to him: the same signed plaintext, sealed to these. */
async function sealedAgain(container: Uint8Array, to: string[]): Promise<Uint8Array> {
  const { plaintext } = await decryptAge(container, { seeds: [bob.keyring.kem.current], stanzas: [0, 1] });
  return await encryptAge(to.map(kemKey), plaintext);
}

const delivered = async ({ parts, container, to }: { parts: MessageParts; container: Uint8Array; to: string }) => {
  ana.intercept = lying([...listing(carl), ...delivering(parts, { container, to, row: { stanza: 0 } })]);
  return await seen(ana, parts.manifest.id);
};

describe('a message that Carl signed for Bob', () => {
  it('does not open for Ana, though Bob has sealed it to her', async () => {
    const parts = await messageFrom(carl, [bob.directory], { subject: 'For Bob alone' });
    const self = await ownEntry(ana);
    const container = await sealedAgain(await forge(parts, {}), [self.kemPublicKey, carl.directory.kemPublicKey]);
    expect(await delivered({ parts, container, to: bob.directory.address })).toEqual(REFUSED);
  });

  it('as one of two recipients does not open for Ana in Bob’s place, nor for the other in his', async () => {
    const self = await ownEntry(ana);
    const parts = await messageFrom(carl, [self, bob.directory], { subject: 'For both' });
    const honest = await forge(parts, {});
    const order = parts.recipients.map(({ address }) => address).toSorted();
    const own = order.indexOf(parts.recipients[0]!.address);
    const keys = [self.kemPublicKey, bob.directory.kemPublicKey];
    // Ana's stanza stands where Bob's should.
    const swapped = own === 0 ? [keys[1]!, keys[0]!] : keys;
    const container = await sealedAgain(honest, [...swapped, carl.directory.kemPublicKey]);
    expect(await delivered({ parts, container, to: ana.address })).toEqual(REFUSED);
    expect(await delivered({ parts, container: honest, to: ana.address })).toEqual({ opened: 'For both', listed: 'For both' });
  });
});

describe('a message that Carl signed for Ana’s address and Bob’s key', () => {
  it('does not open for Ana: who read it in between would go unseen', async () => {
    const self = await ownEntry(ana);
    const parts = await messageFrom(carl, [{ ...self, kemPublicKey: bob.directory.kemPublicKey }], { subject: 'Read by Bob' });
    const container = await sealedAgain(await forge(parts, {}), [self.kemPublicKey, carl.directory.kemPublicKey]);
    expect(await delivered({ parts, container, to: ana.address })).toEqual(REFUSED);
  });
});

describe('a message that Carl signed for Bob’s address and Ana’s key', () => {
  it('does not open for Ana as one to Bob: nobody is made a witness of what was not written to them', async () => {
    const self = await ownEntry(ana);
    const parts = await messageFrom(carl, [{ ...bob.directory, kemPublicKey: self.kemPublicKey }], { subject: 'To Bob, they say' });
    expect(await delivered({ parts, container: await forge(parts, {}), to: bob.directory.address })).toEqual(REFUSED);
  });
});

describe('a message that Carl signed, with the sender’s stanza for Ana', () => {
  it('does not open as one that she sent', async () => {
    const self = await ownEntry(ana);
    const parts = await messageFrom(carl, [bob.directory], { subject: 'Sent by Ana, they say' });
    const container = await forge(parts, { stanzas: ([first]) => [first!, kemKey(self.kemPublicKey)] });
    ana.intercept = lying([...listing(carl), ...delivering(parts, { container, to: bob.directory.address, row: { role: 'sender', folder: 'sent', stanza: 1 } })]);
    expect((await ana.vault.open(parts.manifest.id)).secure).toEqual({ status: 'failed', reason: 'refused' });
  });
});

describe('a message that Ana received', () => {
  it('is not shown as one that she sent, nor one that she sent as received', async () => {
    const toAna = await ben.vault.send(await ben.write([ana.address], { subject: 'To Ana' }));
    const byAna = await ana.vault.send(await ana.write([ben.address], { subject: 'By Ana' }));
    const as = (role: 'sender' | 'recipient') => ({ row }: { row: { role: string } }) => void (row.role = role);
    ana.intercept = lying([[new RegExp(`messages/${toAna.id}$`), as('sender')], [new RegExp(`messages/${byAna.id}$`), as('recipient')]]);
    expect((await ana.vault.open(toAna.id)).secure).toMatchObject({ status: 'failed' });
    expect((await ana.vault.open(byAna.id)).secure).toMatchObject({ status: 'failed' });
    ana.intercept = null;
    expect((await ana.vault.open(toAna.id)).secure).toMatchObject({ status: 'open' });
    expect((await ana.vault.open(byAna.id)).secure).toMatchObject({ status: 'open' });
  });
});
