// OpenPGP with the programs that people have: GnuPG and Sequoia open and verify what we make, and what they make we read or refuse.
import { readPrivateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCertificate } from '../../crypto/openpgp/certificate.ts';
import { signDetached, verifyDetached } from '../../crypto/openpgp/detached-signature.ts';
import { encryptTo } from '../../crypto/openpgp/encrypt.ts';
import { createSigningKey, withdrawSigningKey, type SigningKey } from '../../crypto/openpgp/signing-key.ts';
import { GnuPg, Sequoia } from '../support/openpgp-programs.ts';

let gpg: GnuPg;
let sequoia: Sequoia;
let ours: SigningKey;
/** Later than every key here was made. */
const later = () => Date.now() + 60_000;
const bytes = (text: string) => new TextEncoder().encode(text);

beforeAll(async () => {
  [gpg, sequoia] = [new GnuPg(), new Sequoia()];
  ours = await createSigningKey({ name: 'Dr. Ana Ruiz', address: 'ana@northside.example', now: Date.now() - 60_000 });
  gpg.run(['--import'], ours.certificate);
});
afterAll(() => {
  gpg?.stop();
  sequoia?.stop();
});

async function* inChunks(content: Uint8Array, size = 100_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function encrypted(content: Uint8Array, { certificate, signingKey = null }: { certificate: Uint8Array; signingKey?: Uint8Array | null }): Promise<string> {
  let armor = '';
  for await (const chunk of encryptTo({ certificate, signingKey, now: later() }, inChunks(content))) armor += chunk;
  return armor;
}

/** Three MB that no compression shortens. */
const content = new Uint8Array(3_000_000).map((_, index) => (index * 2_654_435_761) >>> 13);

describe('what we encrypt', () => {
  test.each([['default', 'default'], ['rsa2048', 'encr,sign,cert'], ['future-default', 'default']])('is decrypted by gpg with a key it made as %s', async (algorithm, usage) => {
    const certificate = gpg.makeKey(`Kim ${algorithm} <kim-${algorithm}@x.example>`, { algorithm, usage });
    const armor = await encrypted(content, { certificate });
    expect(Buffer.compare(gpg.run(['--decrypt'], armor), content)).toBe(0);
  });

  test('is decrypted by Sequoia, also for an armored certificate with text around it', async () => {
    const { secret, certificate } = sequoia.makeKey('Lee Park <lee@finelab.example>');
    const surrounded = bytes(`Hello, here is my key:\r\n\r\n${Buffer.from(certificate).toString().replaceAll('\n', '\r\n')}\r\nBest, Lee`);
    expect(Buffer.compare(sequoia.decrypt(await encrypted(content, { certificate: surrounded }), secret), content)).toBe(0);
  });

  test('with a signature inside is decrypted and verified by gpg, which names the signer', async () => {
    const certificate = gpg.makeKey('Sol <sol@x.example>');
    const armor = await encrypted(bytes('Findings'), { certificate, signingKey: ours.secretKey });
    const said = gpg.run(['--status-fd', '1', '--decrypt'], armor).toString();
    expect(said).toContain('Findings');
    expect(said).toMatch(/\[GNUPG:\] GOODSIG [0-9A-F]+ Dr\. Ana Ruiz <ana@northside\.example>/);
    expect(said).toContain(ours.fingerprint.toUpperCase());
  });

  test('is not compressed, and no byte of it can be altered', async () => {
    const certificate = gpg.makeKey('Pat <pat@x.example>');
    const short = await encrypted(bytes('a'.repeat(10_000)), { certificate });
    expect(short.length).toBeGreaterThan(13_000);
    const at = Math.floor(short.length / 2);
    const altered = short.slice(0, at) + (short[at] === 'A' ? 'B' : 'A') + short.slice(at + 1);
    expect(() => gpg.run(['--decrypt'], altered)).toThrow();
  });
});

const renamed = (certificate: Uint8Array) => new Uint8Array(Buffer.from(Buffer.from(certificate).toString('latin1').replaceAll('Real <', 'Fake <'), 'latin1'));

describe('a certificate', () => {
  beforeAll(() => {
    gpg.makeKey('Ben Okoro <ben@southside.example>', { expires: '2y' });
    gpg.makeKey('Signer <signer@x.example>', { algorithm: 'ed25519', usage: 'sign' });
  });

  test('shows no name that its own key has not signed, beside those that it has', async () => {
    gpg.makeKey('True <real@x.example>');
    gpg.run(['--quick-add-uid', 'real@x.example', 'Real <real2@x.example>']);
    expect((await readCertificate(gpg.certificate('real2@x.example'), later())).userIds.toSorted()).toEqual(['Real <real2@x.example>', 'True <real@x.example>']);
    expect(await readCertificate(renamed(gpg.certificate('real2@x.example')), later())).toMatchObject({ userIds: ['True <real@x.example>'] });
  });

  test('of gpg and of Sequoia is read as they state it', async () => {
    const read = await readCertificate(gpg.certificate('ben@southside.example'), later());
    expect(read).toMatchObject({ fingerprint: gpg.fingerprint('ben@southside.example').toLowerCase(), version: 4, userIds: ['Ben Okoro <ben@southside.example>'], problem: null });
    expect(Math.round(((read.expiresAt ?? 0) - Date.now()) / 86_400_000)).toBe(730);
    const { certificate } = sequoia.makeKey('Lee Park <lee@finelab.example>');
    expect(await readCertificate(certificate, later())).toMatchObject({ userIds: ['Lee Park <lee@finelab.example>'], problem: null });
  });

  test.each([
    ['that has expired', 'expired', () => gpg.makeKey('Old <old@x.example>', { at: '20200101T000000', expires: '1y' })],
    ['that is revoked', 'revoked', () => {
      gpg.makeKey('Gone <gone@x.example>');
      gpg.revoke('gone@x.example');
      return gpg.certificate('gone@x.example');
    }],
    ['of the future', 'not_yet_valid', () => gpg.makeKey('Soon <soon@x.example>', { at: '20990101T000000' })],
    ['that only signs', 'sign_only', () => gpg.certificate('signer@x.example')],
    ['whose encryption key has expired', 'encryption_ended', () => {
      gpg.makeKey('Half <half@x.example>', { algorithm: 'ed25519', usage: 'sign', at: '20200101T000000' });
      gpg.run(['--faked-system-time', '20200101T000000', '--quick-add-key', gpg.fingerprint('half@x.example'), 'cv25519', 'encr', '1y']);
      return gpg.certificate('half@x.example');
    }],
    ['whose only name was changed by somebody else', 'broken', () => renamed(gpg.makeKey('Real <other@x.example>'))],
    ['with RSA of 1024 bits', 'weak', () => gpg.makeKey('Short <short@x.example>', { algorithm: 'rsa1024', usage: 'encr,sign,cert' })],
    ['bound by SHA-1', 'weak', () => gpg.makeKey('Hash <hash@x.example>', { algorithm: 'rsa2048', usage: 'encr,sign,cert', options: ['--cert-digest-algo', 'SHA1'] })],
    ['with DSA and ElGamal', 'weak', () => {
      gpg.run(['--gen-key'], 'Key-Type: DSA\nKey-Length: 2048\nSubkey-Type: ELG-E\nSubkey-Length: 1024\nName-Email: dsa@x.example\n%no-protection\n%commit\n');
      return gpg.certificate('dsa@x.example');
    }],
  ])('%s is refused as %s, and nothing is encrypted to it', async (_, problem, make) => {
    const certificate = new Uint8Array(make());
    expect(await readCertificate(certificate, later())).toMatchObject({ problem });
    await expect(encrypted(bytes('x'), { certificate })).rejects.toMatchObject({ code: 'certificate_refused', problem });
  });

  test.each([
    ['a secret key', 'secret_key', () => gpg.run(['--export-secret-keys', 'ben@southside.example'])],
    ['an armored secret key', 'secret_key', () => gpg.run(['--armor', '--export-secret-keys', 'ben@southside.example'])],
    ['two certificates', 'several', () => gpg.run(['--export', 'ben@southside.example', 'signer@x.example'])],
    ['two armored certificates', 'several', () => Buffer.concat(['ben@southside.example', 'signer@x.example'].map((id) => gpg.run(['--armor', '--export', id])))],
    ['an armored message', 'not_certificate', () => gpg.run(['--armor', '--encrypt', '--recipient', 'ben@southside.example'], 'x')],
    ['a cut certificate', 'not_openpgp', () => gpg.certificate('ben@southside.example').subarray(0, 60)],
    ['any text', 'not_openpgp', () => 'Dear colleague'],
    ['nothing', 'not_openpgp', () => ''],
    ['a picture', 'not_openpgp', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0)],
    ['two megabytes', 'too_long', () => new Uint8Array(2_000_000)],
  ])('cannot be %s', async (_, problem, make) => {
    await expect(readCertificate(new Uint8Array(Buffer.from(make())), later())).rejects.toMatchObject({ code: 'certificate_refused', problem });
  });
});

