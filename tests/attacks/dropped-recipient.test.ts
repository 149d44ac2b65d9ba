// Somebody who believes that another has read along, and has not: dropped by the server or by the sender.
import { ready } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forge } from '../crypto/people.ts';
import { delivering, messageFrom } from '../support/colluder.ts';
import { containerOf, invented, listing, lying, ownEntry, REFUSED, seen, showing } from '../support/lying-server.ts';
import { withStanzas } from '../support/stanzas.ts';
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

describe('a recipient whom the server drops', () => {
  it('from the container, or puts in another’s place, breaks it', async () => {
    const carla = await founder();
    const { id } = await ben.vault.send(await ben.write([ana.address, carla.address]));
    const container = await containerOf(server, id);
    for (const change of [([a, , c]: Uint8Array[]) => [a, c], ([a, b]: Uint8Array[]) => [a, b], ([a, b, c]: Uint8Array[]) => [b, a, c], ([a, b, c]: Uint8Array[]) => [c, b, a]]) {
      ana.intercept = lying(showing(id, { container: withStanzas(container, change) }));
      expect(await seen(ana, id)).toEqual(REFUSED);
    }
    ana.intercept = null;
    expect(await seen(ana, id)).toEqual({ opened: 'Findings', listed: 'Findings' });
  });

  it('from the list that it shows is still shown and answered: the signed list counts', async () => {
    const carla = await founder();
    const { id } = await ben.vault.send(await ben.write([ana.address, carla.address]));
    ana.intercept = lying(showing(id, { row: (row) => (row.recipients = row.recipients.filter(({ address }) => address !== carla.address)) }));
    const { summary } = await ana.vault.open(id);
    expect(summary.recipients.map(({ address }) => address)).toEqual([ana.address, carla.address].toSorted());
    expect((await ana.vault.newDraft({ reply: { message: id, all: true, head: '' } })).recipients).toEqual([ben.address, carla.address]);
  });
});

describe('a recipient whom the sender names and does not seal to', () => {
  it('makes the message one that nobody opens', async () => {
    const [eve, other] = [await invented('eve@sender.example'), await invented('zoe@reader.example')];
    const to = [await ownEntry(ana), other.directory];
    for (const [drop, opened] of [[false, 'Pay here'], [true, 'refused']] as const) {
      const parts = await messageFrom(eve, to);
      const container = await forge(parts, { stanzas: (keys) => (drop ? [keys[0] as never, keys[2] as never] : keys) });
      ana.intercept = lying([...listing(eve), ...delivering(parts, { container, to: ana.address })]);
      expect(await seen(ana, parts.manifest.id)).toMatchObject({ opened });
    }
  });
});
