// Founding a practice, proving the mailbox, and what an account may do before that.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyring, identityHash, newId, signMember } from '#crypto';
import { deleteStaleUnconfirmed } from '../../server/database/accounts.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient, withoutSecondFactor } from '../support/client.ts';
import { DAY_MS, HOUR_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe('signing up', () => {
  it('signs the founder in at once, as owner, to write drafts and send nothing', async () => {
    const client = await new TestClient(server).signUp();
    const session = await ok(client.api.session.$get());
    expect(session).toMatchObject({ account: client.account, confirmed: false, role: 'owner', mayInvite: false });
    await client.saveState(`draft/${newId()}`, new TextEncoder().encode('a draft'));
    expect(refusal(await client.call('POST /api/messages', { body: {} }))).toBe('403 not_confirmed');
    expect(refusal(await client.call('POST /api/addresses/lookup', { body: { addresses: [] } }))).toBe('403 not_confirmed');
  });

  it('lists nobody for an address before its mailbox has confirmed', async () => {
    const other = await founder(server);
    const client = await new TestClient(server).signUp();
    const before = await ok(other.api.addresses.lookup.$post({ json: { addresses: [client.address] } }));
    expect(before.results[0]?.registered).toBeNull();
    await client.confirm();
    const after = await ok(other.api.addresses.lookup.$post({ json: { addresses: [client.address] } }));
    expect(after.results[0]?.registered?.account).toBe(client.account);
  });

  it('keeps nothing of a sign-up whose objects are signed by another key or say something else', async () => {
    const client = new TestClient(server);
    const { body, made, practice } = await client.signUpBody();
    const foreign = createKeyring();
    const identity = await identityHash(made.identity);
    const member = { practice: practice.id, account: made.account, identity, role: 'owner', administrator: made.account } as const;
    const wrong = [
      { ...body, member: await signMember(foreign, member) },
      { ...body, member: await signMember(made.keyring, { ...member, practice: newId() }) },
      { ...body, practice: { ...practice, name: 'Another name' } },
      { ...body, practice: { ...practice, id: newId() } },
      { ...body, account: newId() },
      { ...body, kemPublicKey: (await new TestClient(server).signUpBody()).body.kemPublicKey },
    ];
    for (const each of wrong) expect(refusal(await client.call('POST /api/sign-up/finish', { body: each }))).toBe('400 not_verified');
    expect(await server.database.selectFrom('accounts').select('id').where('id', '=', made.account).execute()).toEqual([]);
    // Nothing of the refused tries remains, not even the ticket's use.
    expect((await client.call('POST /api/sign-up/finish', { body })).status).toBe(201);
    expect(refusal(await client.call('POST /api/sign-up/finish', { body }))).toBe('410 ticket_expired');
  });

  it('forgets accounts that have not confirmed, with their practices, and no others', async () => {
    const confirmed = await founder(server);
    const client = await new TestClient(server).signUp();
    await deleteStaleUnconfirmed(server.database, new Date(server.parts.clock() + HOUR_MS));
    const left = await server.database.selectFrom('accounts').select('id').where('id', 'in', [confirmed.account, client.account]).execute();
    expect(left).toEqual([{ id: confirmed.account }]);
    const practices = await server.database.selectFrom('practices').select('id').where('id', 'in', [confirmed.practice ?? '', client.practice ?? '']).execute();
    expect(practices).toEqual([{ id: confirmed.practice }]);
    expect(refusal(await client.call('GET /api/session'))).toBe('401 not_signed_in');
  });
});

describe('confirming', () => {
  it('shows what is confirmed, confirms once, and says so to whoever opens the link again', async () => {
    const client = await new TestClient(server).signUp();
    const json = { token: await server.confirmationToken(client.address) };
    expect(await ok(client.api.confirm.view.$post({ json }))).toMatchObject({ address: client.address, status: 'open' });
    await ok(client.api.confirm.$post({ json }));
    expect(await ok(client.api.confirm.view.$post({ json }))).toMatchObject({ status: 'confirmed' });
    expect(await ok(client.api.confirm.$post({ json }))).toEqual({ address: client.address });
  });

  it('refuses made-up, altered and late links', async () => {
    const client = await new TestClient(server).signUp();
    const token = await server.confirmationToken(client.address);
    const altered = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
    for (const wrong of ['', 'x', altered, token.slice(0, 22), server.invitationToken(token.slice(0, 22))]) {
      expect(refusal(await client.call('POST /api/confirm', { body: { token: wrong } }))).toBe('410 confirmation_expired');
    }
    server.advance(15 * DAY_MS);
    expect(refusal(await client.call('POST /api/confirm', { body: { token } }))).toBe('410 confirmation_expired');
  });

  it('mails again on request, a few times an hour', async () => {
    const client = await new TestClient(server).signUp();
    for (let time = 0; time < 4; time += 1) expect((await client.call('POST /api/confirm/resend')).status).toBe(204);
    expect(refusal(await client.call('POST /api/confirm/resend'))).toBe('429 too_many_requests');
    expect((await server.mails(client.address)).map(({ kind }) => kind)).toEqual(Array(5).fill('confirm'));
    await client.confirm();
    expect((await ok(client.api.session.$get())).confirmed).toBe(true);
  });

  it('gives the address to whoever confirms it and removes the others that only claimed it', async () => {
    const person = somebody();
    const impostor = await new TestClient(server, { ...person, password: 'something else entirely' }).signUp();
    const real = await (await new TestClient(server, person).signUp()).confirm();
    expect((await ok(real.api.session.$get())).confirmed).toBe(true);
    expect(refusal(await impostor.call('GET /api/session'))).toBe('401 not_signed_in');
    const accounts = await server.database.selectFrom('accounts').select('id').where('address', '=', real.address).execute();
    expect(accounts).toEqual([{ id: real.account }]);
  });
});

describe('an address that is taken', () => {
  it('is told so in the mail alone: the sign-up itself goes as any other', async () => {
    const owner = await founder(server);
    const second = new TestClient(server, { ...owner.person, password: 'another password' });
    await second.signUp();
    expect(await ok(second.api.session.$get())).toMatchObject({ confirmed: false, role: 'owner' });
    const kinds = (await server.mails(owner.address)).map(({ kind }) => kind);
    expect(kinds).toEqual(['confirm', 'address_taken']);
    expect((await server.mails(owner.address)).at(-1)?.payload).toEqual({});
  });

  it('logs the browser that signed up in to what it made, and on request to the account that was there', async () => {
    const owner = await founder(server);
    const second = await new TestClient(server, { ...owner.person, password: 'another password' }).signUp();
    await ok(second.api.session.$delete());
    await second.logIn();
    expect(second.account).not.toBe(owner.account);
    expect(await second.prove(owner.person.password)).toBeNull();
    const proved = await second.prove(owner.person.password, { existing: true });
    if (proved === null) throw new Error('the existing account was not tried');
    const { session } = withoutSecondFactor(await ok(second.api.login.finish.$post({ json: { login: proved.login, finish: proved.finish } })));
    expect(session.account).toBe(owner.account);
  });

  it('lets an unconfirmed account log in from the browser that made it and from no other', async () => {
    const client = await new TestClient(server).signUp();
    await ok(client.api.session.$delete());
    await client.logIn();
    expect((await ok(client.api.session.$get())).account).toBe(client.account);
    expect(await new TestClient(server, client.person).prove()).toBeNull();
  });
});
