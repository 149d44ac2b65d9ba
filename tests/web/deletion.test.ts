// An account that is deleted, in the browsers of whoever had it and of whoever knew it: what is refused, what goes on, and how they meet anew.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LookUp } from '../../web/session/wire.ts';
import { lying } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let lee: VaultPerson;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  ana = await (await new VaultPerson(server).signUp()).confirm();
  lee = await (await new VaultPerson(server).signUp()).confirm();
  await ana.vault.send(await ana.write([lee.address], { text: 'Before' }));
}, 60_000);
afterAll(() => server?.stop());

const goodbye = async ({ vault, person }: VaultPerson) => await vault.deleteAccount({ password: person.password, endsPractice: true });
const stateOf = async (address: string) => (await ana.vault.resolve([address]))[0]?.state;

test('whoever deletes it needs the password; then the vault is closed, a reload opens nothing, and nothing of the index is left here', async () => {
  await lee.vault.buildIndex();
  await lee.vault.search({ query: 'Before', limit: 5 });
  expect(await refused(lee.vault.deleteAccount({ password: 'another', endsPractice: true }))).toBe('wrong_credentials');
  expect(await refused(lee.vault.deleteAccount({ password: lee.person.password, endsPractice: false }))).toBe('conflict');
  expect((await lee.vault.list({ folder: 'inbox', before: null })).rows).toHaveLength(1);
  const { account = '' } = (await lee.vault.session()) ?? {};
  await goodbye(lee);
  expect(await refused(lee.vault.list({ folder: 'inbox', before: null }))).toBe('not_signed_in');
  lee.reload();
  expect(await lee.vault.resume()).toBeNull();
  expect(await refused(lee.logIn())).toBe('wrong_credentials');
  expect(await lee.device.search.read(account)).toEqual([]);
});

test('whoever knew it reads what they have, unread messages too, and is refused in plain words when they write', async () => {
  const { id } = await lee.vault.send(await lee.write([ana.address], { subject: 'My last words' }));
  await goodbye(lee);
  const opened = await ana.vault.open(id);
  expect(opened.secure).toMatchObject({ status: 'open', subject: 'My last words' });
  expect(opened.summary.sender.name).toBe(lee.person.name);
  expect(await stateOf(lee.address)).toBe('deleted');
  expect(await refused(ana.vault.send(await ana.write([lee.address])))).toBe('account_deleted');
  // Nothing alarming about keys is kept of it.
  expect((await ana.vault.contacts()).find(({ address }) => address === lee.address)?.verification?.kind).toBe('first-use');
});

test('they meet anew by an invitation that a person makes, verified by its code, and not before', async () => {
  await goodbye(lee);
  const { invitation, code } = await ana.vault.inviteAgain(lee.address);
  expect(await stateOf(lee.address)).toBe('invited');
  const anew = new VaultPerson(server, { person: lee.person });
  await anew.accept({ invitation, code });
  expect(await stateOf(lee.address)).toBe('verified');
  const { id } = await ana.vault.send(await ana.write([lee.address], { subject: 'Hello again' }));
  expect((await anew.vault.open(id)).secure).toMatchObject({ status: 'open', subject: 'Hello again' });
});

test('an account that takes the address without an invitation is a changed contact, as any other', async () => {
  await goodbye(lee);
  const taker = await (await new VaultPerson(server, { person: lee.person }).signUp()).confirm();
  expect(taker.address).toBe(lee.address);
  expect(await stateOf(lee.address)).toBe('changed');
});

test('a server that says so of an account that is there gets no message, no invitation, and no other key', async () => {
  const accountOf = (await ana.vault.contacts()).find(({ address }) => address === lee.address)?.account ?? '';
  for (const [deleted, state] of [[accountOf, 'deleted'], ['A'.repeat(22), 'changed']] as const) {
    ana.intercept = lying([[/addresses\/lookup$/, ({ results }: { results: LookUp[] }) => results.forEach((each) => Object.assign(each, { registered: null, deleted }))]]);
    expect(await stateOf(lee.address)).toBe(state);
    expect(await refused(ana.vault.send(await ana.write([lee.address])))).toMatch(/account_deleted|keys_changed/);
    expect(await ana.vault.invitations()).toEqual([]);
  }
  ana.intercept = null;
  expect(await stateOf(lee.address)).toBe('registered');
});
