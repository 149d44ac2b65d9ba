// Moving an account's address without its owner: with a session and no password, with one mailbox, with a stale or foreign ticket, with
// an identity that says something else, by ways that are not for it.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentity, newId, normaliseAddress, rotateKeyring, startRegistration, toBase64Url } from '#crypto';
import { lockAccount } from '../../server/database/accounts.ts';
import { insertAddressChange } from '../../server/database/address-changes.ts';
import { insertRestart } from '../../server/database/confirmations.ts';
import { mailedToken } from '../../server/mailed-token.ts';
import { agreeFromOld, answerFromNew, ask, CHANGE, changeAddress, finishBody, FINISH, links } from '../support/address-change.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, somebody, type TestClient } from '../support/client.ts';
import { prepare, wireRekey } from '../support/renewal.ts';
import { HOUR_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const fresh = () => somebody().address;
const addressOf = async ({ account }: TestClient) => (await server.database.selectFrom('accounts').select('address').where('id', '=', account).executeTakeFirstOrThrow()).address;
const START = 'POST /api/address-change/start';

/** Until a transaction waits for another's row. */
async function untilWaiting(): Promise<void> {
  const blocked = sql<{ waiting: boolean }>`select exists (select from pg_locks where not granted) as waiting`;
  await expect.poll(async () => (await blocked.execute(server.database)).rows[0]?.waiting, { timeout: 10_000 }).toBe(true);
}

async function ready(client: TestClient, address: string): Promise<void> {
  await ask(client, address);
  await answerFromNew(client);
  await agreeFromOld(client);
}

describe('whoever has a session and not the password', () => {
  it('begins nothing and finishes nothing that its owner has begun', async () => {
    const [victim, thief] = [await founder(server), await founder(server)];
    const stolen = await anotherDevice(victim);
    for (const reauth of ['A'.repeat(43), await thief.reauthenticate()]) {
      expect(refusal(await stolen.call(CHANGE, { body: { reauth, address: fresh() } }))).toBe('410 ticket_expired');
    }
    await ready(victim, fresh());
    for (const reauth of ['A'.repeat(43), await thief.reauthenticate()]) {
      expect(refusal(await stolen.call(START, { body: { reauth, request: (await startRegistration('x')).request } }))).toBe('410 ticket_expired');
    }
    expect(await addressOf(victim)).toBe(victim.address);
  });

  it("does not use another account's ticket, nor one twice", async () => {
    const [victim, thief] = [await founder(server), await founder(server)];
    const [mine, theirs] = [fresh(), fresh()];
    await ready(thief, mine);
    await ready(victim, theirs);
    const own = await finishBody(thief, mine);
    const foreign = await finishBody(victim, theirs);
    expect(refusal(await thief.call(FINISH, { body: { ...own.body, ticket: foreign.body.ticket } }))).toBe('410 ticket_expired');
    expect((await victim.call(FINISH, { body: foreign.body })).status).toBe(204);
    expect(refusal(await victim.call(FINISH, { body: foreign.body }))).toBe('410 ticket_expired');
  });
});

describe('one mailbox', () => {
  it('does not answer for the other: their links are no answers in each other’s place', async () => {
    const person = await founder(server);
    await ask(person, fresh());
    const { toNew, toOld } = await links(person);
    expect(refusal(await person.call('POST /api/address-change/answer', { body: { token: toOld } }))).toBe('410 address_change_expired');
    for (const path of ['agree', 'stop']) expect(refusal(await person.call(`POST /api/address-change/${path}`, { body: { token: toNew } }))).toBe('410 address_change_expired');
    expect((await ok(person.api['address-change'].$get())).change).toMatchObject({ answered: false, agreed: false });
  });

  it('is not answered for by a link of another kind or with another secret', async () => {
    const person = await founder(server);
    await ask(person, fresh());
    const { id } = await server.database.selectFrom('address_changes').select('id').where('account_id', '=', person.account).executeTakeFirstOrThrow();
    const forged = [mailedToken(server.parts.secrets, { purpose: 'confirm', id }), mailedToken({ masterKey: new Uint8Array(32) }, { purpose: 'new-address', id }), `${id}${'A'.repeat(43)}`];
    for (const token of forged) expect(refusal(await person.call('POST /api/address-change/answer', { body: { token } }))).toBe('410 address_change_expired');
  });

  it('is heard where it stops what is being finished in the same moment', async () => {
    const person = await founder(server);
    const next = fresh();
    await ready(person, next);
    const { body } = await finishBody(person, next);
    const finishing = await server.database.transaction().execute(async (stopping) => {
      await stopping.updateTable('address_changes').set({ status: 'stopped' }).where('account_id', '=', person.account).execute();
      const answer = person.call(FINISH, { body });
      await untilWaiting();
      return { answer };
    });
    expect(refusal(await finishing.answer)).toBe('410 address_change_expired');
    expect(await addressOf(person)).toBe(person.address);
  });

  it('stops its own change alone, also where its owner begins another in the same moment', async () => {
    const person = await founder(server);
    const next = fresh();
    await ask(person, fresh());
    const { toOld } = await links(person);
    const stopping = await server.database.transaction().execute(async (asking) => {
      await lockAccount(asking, person.account);
      const answer = person.call('POST /api/address-change/stop', { body: { token: toOld } });
      await untilWaiting();
      const now = new Date(server.parts.clock());
      await insertAddressChange(asking, { id: newId(), account: person.account, from: person.address, to: next, now, expiresAt: new Date(now.getTime() + HOUR_MS) });
      return { answer };
    });
    expect(refusal(await stopping.answer)).toBe('410 address_change_expired');
    expect((await ok(person.api['address-change'].$get())).change).toMatchObject({ address: next });
  });

  it('that was left starts nothing again, by no link that was mailed there', async () => {
    const person = await founder(server);
    const id = newId();
    await insertRestart(server.database, { id, account: person.account, expiresAt: new Date(server.parts.clock() + HOUR_MS) });
    const token = mailedToken(server.parts.secrets, { purpose: 'restart', id });
    await changeAddress(person, fresh());
    expect(refusal(await person.call('POST /api/restart/start', { body: { token, request: (await startRegistration('x')).request } }))).toBe('410 restart_used');
  });

  it('stops what its owner was about to finish: the ticket of before finishes nothing, nor what is begun anew', async () => {
    const person = await founder(server);
    const next = fresh();
    await ready(person, next);
    const { body } = await finishBody(person, next);
    await ok(person.api['address-change'].stop.$post({ json: { token: (await links(person)).toOld } }));
    expect(refusal(await person.call(FINISH, { body }))).toBe('410 address_change_expired');
    await ready(person, fresh());
    expect(refusal(await person.call(FINISH, { body }))).toBe('410 ticket_expired');
    expect(await addressOf(person)).toBe(person.address);
  });
});

describe('an identity that says something else', () => {
  it('than what the mailbox has answered for is refused', async () => {
    const person = await founder(server);
    const next = fresh();
    await ready(person, next);
    const wrong = await finishBody(person, next, { address: fresh() });
    expect(refusal(await person.call(FINISH, { body: wrong.body }))).toBe('400 not_verified');
    const same = await finishBody(person, next, { address: person.address, addressChanges: false });
    expect(refusal(await person.call(FINISH, { body: same.body }))).toBe('400 not_verified');
    expect(await addressOf(person)).toBe(person.address);
  });

  it('does not come in by a re-key, which keeps the address', async () => {
    const person = await founder(server);
    const proved = await person.prove();
    if (proved === null) throw new Error('wrong password');
    const { reauth } = await ok(person.api.reauthenticate.$post({ json: { login: proved.login, finish: proved.finish } }));
    const prepared = await prepare(person, { exportKey: proved.exportKey });
    const made = await createIdentity(prepared.keyring, { account: person.account, address: normaliseAddress(fresh()), previous: person.unlocked.identity, addressChanges: true });
    const rekey = { ...wireRekey(prepared.rekey), identity: made.identity, kemPublicKey: toBase64Url(made.kemPublicKey) };
    expect(refusal(await person.call('POST /api/rekey', { body: { reauth, rekey } }))).toBe('400 not_verified');
  });

  it('does not come in as keys that the account’s own do not vouch for', async () => {
    const [person, thief] = [await founder(server), await founder(server)];
    const next = fresh();
    await ready(person, next);
    const { body } = await finishBody(person, next);
    const keyring = rotateKeyring(thief.unlocked.keyring);
    const foreign = await createIdentity(keyring, { account: thief.account, address: normaliseAddress(next), previous: thief.unlocked.identity, addressChanges: true });
    const rekey = { ...body.rekey, identity: foreign.identity, kemPublicKey: toBase64Url(foreign.kemPublicKey) };
    expect(refusal(await person.call(FINISH, { body: { ...body, rekey } }))).toBe('400 not_verified');
  });
});