describe('our detached signature', () => {
  test('is verified by gpg and by Sequoia, in binary mode, and not over another file', async () => {
    const signature = await signDetached({ secretKey: ours.secretKey, now: Date.now() }, inChunks(content));
    expect(gpg.verify({ file: content, signature })).toContain('GOODSIG');
    expect(gpg.run(['--list-packets'], signature).toString()).toMatch(/sigclass 0x00/);
    expect(sequoia.verify(content, { signature, certificate: ours.certificate })).toMatch(new RegExp(ours.fingerprint, 'i'));
    const other = content.slice();
    other[2_000_000]! ^= 1;
    expect(gpg.verify({ file: other, signature })).toContain('BADSIG');
    expect(() => sequoia.verify(other, { signature, certificate: ours.certificate })).toThrow();
  });

  test('comes from a key that signs and does nothing else, as Sequoia sees it', async () => {
    const said = sequoia.inspect(ours.certificate);
    expect(said).toContain('Dr. Ana Ruiz <ana@northside.example>');
    expect(said).toMatch(/Key flags:\s+certification, signing/);
    expect(said).not.toMatch(/encryption|Invalid|expired/i);
    expect((await readPrivateKey({ binaryKey: ours.secretKey })).subkeys).toEqual([]);
  });

  test('is said by gpg to be of a revoked key once that is withdrawn', async () => {
    const key = await createSigningKey({ name: 'Dr. Ana Ruiz', address: 'ana2@northside.example', now: Date.now() - 60_000 });
    const signature = await signDetached({ secretKey: key.secretKey, now: Date.now() - 30_000 }, inChunks(content));
    gpg.run(['--import'], key.certificate);
    expect(gpg.verify({ file: content, signature })).toContain('GOODSIG');
    gpg.run(['--import'], await withdrawSigningKey(key.secretKey, { compromised: true, now: Date.now() }));
    expect(gpg.verify({ file: content, signature })).toContain('REVKEYSIG');
    expect(await readCertificate(bytes(await withdrawSigningKey(key.secretKey, { compromised: false, now: Date.now() })), later())).toMatchObject({ problem: 'revoked' });
  });
});

