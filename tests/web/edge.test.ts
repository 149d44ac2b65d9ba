// What leaves Sealpost for other programs, and what comes back: key files and sealed originals for age, copies and signatures for
// OpenPGP. Through the vault, on the real application; opened with the stock libraries.
import { armor, Decrypter, Encrypter, generateHybridIdentity } from 'age-encryption';
import { simpleParser } from 'mailparser';
import { createMessage, decrypt, generateKey, readKey, readMessage, readSignature, verify, type PrivateKey, type PublicKey } from 'openpgp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

const PASSPHRASE = 'orbit velvet canyon lantern harvest';
let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
let reader: PrivateKey;
beforeAll(async () => {
  server = await startTestServer();
  [ana, ben] = [await founder(), await founder()];
  reader = (await generateKey({ type: 'ecc', curve: 'ed25519Legacy', userIDs: { email: 'kim@x.example' }, date: new Date(server.parts.clock() - 60_000), format: 'object' })).privateKey;
});
afterEach(() => {
  ana.intercept = null;
});
afterAll(() => server?.stop());

const founder = async () => (await new VaultPerson(server).signUp()).confirm();

async function openWithAge(armored: Uint8Array): Promise<string[]> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(PASSPHRASE);
  const text = await decrypter.decrypt(armor.decode(Buffer.from(armored).toString()), 'text');
  return text.split('\n').filter((line) => line.startsWith('AGE-SECRET-KEY-PQ-1'));
}

/** A key file as stock age makes it, without scrypt's usual cost. */
async function keyFile(identities: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(10);
  encrypter.setPassphrase(PASSPHRASE);
  return new Uint8Array(await encrypter.encrypt(identities.join('\n')));
}

