// A message under a sender's name who did not write it: the server says so, or somebody signs it with keys of their own.
import { createIdentity, newId, normaliseAddress, ready, type Id } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forge } from '../crypto/people.ts';
import { delivering, messageFrom } from '../support/colluder.ts';
import { invented, listing, lying, ownEntry, REFUSED, seen, showing, type Made } from '../support/lying-server.ts';
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

describe('the server', () => {
  it('cannot name another account as the sender, nor be believed about the sender’s address and name', async () => {
    const { id } = await ben.vault.send(await ben.write([ana.address], { subject: 'From Ben' }));
    const carla = await ownEntry(await founder());
    ana.intercept = lying(showing(id, { row: (row) => (row.sender = { ...row.sender, account: carla.account, address: carla.address, name: 'Carla' }) }));
    expect(await seen(ana, id)).toEqual(REFUSED);
    ana.intercept = lying(showing(id, { row: (row) => (row.sender = { ...row.sender, address: carla.address }) }));
    expect((await ana.vault.open(id)).summary.sender).toMatchObject({ address: ben.address });
    const { rows } = await ana.vault.list({ folder: 'inbox', before: null });
    expect(rows.find((row) => row.id === id)?.sender).toMatchObject({ address: ben.address });
  });

  it('cannot put a message that was opened before under another sender by not showing its container again', async () => {
    const carla = await founder();
    await ana.vault.send(await ana.write([carla.address]));
    const { account, address } = await ownEntry(carla);
    const { id } = await ben.vault.send(await ben.write([ana.address], { subject: 'From Ben' }));
    expect(await seen(ana, id)).toEqual({ opened: 'From Ben', listed: 'From Ben' });
    const listed = async () => (await ana.vault.list({ folder: 'inbox', before: null })).rows.filter((row) => row.id === id).map(({ subject, sender }) => ({ subject, sender: sender.account }));
    const withoutContainer = [/messages\/read$/, () => ({ messages: [] })] as const;
    ana.intercept = lying([withoutContainer, ...showing(id, { row: (row) => (row.sender = { ...row.sender, account, address }) })]);
    expect(await listed()).toEqual([{ subject: null, sender: account }]);
    // Nor by showing it twice, once as it is and once under the other sender.
    ana.intercept = lying([[/api\/messages$/, ({ rows }: { rows: { id: string; sender: object }[] }) => {
      const at = rows.findIndex((row) => row.id === id);
      rows.push({ ...rows[at], id, sender: { ...rows[at]?.sender, account, address } });
    }]]);
    const twice = await listed();
    expect(twice.map(({ sender }) => sender)).toContain(account);
    expect(twice).not.toContainEqual({ subject: 'From Ben', sender: account });
  });

  it('does not pass for a verified contact with a message that does not open', async () => {
    // Acquainted: the server shows Ben's entry to whoever has written to him.
    await ana.vault.send(await ana.write([ben.address]));
    await ana.vault.fingerprint(ben.address);
    await ana.vault.confirmKeys({ address: ben.address, as: 'compared' });
    const self = await ownEntry(ben);
    const parts = await messageFrom({ ...(await invented(ben.address)), account: self.account as Id }, [await ownEntry(ana)]);
    ana.intercept = lying(delivering(parts, { container: new Uint8Array(3), to: ana.address }));
    expect(await ana.vault.open(parts.manifest.id)).toMatchObject({ secure: { status: 'failed' }, summary: { sender: { verification: { kind: 'unconfirmed' } } } });
  });
});

describe('somebody with keys of their own', () => {
  /** What Ana sees of a message from this sender, when it is delivered as it was made. */
  async function delivered({ sender, known, container }: { sender: Awaited<ReturnType<typeof messageFrom>>; known: Made[]; container: Uint8Array }) {
    ana.intercept = lying([...listing(...known), ...delivering(sender, { container, to: ana.address })]);
    return await seen(ana, sender.manifest.id);
  }

  it('writes under their own name, and is refused under anybody else’s', async () => {
    const [eve, victim] = [await invented('eve@elsewhere.example'), await invented('victim@elsewhere.example')];
    const to = [await ownEntry(ana)];
    const honest = await messageFrom(eve, to);
    expect(await delivered({ sender: honest, known: [eve, victim], container: await forge(honest, {}) })).toEqual({ opened: 'Pay here', listed: 'Pay here' });
    const stolen = await messageFrom({ ...victim, keyring: eve.keyring }, to);
    expect(await delivered({ sender: stolen, known: [eve, victim], container: await forge(stolen, {}) })).toEqual(REFUSED);
    // Their own identity, with the victim's address on it.
    const fresh = await messageFrom(eve, to);
    const renamed = { ...fresh, sender: { ...honest.sender, address: normaliseAddress(victim.directory.address) } };
    expect(await delivered({ sender: renamed, known: [eve, victim], container: await forge(renamed, {}) })).toEqual(REFUSED);
    // The victim's account with their own identity in it.
    const mixed = { ...fresh, sender: { ...fresh.sender, account: victim.account } };
    expect(await delivered({ sender: mixed, known: [eve, victim], container: await forge(mixed, {}) })).toEqual(REFUSED);
  });

  it('is refused with an identity that no chain the server shows contains', async () => {
    const victim = await invented('unlisted@elsewhere.example');
    const eve = await createIdentity(victim.keyring, { account: victim.account, address: normaliseAddress(victim.directory.address) });
    const parts = await messageFrom({ ...victim, chain: [eve.identity] }, [await ownEntry(ana)]);
    const other = await invented(victim.directory.address, { account: victim.account, chain: [] });
    expect(await delivered({ sender: parts, known: [other], container: await forge(parts, {}) })).toEqual(REFUSED);
  });

  it('is withheld until a person has looked, where a known sender never had these keys', async () => {
    const dora = await founder();
    await ana.vault.send(await ana.write([dora.address]));
    const account = (await ownEntry(dora)).account as Id;
    const swapped = await invented(dora.address, { account, chain: [] });
    const parts = await messageFrom(swapped, [await ownEntry(ana)], { subject: 'By other keys' });
    ana.intercept = lying([...listing(swapped), ...delivering(parts, { container: await forge(parts, {}), to: ana.address })]);
    server.advance(6 * 60_000);
    const { id } = parts.manifest;
    expect(await seen(ana, id)).toEqual({ opened: 'keys_changed', listed: null });
    expect((await ana.vault.open(id)).summary.sender.verification.kind).toBe('changed');
    await ana.vault.fingerprint(dora.address);
    await ana.vault.confirmKeys({ address: dora.address, as: 'first-use' });
    expect(await seen(ana, id)).toEqual({ opened: 'By other keys', listed: 'By other keys' });
  });

  it('is refused with an identity from before a restart, which the later keys never signed', async () => {
    const impostor = await invented('restarted@elsewhere.example');
    const later = await invented(impostor.directory.address, impostor);
    const parts = await messageFrom(impostor, [await ownEntry(ana)]);
    expect(await delivered({ sender: parts, known: [later], container: await forge(parts, {}) })).toEqual(REFUSED);
  });

  it('does not pass for oneself', async () => {
    const { account } = await ownEntry(ana);
    const eve = await invented(ana.address, { account: account as Id, chain: [] });
    const parts = await messageFrom(eve, [await ownEntry(ana)]);
    expect(await delivered({ sender: parts, known: [], container: await forge(parts, {}) })).toEqual(REFUSED);
    expect(await delivered({ sender: { ...parts, manifest: { ...parts.manifest, id: newId() } }, known: [eve], container: await forge(parts, {}) })).toEqual(REFUSED);
  });
});
