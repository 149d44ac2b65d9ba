// Statements as the server keeps them: only what is signed as it says, of keys that there are, and for whoever works in the same practice.
import { createStatement, identityHash, newId, normaliseAddress, type Id } from '#crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { assemble, type Cast } from '../support/cast.ts';
import { founder, type TestClient } from '../support/client.ts';
import { coworkerOf } from '../support/coworkers.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer();
  cast = await assemble(server);
}, 120_000);
afterAll(() => server.stop());

const identityOf = async ({ unlocked: { identity } }: TestClient) => await identityHash(identity);

async function statement(by: TestClient, about: TestClient, changes: { account?: Id; identity?: string; address?: string; by?: Id; byIdentity?: string } = {}) {
  return await createStatement(by.unlocked.keyring, {
    address: normaliseAddress(changes.address ?? about.address), account: changes.account ?? about.account, identity: changes.identity ?? (await identityOf(about)),
    by: { account: changes.by ?? by.account, identity: changes.byIdentity ?? (await identityOf(by)) },
  });
}
const put = (by: TestClient, statements: Awaited<ReturnType<typeof statement>>[], withdrawn: string[] = []) => by.call('PUT /api/practice/statements', { body: { statements, withdrawn } });
const own = async (by: TestClient) => (await ok(by.api.practice.statements.$get())).statements.map(({ account }) => account);
const asked = async (by: TestClient, about: { accounts?: Id[]; addresses?: string[] }) =>
  (await ok(by.api.practice.statements['look-up'].$post({ json: { accounts: [], addresses: [], ...about } }))).statements.map(({ by: signer }) => signer);

