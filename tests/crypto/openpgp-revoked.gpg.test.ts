// What the owner of an OpenPGP certificate has taken back or let run out, a part of it or all, by GnuPG and by Sequoia: nothing is encrypted to
// that part, and it verifies nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCertificate } from '../../crypto/openpgp/certificate.ts';
import { verifyDetached } from '../../crypto/openpgp/detached-signature.ts';
import { encryptTo } from '../../crypto/openpgp/encrypt.ts';
import { GnuPg, Sequoia } from '../support/openpgp-programs.ts';

let gpg: GnuPg;
let sequoia: Sequoia;
const later = () => Date.now() + 60_000;
const bytes = (text: string) => new TextEncoder().encode(text);
const content = bytes('Findings\nof today\n');

/** Answers to gpg: revoke, for no reason that is named, without a comment. */
const REVOKE_SUBKEY = (place: number) => [`key ${place}`, 'revkey', 'y', '0', '', 'y', 'save'];
const REVOKE_KEY = ['revkey', 'y', 'y', '0', '', 'y', 'save'];
const SHA1 = ['--cert-digest-algo', 'SHA1'];

beforeAll(() => void ([gpg, sequoia] = [new GnuPg(), new Sequoia()]));
afterAll(() => {
  gpg?.stop();
  sequoia?.stop();
});

async function* once(given: Uint8Array): AsyncGenerator<Uint8Array> {
  yield given;
}

async function encrypted(certificate: Uint8Array): Promise<string> {
  let armor = '';
  for await (const chunk of encryptTo({ certificate, signingKey: null, now: later() }, once(content))) armor += chunk;
  return armor;
}

const verified = (certificate: Uint8Array, signature: Uint8Array, file = content) => verifyDetached({ certificate, signature, now: later() }, once(file));
const signed = (userId: string, ...options: string[]) => new Uint8Array(gpg.run([...options, '--detach-sign', '--local-user', userId], content));

/** A certificate that only signs, with a key for encryption from 2021 and one from 2022. */
function withTwoKeys(name: string, newest: { expires?: string } = {}): string {
  const userId = `${name}@x.example`;
  gpg.makeKey(`${name} <${userId}>`, { algorithm: 'ed25519', usage: 'sign', at: '20200101T000000' });
  gpg.addEncryptionKey(userId, { at: '20210101T000000' });
  gpg.addEncryptionKey(userId, { at: '20220101T000000', ...newest });
  return userId;
}

/** Key ids of the subkeys, the oldest first. */
const subkeys = (userId: string) => [...gpg.run(['--with-colons', '--list-keys', userId]).toString().matchAll(/^sub:[^:]*:[^:]*:[^:]*:([0-9A-F]+):/gm)].map(([, id]) => id);

describe('a certificate that is valid, whose only key for encryption', () => {
  test.each([
    ['gpg has revoked', () => {
      gpg.makeKey('One <one@x.example>');
      gpg.edit('one@x.example', REVOKE_SUBKEY(1));
      return gpg.certificate('one@x.example');
    }],
    ['gpg has revoked over SHA-1', () => {
      gpg.makeKey('Old <old@x.example>');
      gpg.edit('old@x.example', REVOKE_SUBKEY(1), ...SHA1);
      return gpg.certificate('old@x.example');
    }],
    ...['compromised', 'superseded', 'retired', 'unspecified'].map((reason): [string, () => Uint8Array] => [`Sequoia has revoked as ${reason}`, () => {
      return sequoia.revokeEncryptionKey({ ...sequoia.makeKey('Lee Park <lee@finelab.example>'), reason });
    }]),
  ])('%s is not encrypted to', async (_, make) => {
    const certificate = make();
    expect(await readCertificate(certificate, later())).toMatchObject({ problem: 'encryption_ended' });
    await expect(encrypted(certificate)).rejects.toMatchObject({ code: 'certificate_refused', problem: 'encryption_ended' });
  });
});

