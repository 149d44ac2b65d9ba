// A server that puts other keys in a recipient's place: before the first message, after a pin, and while a person looks.
import { newId, ready } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../web/session/wire.ts';
import { invented, lookingUp, lying } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

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

/** Every look-up is answered with this entry. */
const showingAs = (registered: Directory | null) => lying([lookingUp((result) => (result.registered = registered))]);

/** Paths of messages that leave Ana's browser, whatever the server says meanwhile. */
const watchSends = () => {
  const sent: string[] = [];
  const { intercept } = ana;
  ana.intercept = (request, pass) => {
    if (request.method === 'POST' && request.path === '/api/messages') sent.push(request.path);
    return intercept ? intercept(request, pass) : pass();
  };
  return sent;
};

describe('keys of a known contact', () => {
  it.each(['another account', 'the same account'])('that the server swaps (%s) stop sending until a person has looked', async (which) => {
    await ana.vault.send(await ana.write([ben.address]));
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'registered' }]);
    const known = (await ana.vault.contacts()).find(({ address }) => address === ben.address);
    const account = known?.account as ReturnType<typeof newId>;
    const { directory } = await invented(ben.address, which === 'the same account' ? { account, chain: [] } : undefined);
    ana.intercept = showingAs(directory);
    const sent = watchSends();
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'changed' }]);
    await expect(ana.vault.send(await ana.write([ben.address]))).rejects.toMatchObject({ code: 'keys_changed', details: { addresses: [ben.address] } });
    expect(sent).toEqual([]);
    expect((await ana.vault.contacts()).find(({ address }) => address === ben.address)?.verification?.kind).toBe('changed');
    ana.intercept = null;
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'registered' }]);
  });

  it('that the server makes follow by a restart, which nobody known has signed, stop sending', async () => {
    await ana.vault.send(await ana.write([ben.address]));
    const { results } = (await ana.browser.call<{ results: { registered: Directory }[] }>('POST /api/addresses/lookup', { body: { addresses: [ben.address] } })).body;
    const honest = results[0]?.registered as Directory;
    const { directory } = await invented(ben.address, { account: honest.account as ReturnType<typeof newId>, chain: honest.identities });
    ana.intercept = showingAs(directory);
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'changed' }]);
  });

  it('that vanish do not make room for an invitation', async () => {
    await ana.vault.send(await ana.write([ben.address]));
    ana.intercept = showingAs(null);
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'changed' }]);
  });

  it('stay known when the contact is removed from the address book', async () => {
    await ana.vault.send(await ana.write([ben.address]));
    await ana.vault.removeContact(ben.address);
    expect((await ana.vault.contacts()).some(({ address }) => address === ben.address)).toBe(false);
    ana.intercept = showingAs((await invented(ben.address)).directory);
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'changed' }]);
  });

  it('are confirmed exactly as they were shown, not as the server shows them a moment later', async () => {
    const shown = await ana.vault.fingerprint(ben.address);
    expect(shown.groups).toHaveLength(10);
    ana.intercept = showingAs((await invented(ben.address)).directory);
    expect(await refused(ana.vault.confirmKeys({ address: ben.address, as: 'compared' }))).toBe('keys_changed');
    ana.intercept = null;
    await ana.vault.confirmKeys({ address: ben.address, as: 'compared' });
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'verified' }]);
    expect((await ben.vault.fingerprint(null)).groups).toEqual(shown.groups);
  });

  it('that follow by a re-key, signed by the known ones, need no new look', async () => {
    const carla = await founder();
    await ana.vault.send(await ana.write([carla.address]));
    await ana.vault.fingerprint(carla.address);
    await ana.vault.confirmKeys({ address: carla.address, as: 'compared' });
    await carla.vault.renewKit({ password: carla.person.password });
    expect(await ana.vault.resolve([carla.address])).toMatchObject([{ state: 'verified' }]);
    const { id } = await ana.vault.send(await ana.write([carla.address], { subject: 'To the new keys' }));
    expect(await carla.vault.open(id)).toMatchObject({ secure: { status: 'open', subject: 'To the new keys' } });
  });
});

describe('an address entry', () => {
  it('of somebody else, with a key that its identity does not name, or of a chain that is not whole is not written to', async () => {
    const [other, impostor] = [await invented('other@elsewhere.example'), await invented('nobody@known.example')];
    const address = impostor.directory.address;
    const mixed = { ...impostor.directory, kemPublicKey: other.directory.kemPublicKey };
    const otherAccount = { ...impostor.directory, account: newId() };
    const [identity] = impostor.chain;
    const unsigned = { ...impostor.directory, identities: [{ json: identity?.json ?? '', signatures: other.chain[0]?.signatures ?? [] }] };
    const restarted = await invented(address, impostor);
    const cut = { ...restarted.directory, identities: restarted.chain.slice(1) };
    for (const entry of [{ ...other.directory, address }, mixed, otherAccount, unsigned, cut, other.directory]) {
      ana.intercept = showingAs(entry);
      expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'alarm' }]);
      expect(await refused(ana.vault.send(await ana.write([address])))).toBe('claim_wrong');
    }
    ana.intercept = showingAs(impostor.directory);
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'registered' }]);
  });
});

describe('an address that was shown as reached by an access code', () => {
  it('is not written to under keys that the server shows only when the message is sealed, until a person has seen it', async () => {
    const address = 'lab@not-yet.example';
    const { directory } = await invented(address);
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'to-invite' }]);
    const draft = await ana.write([address]);
    ana.intercept = showingAs(directory);
    const sent = watchSends();
    await expect(ana.vault.send(draft)).rejects.toMatchObject({ code: 'recipient_changed', details: { addresses: [address] } });
    expect(await refused(ana.vault.send(draft))).toBe('recipient_changed');
    expect(sent).toEqual([]);
    expect((await ana.vault.contacts()).some((contact) => contact.address === address)).toBe(false);
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'registered' }]);
    await ana.vault.send(draft).catch(() => undefined);
    expect(sent).not.toEqual([]);
  });

  it('nor where the server refuses the sealed invitation first', async () => {
    const address = 'lab@refused.example';
    const { directory } = await invented(address);
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'to-invite' }]);
    const requests: { recipients: { account: string | null }[] }[] = [];
    ana.intercept = async ({ method, path, init }, pass) => {
      if (method === 'POST' && path === '/api/messages') {
        requests.push(JSON.parse(String(init.body)) as (typeof requests)[number]);
        return Response.json({ error: { code: 'recipient_changed', addresses: [address] } }, { status: 409 });
      }
      return requests.length > 0 ? showingAs(directory)({ method, path, init }, pass) : pass();
    };
    expect(await refused(ana.vault.send(await ana.write([address])))).toBe('recipient_changed');
    expect(requests.flatMap(({ recipients }) => recipients)).toMatchObject([{ account: null }]);
  });
});
