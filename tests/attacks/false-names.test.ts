// Names and addresses that only the server says: whose account this is, who invites, who reads along.
import { ready, type Id } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../web/session/wire.ts';
import { lying } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await founder();
});
afterEach(() => {
  ana.intercept = null;
});
afterAll(() => server?.stop());

const founder = async () => (await new VaultPerson(server).signUp()).confirm();

describe('what stands beside an address', () => {
  it('is one’s own address only as far as one has signed it', async () => {
    const carla = await founder();
    const fresh = carla.elsewhere();
    fresh.intercept = lying([[/login\/finish$/, (body: { session: { address: string } }) => void (body.session.address = ana.address)]]);
    expect(await refused(fresh.logIn())).toBe('state_rolled_back');
  });

  it('is a name from one’s own address book, never the server’s', async () => {
    const ben = await founder();
    const { id } = await ben.vault.send(await ben.write([ana.address, 'third@invited.example']));
    ana.intercept = lying([[new RegExp(`messages/${id}$`), ({ row }: { row: { recipients: { address: string; name: string | null }[] } }) =>
      row.recipients.forEach((recipient) => (recipient.name = 'Dr. Trustworthy'))]]);
    const { summary } = await ana.vault.open(id as Id);
    expect(summary.recipients.map(({ name }) => name).sort()).toEqual(['', ana.person.name].sort());
  });
});

describe('what only the server says', () => {
  it('does not name the inviter whom the code vouches for', async () => {
    const lee = new VaultPerson(server);
    const [code] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    lee.intercept = lying([[/redeem$/, (body: { inviter: Directory }) => void (body.inviter.name = 'Doctor Other')]]);
    await lee.accept(code ?? { invitation: '', code: '' });
    expect(await lee.vault.contacts()).toMatchObject([{ address: ana.address, name: ana.person.name, verification: { kind: 'access-code' } }]);
  });
});
