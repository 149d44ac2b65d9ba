// The OpenPGP programs of others: GnuPG, each time with an empty home of its own, and Sequoia by its command sqop.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Input = Uint8Array | string;

export class GnuPg {
  // Short: a socket stands in it.
  readonly home = mkdtempSync(join(tmpdir(), 'gpg-'));

  /** What it writes to standard output. Throws, with what it complained of, where it fails. */
  run(args: readonly string[], input: Input = ''): Buffer {
    const options = ['--homedir', this.home, '--batch', '--no-tty', '--pinentry-mode', 'loopback', '--passphrase', '', '--trust-model', 'always'];
    return execFileSync('gpg', [...options, ...args], { input, stdio: 'pipe', maxBuffer: 1 << 28 });
  }

  /** Makes a key, of elliptic curves if not told otherwise, and gives its certificate. `at`: as if it were then, like 20200101T000000. */
  makeKey(userId: string, { algorithm = 'future-default', usage = 'default', expires = 'never', at, options = [] }: NewKey = {}): Uint8Array {
    const time = at === undefined ? [] : ['--faked-system-time', at];
    this.run([...time, ...options, '--quick-gen-key', userId, algorithm, usage, expires]);
    return this.certificate(userId);
  }

  certificate(userId: string, ...options: string[]): Uint8Array {
    return new Uint8Array(this.run([...options, '--export', userId]));
  }

  fingerprint(userId: string): string {
    return /^fpr:+([0-9A-F]+):/m.exec(this.run(['--with-colons', '--list-keys', userId]).toString())?.[1] ?? '';
  }

  /** Takes back a key by the revocation that gpg made together with it. */
  revoke(userId: string): void {
    const prepared = readFileSync(join(this.home, 'openpgp-revocs.d', `${this.fingerprint(userId)}.rev`), 'utf8');
    this.run(['--import'], prepared.replace(':-----BEGIN', '-----BEGIN'));
  }

  /** Adds a subkey that encrypts, made at `at`. It may end, after `expires`. */
  addEncryptionKey(userId: string, { at, expires = 'never' }: { at: string; expires?: string }): void {
    this.run(['--faked-system-time', at, '--quick-add-key', this.fingerprint(userId), 'cv25519', 'encr', expires]);
  }

  /** Commands as somebody types them at `gpg --edit-key`. */
  edit(userId: string, commands: readonly string[], ...options: string[]): void {
    const fixed = ['--homedir', this.home, '--no-tty', '--pinentry-mode', 'loopback', '--passphrase', '', '--trust-model', 'always'];
    execFileSync('gpg', [...fixed, ...options, '--command-fd', '0', '--edit-key', userId], { input: `${commands.join('\n')}\n`, stdio: 'pipe' });
  }

  /** Key ids for which a message is encrypted. */
  recipientsOf(message: Input): string[] {
    return [...this.run(['--list-packets', '--list-only'], message).toString().matchAll(/^:pubkey enc packet:.*keyid ([0-9A-F]+)$/gm)].map(([, id]) => id ?? '');
  }

  /** gpg's own words on a detached signature: GOODSIG, REVKEYSIG, BADSIG and so on. */
  verify({ file, signature }: { file: Input; signature: Input }): string[] {
    const paths = { file: join(this.home, 'file'), signature: join(this.home, 'file.asc') };
    writeFileSync(paths.file, file);
    writeFileSync(paths.signature, signature);
    const args = ['--status-fd', '1', '--verify', paths.signature, paths.file];
    let said: string;
    try {
      said = this.run(args).toString();
    } catch (error) {
      said = String((error as { stdout?: Buffer }).stdout);
    }
    return [...said.matchAll(/^\[GNUPG:\] (\w+)/gm)].map(([, word]) => word ?? '');
  }

  stop(): void {
    execFileSync('gpgconf', ['--homedir', this.home, '--kill', 'all'], { stdio: 'ignore' });
    rmSync(this.home, { recursive: true, force: true });
  }
}

type NewKey = { algorithm?: string; usage?: string; expires?: string; at?: string; options?: string[] };

/** Sequoia by the Stateless OpenPGP interface: files in, bytes out. */
export class Sequoia {
  readonly folder = mkdtempSync(join(tmpdir(), 'sqop-'));
  private files = 0;

  private file(content: Input): string {
    this.files += 1;
    const path = join(this.folder, String(this.files));
    writeFileSync(path, content);
    return path;
  }

  private run(args: readonly string[], input: Input): Uint8Array {
    return new Uint8Array(execFileSync('sqop', args, { input, stdio: 'pipe', maxBuffer: 1 << 28 }));
  }

  makeKey(userId: string): { secret: Uint8Array; certificate: Uint8Array } {
    const secret = this.run(['generate-key', userId], '');
    return { secret, certificate: this.run(['extract-cert'], secret) };
  }

  decrypt(message: Input, secret: Input): Uint8Array {
    return this.run(['decrypt', this.file(secret)], message);
  }

  sign(file: Input, secret: Input): Uint8Array {
    return this.run(['sign', '--as=binary', this.file(secret)], file);
  }

  /** Throws where it is not by this certificate. */
  verify(file: Input, { signature, certificate }: { signature: Input; certificate: Input }): string {
    return Buffer.from(this.run(['verify', this.file(signature), this.file(certificate)], file)).toString();
  }

  /** The certificate with its subkey that encrypts taken back, for a reason that `sq revoke subkey` knows. */
  revokeEncryptionKey({ secret, certificate, reason }: { secret: Input; certificate: Input; reason: string }): Uint8Array {
    const described = this.inspect(certificate);
    const subkey = [...described.matchAll(/Subkey: ([0-9A-F]+)\s[^]*?Key flags: ([^\n]*)/g)].find(([, , flags]) => flags?.includes('encryption'))?.[1] ?? '';
    const revocation = this.sq(['revoke', 'subkey', '--certificate', this.file(certificate), '--revocation-key', this.file(secret), subkey, reason, 'as a test']);
    return new Uint8Array(this.sq(['keyring', 'merge', this.file(certificate), this.file(revocation)]));
  }

  /** The certificate in binary, said to be revoked by somebody else's key. */
  revokedBy(other: Input, certificate: Input): Uint8Array {
    const revocation = this.sq(['revoke', 'certificate', '--certificate', this.file(certificate), '--revocation-key', this.file(other), 'compromised', 'as a test']);
    return new Uint8Array(this.sq(['keyring', 'merge', '--binary', this.file(certificate), this.file(revocation)]));
  }

  private sq(args: readonly string[]): Buffer {
    return execFileSync('sq', args, { stdio: 'pipe' });
  }

  /** What `sq inspect` says about packets. */
  inspect(packets: Input): string {
    return this.sq(['inspect', this.file(packets)]).toString();
  }

  stop(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
