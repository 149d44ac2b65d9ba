// A modified client calls a ZIP "standard", to send a type that its plan does not allow: the server, which sees ciphertext only, lets
// it pass, and the reader's client does not.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let message: string;
let attachment: string;
let reader: VaultPerson;

beforeAll(async () => {
  server = await startTestServer();
  const cheat = await (await new VaultPerson(server).signUp()).confirm();
  reader = await (await new VaultPerson(server).signUp()).confirm();
  const { keys } = cheat.vault;
  cheat.vault = { ...cheat.vault, keys: { ...keys, noteSent: (segment) => keys.noteSent({ ...segment, typeClass: segment.typeClass && 'standard' }) } };
  const draft = await cheat.write([reader.address]);
  const zip = new Uint8Array(1000);
  zip.set([0x50, 0x4b, 0x03, 0x04]);
  await cheat.attach(draft, { name: 'photo.jpg', bytes: zip });
  message = (await cheat.vault.send(draft)).id;
  attachment = draft.attachments[0]?.id ?? '';
});
afterAll(() => server?.stop());

it('is taken by the server at its sender’s word', async () => {
  const row = await server.database.selectFrom('messages').select('type_class').where('id', '=', message).executeTakeFirstOrThrow();
  expect(row.type_class).toBe('standard');
});

it('is not downloaded: the reader finds it at the first bytes and releases none', async () => {
  expect(await refused(reader.download(message, attachment))).toBe('cannot_open');
});

it('is not in what “Download all” makes', async () => {
  const parts = { signal: new AbortController().signal, wait: async () => undefined };
  const all = async () => {
    for await (const chunk of reader.vault.readAll(message, parts)) expect(Buffer.from(chunk).includes('PK\x03\x04'.padEnd(20, '\0'))).toBe(false);
  };
  expect(await refused(all())).toBe('cannot_open');
});
