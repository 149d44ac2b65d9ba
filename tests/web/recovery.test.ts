// What is forgotten or replaced: password, kit, everything. Old mail stays readable except where everything was lost.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

const founder = async () => (await new VaultPerson(server).signUp()).confirm();
const NEW_PASSWORD = 'another-long-password-11';
const words = ({ kit }: VaultPerson) => kit?.words.join(' ') ?? '';

describe('a forgotten password', () => {
  test('is replaced with the kit: old mail opens, other devices are out, the old kit is used up', async () => {
    const [ana, ben] = [await founder(), await founder()];
    const { id } = await ben.vault.send(await ben.write([ana.address], { subject: 'From before' }));
    await ana.vault.saveContact({ address: 'x@elsewhere.example', name: 'Kept', practice: '', notes: '' });
    const fresh = ana.elsewhere();
    const kit = await fresh.vault.recover({ address: ana.address, words: words(ana), password: NEW_PASSWORD });
    expect(kit.words).toHaveLength(24);
    expect(kit.words.join(' ')).not.toBe(words(ana));
    expect((await fresh.vault.open(id)).secure).toMatchObject({ status: 'open', subject: 'From before' });
    expect((await fresh.vault.contacts()).map(({ name }) => name)).toContain('Kept');
    expect(await ana.vault.session()).toBeNull();
    expect(await refused(ana.logIn())).toBe('wrong_credentials');
    expect(await refused(ana.elsewhere().vault.recover({ address: ana.address, words: words(ana), password: NEW_PASSWORD }))).toBe('wrong_kit');
    await fresh.elsewhere().vault.logIn({ address: ana.address, password: NEW_PASSWORD });
    // The device that knew the account before goes on too: its memory of the state is of the same chain.
    await ana.vault.logIn({ address: ana.address, password: NEW_PASSWORD });
    expect((await ana.vault.open(id)).secure).toMatchObject({ status: 'open' });
  });

  test('words that are no kit are told from words of another kit, and both from an unknown address', async () => {
    const ana = await founder();
    const attempt = (typed: string, address = ana.address) => ana.elsewhere().vault.recover({ address, words: typed, password: NEW_PASSWORD });
    await expect(attempt('abandon zebra')).rejects.toMatchObject({ code: 'kit_words_invalid', details: { reason: 'count' } });
    await expect(attempt(words(ana).replace(/^\S+/, 'nonsenseword'))).rejects.toMatchObject({ code: 'kit_words_invalid', details: { reason: 'word', index: 0 } });
    const other = await founder();
    expect(await refused(attempt(words(other)))).toBe('wrong_kit');
    expect(await refused(attempt(words(ana), 'nobody@elsewhere.example'))).toBe('wrong_kit');
  });
});

describe('from inside', () => {
  test('the password is changed; everything opens with the new one, other sessions end', async () => {
    const ana = await founder();
    const other = await ana.elsewhere().logIn();
    expect(await refused(ana.vault.changePassword({ current: 'wrong', next: NEW_PASSWORD }))).toBe('wrong_credentials');
    await ana.vault.changePassword({ current: ana.person.password, next: NEW_PASSWORD });
    expect(await other.vault.session()).toBeNull();
    expect(await ana.vault.session()).not.toBeNull();
    expect(await refused(ana.elsewhere().logIn())).toBe('wrong_credentials');
    await ana.elsewhere().vault.logIn({ address: ana.address, password: NEW_PASSWORD });
    await ana.elsewhere().vault.recover({ address: ana.address, words: words(ana), password: 'yet-another-password-12' });
  });

  test('the kit is renewed by a re-key: old kit out, old mail open, session goes on and survives a reload', async () => {
    const [ana, ben] = [await founder(), await founder()];
    const { id } = await ben.vault.send(await ben.write([ana.address], { subject: 'Before the re-key' }));
    const kit = await ana.vault.renewKit({ password: ana.person.password });
    expect((await ana.vault.open(id)).secure).toMatchObject({ status: 'open', subject: 'Before the re-key' });
    ana.reload();
    expect(await ana.vault.resume()).not.toBeNull();
    const after = await ben.vault.send(await ben.write([ana.address], { subject: 'After it' }));
    expect((await ana.vault.open(after.id)).secure).toMatchObject({ status: 'open' });
    expect(await refused(ana.elsewhere().vault.recover({ address: ana.address, words: words(ana), password: NEW_PASSWORD }))).toBe('wrong_kit');
    await ana.elsewhere().vault.recover({ address: ana.address, words: kit.words.join(' '), password: NEW_PASSWORD });
  });
});

describe('an account that lost everything', () => {
  test('is started again only by who may: whoever may not keeps no code', async () => {
    const [ana, ben] = [await founder(), await founder()];
    expect(await refused(ana.vault.inviteAgain(ben.address))).toBe('not_allowed');
    expect(await ana.vault.invitations()).toEqual([]);
  });

  test('starts again by a new invitation; old mail is closed, its inviter verifies it, others see changed keys', async () => {
    const [ana, ben, lee] = [await founder(), await founder(), new VaultPerson(server)];
    const first = await ana.vault.send(await ana.write([lee.address], { subject: 'Lost' }));
    await lee.accept(first.codes[0] ?? { invitation: '', code: '' });
    await ana.vault.invitations();
    await ben.vault.send(await ben.write([lee.address]));
    const again = await ana.vault.inviteAgain(lee.address);
    const fresh = new VaultPerson(server, { person: { ...lee.person, password: NEW_PASSWORD } });
    await fresh.accept(again);
    expect((await fresh.vault.open(first.id)).secure).toMatchObject({ status: 'failed' });
    expect(await refused(fresh.elsewhere().vault.recover({ address: lee.address, words: words(lee), password: NEW_PASSWORD }))).toBe('wrong_kit');
    expect(await ben.vault.resolve([lee.address])).toMatchObject([{ state: 'changed' }]);
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'verified' }]);
    const second = await ana.vault.send(await ana.write([lee.address], { subject: 'Found' }));
    expect((await fresh.vault.open(second.id)).secure).toMatchObject({ status: 'open', subject: 'Found' });
    // Also on the device that remembers the account's state from before: the chain says that it begins anew.
    await lee.vault.logIn({ address: lee.address, password: NEW_PASSWORD });
    expect((await lee.vault.open(second.id)).secure).toMatchObject({ status: 'open' });
  });
});