describe('of two keys for encryption', () => {
  test('the newer one is encrypted to', async () => {
    const userId = withTwoKeys('both');
    expect(gpg.recipientsOf(await encrypted(gpg.certificate(userId)))).toEqual([subkeys(userId)[1]]);
  });

  test.each([
    ['is revoked', () => {
      const userId = withTwoKeys('revoked');
      gpg.edit(userId, REVOKE_SUBKEY(2));
      return userId;
    }],
    ['is revoked over SHA-1', () => {
      const userId = withTwoKeys('sha1');
      gpg.edit(userId, REVOKE_SUBKEY(2), ...SHA1);
      return userId;
    }],
    ['has expired', () => withTwoKeys('expired', { expires: '1y' })],
  ])('the older one is, where the newer one %s, and gpg decrypts that', async (_, make) => {
    const userId = make();
    const certificate = gpg.certificate(userId);
    expect(await readCertificate(certificate, later())).toMatchObject({ problem: null });
    const armor = await encrypted(certificate);
    expect(gpg.recipientsOf(armor)).toEqual([subkeys(userId)[0]]);
    expect(Buffer.compare(gpg.run(['--decrypt'], armor), content)).toBe(0);
  });

  test('none is, where one is revoked and the other has expired', async () => {
    const userId = withTwoKeys('neither', { expires: '1y' });
    gpg.edit(userId, REVOKE_SUBKEY(1));
    await expect(encrypted(gpg.certificate(userId))).rejects.toMatchObject({ problem: 'encryption_ended' });
  });
});

describe('a revocation over SHA-1', () => {
  test('of the whole certificate counts: it is not encrypted to, and verifies nothing', async () => {
    const before = gpg.makeKey('Gone <gone@x.example>');
    const signature = signed('gone@x.example');
    expect(await verified(before, signature)).not.toBeNull();
    gpg.edit('gone@x.example', REVOKE_KEY, ...SHA1);
    const certificate = gpg.certificate('gone@x.example');
    expect(gpg.run(['--list-packets'], certificate).toString()).toMatch(/sigclass 0x20\s+digest algo 2,/);
    expect(await readCertificate(certificate, later())).toMatchObject({ problem: 'revoked' });
    await expect(encrypted(certificate)).rejects.toMatchObject({ problem: 'revoked' });
    expect(await verified(certificate, signature)).toBeNull();
  });

  test('of a subkey that signs counts: what it signed is not verified', async () => {
    gpg.makeKey('Sub <sub@x.example>', { algorithm: 'ed25519', usage: 'cert' });
    gpg.run(['--quick-add-key', gpg.fingerprint('sub@x.example'), 'ed25519', 'sign']);
    const signature = signed('sub@x.example');
    expect(await verified(gpg.certificate('sub@x.example'), signature)).not.toBeNull();
    gpg.edit('sub@x.example', REVOKE_SUBKEY(1), ...SHA1);
    expect(await verified(gpg.certificate('sub@x.example'), signature)).toBeNull();
  });

  test('of a name counts: it is not shown', async () => {
    gpg.makeKey('Stays <stays@x.example>');
    gpg.run(['--quick-add-uid', 'stays@x.example', 'Left <left@x.example>']);
    expect((await readCertificate(gpg.certificate('stays@x.example'), later())).userIds).toHaveLength(2);
    gpg.run([...SHA1, '--quick-revoke-uid', 'stays@x.example', 'Left <left@x.example>']);
    expect(gpg.run(['--list-packets'], gpg.certificate('stays@x.example')).toString()).toMatch(/sigclass 0x30\s+digest algo 2,/);
    expect((await readCertificate(gpg.certificate('stays@x.example'), later())).userIds).toEqual(['Stays <stays@x.example>']);
  });
});

describe('a revocation by somebody else', () => {
  test('does not count, also where it says that it is over SHA-1', async () => {
    const { certificate } = sequoia.makeKey('Lee Park <lee@finelab.example>');
    const packets = Buffer.from(sequoia.revokedBy(sequoia.makeKey('Mallory <mallory@x.example>').secret, certificate));
    // A signature of version 4 that revokes a key (0x20), by EdDSA (22), over SHA-512 (10).
    const at = packets.indexOf(Buffer.from([4, 0x20, 22, 10]));
    expect(at).toBeGreaterThan(0);
    expect(await readCertificate(packets, later())).toMatchObject({ problem: null });
    packets[at + 3] = 2;
    expect(await readCertificate(packets, later())).toMatchObject({ problem: null });
  });
});

describe('a detached signature', () => {
  test('over a text verifies nothing: it would hold with other ends of the lines', async () => {
    const certificate = gpg.makeKey('Text <text@x.example>');
    const signature = signed('text@x.example', '--textmode');
    expect(gpg.verify({ file: 'Findings\r\nof today\r\n', signature })).toContain('GOODSIG');
    for (const file of [content, bytes('Findings\r\nof today\r\n')]) expect(await verified(certificate, signature, file)).toBeNull();
  });
});
