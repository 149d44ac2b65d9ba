// The file of all that is kept: what the server told, what this device opened, and no key or code in either.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kemSeeds } from '#crypto';
import { TestClient } from '../support/client.ts';
import { findSecrets } from '../support/secret-traces.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

/** As any other program would read it. */
// oxlint-disable-next-line no-explicit-any
type Kept = Record<string, any>;

let server: TestServer;
let ana: VaultPerson;
let lee: VaultPerson;
let code = '';
beforeAll(async () => {
  server = await startTestServer();
  [ana, lee] = [await (await new VaultPerson(server).signUp()).confirm(), await (await new VaultPerson(server).signUp()).confirm()];
  await ana.vault.saveContact({ address: lee.address, name: 'Lee of the lab', practice: 'Lab', notes: 'Ask for Tuesday' });
  const label = await ana.vault.saveLabel({ id: null, name: 'Crowns', colour: 'green' });
  const draft = await ana.write([lee.address], { subject: 'Not sent yet', text: 'A thought' });
  await ana.attach(draft, { name: 'tooth.bin', bytes: new Uint8Array(1000) });
  await ana.vault.saveDraft(draft);
  const sent = await ana.vault.send(await ana.write([lee.address], { subject: 'A secret subject', text: 'A secret text' }));
  await ana.vault.labelMessages({ messages: [sent.id], add: [label.id], remove: [] });
  const { codes } = await ana.vault.send(await ana.write(['new@elsewhere.example']));
  code = codes[0]?.code ?? '';
  await ana.vault.createSigningKey();
}, 120_000);
afterAll(() => server?.stop());

const fileOf = async ({ vault }: VaultPerson) => await (await vault.ownData({ explanation: 'What this is' })).text();

test('says its form and version, and holds what is stored, opened, seen of messages and what happened', async () => {
  const file = JSON.parse(await fileOf(ana)) as Kept;
  expect(file).toMatchObject({ format: 'sealpost-own-data', version: 1, explanation: 'What this is', stored: { account: { address: ana.address } } });
  expect(Date.parse(file['made'])).toBeGreaterThan(0);
  const { contacts, labels, drafts, invitations, openPgp } = file['opened'];
  expect(contacts).toContainEqual(expect.objectContaining({ address: lee.address, name: 'Lee of the lab', notes: 'Ask for Tuesday' }));
  expect(labels.names).toMatchObject([{ name: 'Crowns', colour: 'green' }]);
  expect(drafts).toMatchObject([{ secureSubject: 'Not sent yet', recipients: [lee.address], attachments: [{ name: 'tooth.bin', size: 1000 }] }]);
  expect(invitations).toMatchObject([{ address: 'new@elsewhere.example' }]);
  expect(openPgp.certificate).toContain('PUBLIC KEY BLOCK');
  expect(file['messages']).toHaveLength(2);
  expect(file['messages']).toContainEqual(expect.objectContaining({ folder: 'sent', to: [lee.address], noticeSubject: 'A message from us' }));
  expect(file['activity'].map(({ event }: { event: string }) => event)).toEqual(expect.arrayContaining(['message-sent', 'practice-founded']));
});

test('has in it no key of the account, the message, the files and OpenPGP, no access code, and nothing of what secure messages say', async () => {
  const text = await fileOf(ana);
  const { accountKey, keyring } = (await new TestClient(server, ana.person).logIn()).unlocked;
  const [kemSeed = new Uint8Array()] = kemSeeds(keyring);
  expect(findSecrets({ texts: { file: [text] } }, { accountKey, kemSeed, signSeed: keyring.sign.current, code, password: ana.person.password, kit: ana.kit?.words ?? [], body: 'A secret text', subject: 'A secret subject' })).toEqual([]);
  expect(text).not.toMatch(/PRIVATE KEY|secretKey|"key"|"code"/);
});

test('of an account that has done nothing it is as well-formed', async () => {
  const file = JSON.parse(await fileOf(lee)) as Kept;
  expect([file['opened'].drafts, file['messages'].length]).toEqual([[], 1]);
});