describe('their detached signature', () => {
  beforeAll(() => void gpg.makeKey('Writer <writer@x.example>'));

  test('of gpg and of Sequoia verifies, over the right file and by the right certificate only', async () => {
    const byGpg = { certificate: gpg.certificate('writer@x.example'), signature: new Uint8Array(gpg.run(['--armor', '--detach-sign', '--local-user', 'writer@x.example'], content)) };
    const { secret, certificate } = sequoia.makeKey('Lee Park <lee@finelab.example>');
    const bySequoia = { certificate, signature: sequoia.sign(content, secret) };
    for (const { certificate, signature } of [byGpg, bySequoia]) {
      const at = await verifyDetached({ certificate, signature, now: later() }, inChunks(content));
      expect(Math.abs((at ?? 0) - Date.now())).toBeLessThan(60_000);
      expect(await verifyDetached({ certificate, signature, now: later() }, inChunks(content.subarray(1)))).toBeNull();
      expect(await verifyDetached({ certificate: bytes(ours.certificate), signature, now: later() }, inChunks(content))).toBeNull();
    }
  });

  test('verifies for as long as its key was valid when it signed, and not once that is revoked', async () => {
    const signed = (userId: string, ...options: string[]) => new Uint8Array(gpg.run([...options, '--detach-sign', '--local-user', userId], content));
    const expired = gpg.makeKey('Past <past@x.example>', { at: '20200101T000000', expires: '1y' });
    const inTime = signed('past@x.example', '--faked-system-time', '20200601T000000');
    expect(await verifyDetached({ certificate: expired, signature: inTime, now: later() }, inChunks(content))).toBe(Date.UTC(2020, 5));
    const valid = gpg.makeKey('Leaver <leaver@x.example>');
    const signature = signed('leaver@x.example');
    expect(await verifyDetached({ certificate: valid, signature, now: later() }, inChunks(content))).not.toBeNull();
    gpg.revoke('leaver@x.example');
    expect(await verifyDetached({ certificate: gpg.certificate('leaver@x.example'), signature, now: later() }, inChunks(content))).toBeNull();
    // Whoever has a key that ran out can sign with any date before that on their clock, but with none after it.
    const unlimited = gpg.makeKey('Late <late@x.example>', { at: '20200101T000000' });
    const tooLate = signed('late@x.example');
    expect(await verifyDetached({ certificate: unlimited, signature: tooLate, now: later() }, inChunks(content))).not.toBeNull();
    gpg.run(['--faked-system-time', '20200601T000000', '--quick-set-expire', gpg.fingerprint('late@x.example'), '1y']);
    expect(await verifyDetached({ certificate: gpg.certificate('late@x.example'), signature: tooLate, now: later() }, inChunks(content))).toBeNull();
  });

  test('over SHA-1 verifies nothing, nor does what is no signature', async () => {
    const certificate = gpg.certificate('writer@x.example');
    const signature = new Uint8Array(gpg.run(['--digest-algo', 'SHA1', '--detach-sign', '--local-user', 'writer@x.example'], content));
    expect(await verifyDetached({ certificate, signature, now: later() }, inChunks(content))).toBeNull();
    for (const none of ['', 'no signature', '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----']) {
      expect(await verifyDetached({ certificate, signature: bytes(none), now: later() }, inChunks(content))).toBeNull();
    }
  });
});