async function copyOf(person: VaultPerson, message: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const parts = { signal: new AbortController().signal, wait: async () => undefined };
  for await (const piece of person.vault.readCopy({ message, certificate: new Uint8Array(reader.toPublic().write()) }, parts)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What the owner of the certificate finds in the file. `by`: whose signature is looked for inside. */
async function readCopy(file: Buffer, by?: PublicKey) {
  const armored = /-----BEGIN PGP MESSAGE-----[^]*-----END PGP MESSAGE-----/.exec(file.toString())?.[0] ?? '';
  const message = await readMessage({ armoredMessage: armored });
  const date = new Date(server.parts.clock() + 1000);
  const { data, signatures } = await decrypt({ message, decryptionKeys: reader, format: 'binary', date, ...(by ? { verificationKeys: by } : {}) });
  return { mail: await simpleParser(Buffer.from(data as Uint8Array)), signatures };
}

describe('exported keys', () => {
  test('open, with stock age alone, the sealed original of any message so far, also from before a re-key', async () => {
    const [old, own] = [await ben.vault.send(await ben.write([ana.address], { subject: 'From before' })), await ana.vault.send(await ana.write([ben.address], { subject: 'Own words' }))];
    await ana.vault.renewKit({ password: ana.person.password });
    const fresh = await ben.vault.send(await ben.write([ana.address], { subject: 'From after' }));
    const identities = await openWithAge(await ana.vault.exportKeys({ password: ana.person.password, passphrase: PASSPHRASE }));
    expect(identities).toHaveLength(2);
    for (const [{ id }, subject] of [[old, 'From before'], [own, 'Own words'], [fresh, 'From after']] as const) {
      const decrypter = new Decrypter();
      for (const identity of identities) decrypter.addIdentity(identity);
      const plaintext = Buffer.from(await decrypter.decrypt(await ana.vault.sealedOriginal(id))).toString('latin1');
      expect(plaintext.startsWith('SPM1')).toBe(true);
      expect(plaintext).toContain(`"subject":"${subject}"`);
    }
  });

  test('are not given to whoever finds the mailbox open but does not know the password', async () => {
    expect(await refused(ana.vault.exportKeys({ password: 'not the password', passphrase: PASSPHRASE }))).toBe('wrong_credentials');
    let proofs = 0;
    ana.intercept = ({ path }, pass) => {
      if (path === '/api/reauthenticate') proofs += 1;
      return pass();
    };
    await ana.vault.exportKeys({ password: ana.person.password, passphrase: PASSPHRASE });
    expect(proofs).toBe(1);
  });
});

describe('imported keys', () => {
  test('open mail from before a restart, and replace neither the keys in use nor those that sign', async () => {
    const lee = new VaultPerson(server);
    const first = await ana.vault.send(await ana.write([lee.address], { subject: 'Before the restart' }));
    await lee.accept(first.codes[0] ?? { invitation: '', code: '' });
    await ana.vault.invitations();
    const identities = await openWithAge(await lee.vault.exportKeys({ password: lee.person.password, passphrase: PASSPHRASE }));
    const fresh = new VaultPerson(server, { person: { ...lee.person, password: 'another-long-password-11' } });
    await fresh.accept(await ana.vault.inviteAgain(lee.address));
    expect((await fresh.vault.open(first.id)).secure).toMatchObject({ status: 'failed', reason: 'started_again' });
    const before = await fresh.vault.fingerprint(null);
    const file = await keyFile(identities);
    expect(await fresh.vault.importKeys({ file, passphrase: PASSPHRASE })).toEqual({ added: identities.length, known: 0 });
    expect((await fresh.vault.open(first.id)).secure).toMatchObject({ status: 'open', subject: 'Before the restart' });
    expect((await fresh.vault.fingerprint(null)).groups).toEqual(before.groups);
    expect(await fresh.vault.importKeys({ file, passphrase: PASSPHRASE })).toEqual({ added: 0, known: identities.length });
    // On the next device too, and after the next re-key; what is sent to this account goes to its present key as before.
    await fresh.vault.renewKit({ password: fresh.person.password });
    const elsewhere = await fresh.elsewhere().logIn();
    expect((await elsewhere.vault.open(first.id)).secure).toMatchObject({ status: 'open' });
    await ana.vault.invitations();
    const last = await ana.vault.send(await ana.write([lee.address], { subject: 'After it' }));
    expect((await elsewhere.vault.open(last.id)).secure).toMatchObject({ status: 'open', subject: 'After it' });
  });

  test('are refused in words for a wrong passphrase, a wrong file and a wrong kind, and change nothing', async () => {
    const file = await keyFile([await generateHybridIdentity()]);
    const version = async () => (await server.database.selectFrom('state_roots').selectAll().execute()).map(({ version: root }) => root).sort();
    const { id } = await ben.vault.send(await ben.write([ana.address]));
    const original = await ana.vault.sealedOriginal(id);
    const before = await version();
    for (const [problem, given, passphrase] of [
      ['wrong_passphrase', file, 'another'],
      ['not_age', new Uint8Array(Buffer.from('Dear colleague')), PASSPHRASE],
      ['not_passphrase', original, PASSPHRASE],
      ['wrong_kind', await keyFile(['AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQSVJ7XF']), PASSPHRASE],
    ] as const) {
      await expect(ana.vault.importKeys({ file: given, passphrase })).rejects.toMatchObject({ code: 'identity_file_refused', details: { problem } });
    }
    expect(before.length).toBeGreaterThan(0);
    expect(await version()).toEqual(before);
  });

  test('of one file count once each, and one account takes no more than a thousand', async () => {
    const identity = await generateHybridIdentity();
    expect(await ben.vault.importKeys({ file: await keyFile([identity, identity]), passphrase: PASSPHRASE })).toEqual({ added: 1, known: 1 });
    const many = await Promise.all(Array.from({ length: 1000 }, () => generateHybridIdentity()));
    await expect(ben.vault.importKeys({ file: await keyFile(many), passphrase: PASSPHRASE })).rejects.toMatchObject({ details: { problem: 'too_many' } });
  });
});

describe('a sealed original', () => {
  test('is the container that this device has opened, or none', async () => {
    const [one, other] = [await ben.vault.send(await ben.write([ana.address])), await ben.vault.send(await ben.write([ana.address]))];
    await ana.vault.open(one.id);
    ana.intercept = async ({ path }, pass) => {
      if (path !== `/api/messages/${one.id}`) return pass();
      const [real, swapped] = await Promise.all([pass(), ana.browser.call(`GET /api/messages/${other.id}`)]);
      return Response.json({ ...((await real.json()) as object), container: (swapped.body as { container: string }).container });
    };
    expect(await refused(ana.vault.sealedOriginal(one.id))).toBe('cannot_open');
  });
});

describe('an OpenPGP copy', () => {
  const content = Uint8Array.from({ length: 6_000_000 }, (_, index) => (index * 31) % 251);

  test('holds subject, text and every attachment; of somebody else’s message it is not signed', async () => {
    const draft = await ben.write([ana.address], { subject: 'Crown 26', text: 'Shade A2.' });
    await ben.attach(draft, { name: 'scan.bin', bytes: content });
    await ben.attach(draft, { name: 'empty.txt', bytes: new Uint8Array(0), type: 'text/plain' });
    const { id } = await ben.vault.send(draft);
    await ana.vault.createSigningKey();
    const file = await copyOf(ana, id);
    for (const told of ['Crown 26', 'Shade', 'scan.bin']) expect(file.includes(told), told).toBe(false);
    const { mail, signatures } = await readCopy(file);
    expect(mail).toMatchObject({ subject: 'Crown 26', from: { text: ben.address }, to: { text: ana.address } });
    expect(mail.text?.trim()).toBe('Shade A2.');
    expect(mail.attachments.map(({ filename, content: bytes }) => [filename, Buffer.compare(bytes, filename === 'scan.bin' ? content : new Uint8Array(0))])).toEqual([['scan.bin', 0], ['empty.txt', 0]]);
    expect(signatures).toEqual([]);
  });

  test('of one’s own message is signed with one’s key, where there is one', async () => {
    const { id } = await ana.vault.send(await ana.write([ben.address], { subject: 'Own' }));
    const key = await ana.vault.createSigningKey();
    const by = await readKey({ armoredKey: key.certificate });
    const { signatures } = await readCopy(await copyOf(ana, id), by);
    expect(await signatures[0]?.verified).toBe(true);
    const unsigned = await ben.vault.send(await ben.write([ana.address]));
    expect((await readCopy(await copyOf(ben, unsigned.id))).signatures).toEqual([]);
  });

  test('is refused for a certificate that cannot be encrypted to', async () => {
    const { id } = await ben.vault.send(await ben.write([ana.address]));
    const { certificate } = await ana.vault.createSigningKey();
    const parts = { signal: new AbortController().signal, wait: async () => undefined };
    const copy = ana.vault.readCopy({ message: id, certificate: new Uint8Array(Buffer.from(certificate)) }, parts);
    await expect(copy.next()).rejects.toMatchObject({ code: 'certificate_refused', details: { problem: 'sign_only' } });
  });

  test('never comes to its end where an attachment is not what was signed', async () => {
    const draft = await ben.write([ana.address]);
    await ben.attach(draft, { name: 'scan.bin', bytes: content });
    const { id } = await ben.vault.send(draft);
    ana.intercept = async ({ path }, pass) => {
      const response = await pass();
      if (!path.endsWith('/content')) return response;
      const bytes = new Uint8Array(await response.arrayBuffer());
      bytes[5_500_000]! ^= 1;
      return new Response(bytes, { status: response.status, headers: response.headers });
    };
    await expect(copyOf(ana, id)).rejects.toMatchObject({ code: 'cannot_open' });
  });
});

describe('the signing key', () => {
  test('is made once, stays through a re-key, signs on every device of the account, and lies sealed on the server', async () => {
    const eve = await founder();
    expect(await eve.vault.signingKey()).toBeNull();
    const made = await eve.vault.createSigningKey();
    expect(await eve.vault.createSigningKey()).toEqual(made);
    expect(made.certificate).toMatch(/^-----BEGIN PGP PUBLIC KEY BLOCK-----/);
    await eve.vault.renewKit({ password: eve.person.password });
    const elsewhere = await eve.elsewhere().logIn();
    expect(await elsewhere.vault.signingKey()).toEqual(made);
    const content = Uint8Array.from({ length: 300_000 }, (_, index) => index % 256);
    const signature = await elsewhere.vault.signFile(new Blob([content]));
    const { signatures } = await verify({
      message: await createMessage({ binary: content }),
      signature: await readSignature({ armoredSignature: signature }),
      verificationKeys: await readKey({ armoredKey: made.certificate }),
      date: new Date(server.parts.clock() + 1000),
    });
    expect(await signatures[0]?.verified).toBe(true);
    const certificate = new Uint8Array(Buffer.from(made.certificate));
    const check = (file: Uint8Array<ArrayBuffer>) => ana.vault.checkSignature({ file: new Blob([file]), signature: new Uint8Array(Buffer.from(signature)), certificate });
    expect(await check(content)).toBeGreaterThan(0);
    expect(await check(content.subarray(1))).toBeNull();
    const rows = await server.database.selectFrom('state_blobs').select(['name', 'sealed']).where('name', '=', 'openpgp').execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const { sealed } of rows) expect(Buffer.from(sealed).toString('latin1')).not.toContain(made.fingerprint);
  });

  test('once it is taken back signs nothing more; its certificate says so, and a new one can be made', async () => {
    const eve = await founder();
    expect(await refused(eve.vault.signFile(new Blob(['x'])))).toBe('no_signing_key');
    const made = await eve.vault.createSigningKey();
    const withdrawn = await eve.vault.withdrawSigningKey({ compromised: true });
    expect(withdrawn).toMatchObject({ fingerprint: made.fingerprint });
    expect(withdrawn.withdrawnAt).not.toBeNull();
    expect(await eve.vault.readCertificate(new Uint8Array(Buffer.from(withdrawn.certificate)))).toMatchObject({ problem: 'revoked' });
    expect(await refused(eve.vault.signFile(new Blob(['x'])))).toBe('no_signing_key');
    expect(await refused(eve.vault.withdrawSigningKey({ compromised: false }))).toBe('no_signing_key');
    const next = await eve.vault.createSigningKey();
    expect(next.fingerprint).not.toBe(made.fingerprint);
  });
});