describe('what is kept', () => {
  it('is the newest statement of a member about each account, until it is withdrawn', async () => {
    const { owner, guest } = cast;
    for (let times = 0; times < 2; times += 1) expect((await put(owner, [await statement(owner, guest)])).status).toBe(204);
    expect((await ok(owner.api.practice.statements.$get())).statements).toEqual([{ account: guest.account, identity: await identityOf(guest), by: await identityOf(owner) }]);
    expect((await put(owner, [], [guest.account])).status).toBe(204);
    expect(await own(owner)).toEqual([]);
  });

  it('is nothing that another has signed, or that says so of somebody else', async () => {
    const { owner, colleague, guest } = cast;
    for (const wrong of [
      await statement(colleague, guest),
      await statement(colleague, guest, { by: owner.account, byIdentity: await identityOf(owner) }),
      await statement(owner, guest, { by: colleague.account }),
      await statement(owner, guest, { byIdentity: await identityOf(guest) }),
    ]) {
      expect(await refusal(await put(owner, [wrong]))).toMatch(/not_verified/);
    }
    expect(await own(owner)).toEqual([]);
  });

  it('is nothing about accounts, keys or addresses that there are not, nor about oneself', async () => {
    const { owner, guest, stranger } = cast;
    const wrong = [
      await statement(owner, guest, { account: newId() }),
      await statement(owner, guest, { identity: await identityOf(stranger) }),
      await statement(owner, guest, { address: stranger.address }),
      await statement(owner, owner),
    ];
    expect((await put(owner, [...wrong, await statement(owner, stranger)])).status).toBe(204);
    expect(await own(owner)).toEqual([stranger.account]);
    await put(owner, [], [stranger.account]);
  });

  it('comes from nobody who is removed while they say it', async () => {
    const { guest, owner } = cast;
    const leaver = await coworkerOf(owner);
    const object = await statement(leaver, guest);
    const removing = server.database.transaction().execute(async (writer) => {
      await writer.deleteFrom('members').where('account_id', '=', leaver.account).execute();
      // The guard sees a member still; the statement is kept, or not, after this.
      await new Promise((resolve) => setTimeout(resolve, 800));
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const answer = await put(leaver, [object]);
    await removing;
    expect(await refusal(answer)).toMatch(/404 not_found/);
  });

  it('comes from nobody who was a member a moment ago', async () => {
    const { owner, guest } = cast;
    const other = await founder(server);
    const object = await statement(other, guest);
    await server.database.deleteFrom('members').where('account_id', '=', other.account).execute();
    expect(await refusal(await put(other, [object]))).toMatch(/not_found/);
    expect(await asked(owner, { accounts: [guest.account] })).toEqual([]);
  });
});

describe('who is told', () => {
  it('are the others of the same practice, by account and by address, and nobody else', async () => {
    const { owner, colleague, guest, stranger } = cast;
    await put(owner, [await statement(owner, guest)]);
    expect(await asked(colleague, { accounts: [guest.account] })).toEqual([owner.account]);
    expect(await asked(colleague, { addresses: [guest.address] })).toEqual([owner.account]);
    expect(await asked(colleague, { accounts: [stranger.account], addresses: [stranger.address] })).toEqual([]);
    expect(await asked(owner, { accounts: [guest.account] })).toEqual([]);
    expect(await asked(stranger, { accounts: [guest.account], addresses: [guest.address] })).toEqual([]);
  });

  it('are told nothing by a coworker who is suspended', async () => {
    const { owner, colleague, guest } = cast;
    await put(colleague, [await statement(colleague, guest)]);
    expect(await asked(owner, { accounts: [guest.account] })).toEqual([colleague.account]);
    await server.database.updateTable('accounts').set({ suspended_at: new Date(), suspended_by: 'practice', practice_closed_at: new Date() }).where('id', '=', colleague.account).execute();
    expect(await asked(owner, { accounts: [guest.account] })).toEqual([]);
    await server.database.updateTable('accounts').set({ suspended_at: null, suspended_by: null, practice_closed_at: null }).where('id', '=', colleague.account).execute();
  });

  it('are told nothing by a former member, and again once the membership has come back and they have said it anew', async () => {
    const { owner, guest } = cast;
    const leaver = await coworkerOf(owner, { role: 'administrator' });
    expect((await put(leaver, [await statement(leaver, guest)])).status).toBe(204);
    expect(await asked(owner, { accounts: [guest.account] })).toContain(leaver.account);
    await owner.call(`DELETE /api/practice/members/${leaver.account}`);
    expect(await asked(owner, { accounts: [guest.account] })).not.toContain(leaver.account);
    expect((await owner.call(`POST /api/practice/members/${leaver.account}/return`)).status).toBe(204);
    expect(await asked(owner, { accounts: [guest.account] })).not.toContain(leaver.account);
    await leaver.logIn();
    expect(await own(leaver)).toEqual([]);
    expect((await put(leaver, [await statement(leaver, guest)])).status).toBe(204);
    expect(await own(leaver)).toEqual([guest.account]);
    expect(await asked(owner, { accounts: [guest.account] })).toContain(leaver.account);
  });

  it('are told nothing of who has confirmed nothing: anybody could sign up with an address', async () => {
    const { owner, colleague, unconfirmed } = cast;
    await put(owner, [await statement(owner, unconfirmed)]);
    expect(await own(owner)).toContain(unconfirmed.account);
    expect(await asked(colleague, { accounts: [unconfirmed.account], addresses: [unconfirmed.address] })).toEqual([]);
  });

  it('are told nothing of an address whose account has left it, for whoever has it now, nor of a deleted account', async () => {
    const { colleague, guest } = cast;
    const { address } = guest;
    await server.database.updateTable('accounts').set({ address: 'moved@elsewhere.example' }).where('id', '=', guest.account).execute();
    expect(await asked(colleague, { addresses: [address] })).toEqual([]);
    expect(await asked(colleague, { accounts: [guest.account] })).not.toEqual([]);
    await server.database.updateTable('accounts').set({ address, deleted_at: new Date(), suspended_at: new Date(), suspended_by: 'owner', confirmed_at: null }).where('id', '=', guest.account).execute();
    expect(await asked(colleague, { accounts: [guest.account], addresses: [address] })).toEqual([]);
  });
});
