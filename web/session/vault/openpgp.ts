// OpenPGP at the edge: copies for people who only have a certificate, and signatures over files. The library is loaded by the
// first call here, and not before; the signing key lies in the sealed state and is open in this worker only.
import { fromBase64Url, toBase64Url, type Bytes } from '#crypto';
import { VaultError } from '../vault-error.ts';
import type { CertificateView, SigningKeyView } from '../vault-api/edge.ts';
import { readAttachment, type StreamParts } from './attachment-stream.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import type { OpenPgpDocument } from './documents.ts';
import { requireMessage } from './mailbox.ts';
import { editState, readDocument } from './state.ts';

const openPgp = () => import('#crypto/openpgp').catch((cause: unknown) => Promise.reject(new VaultError('offline', {}, { cause })));

/** What the pieces that are handed on are gathered to: each costs a message to another thread. */
const PIECE_BYTES = 1_048_576;

export async function readCertificate(context: VaultContext, file: Bytes): Promise<CertificateView> {
  const { readCertificate: read } = await openPgp();
  return read(file, context.now()).catch(refuseCertificate);
}

/** `certificate_refused`, with the problem; anything else as it is. */
function refuseCertificate(error: unknown): never {
  const { code, problem } = (error ?? {}) as { code?: unknown; problem?: unknown };
  throw code === 'certificate_refused' ? new VaultError(code, { problem }, { cause: error }) : error;
}

export type CopySource = { message: string; certificate: Bytes };

/** The copy's `.eml`, piece by piece. Attachments pass through: none is ever held as a whole. */
export async function* readMailCopy(context: VaultContext, source: CopySource, parts: StreamParts): AsyncGenerator<Bytes> {
  const { writeEncryptedMail } = await openPgp();
  const { account } = requireUnlocked(context);
  const { manifest, body } = await requireMessage(context, requireId(source.message));
  const own = manifest.sender.account === account ? await storedKey(context) : null;
  const copy = {
    id: requireId(manifest.id),
    inReplyTo: manifest.inReplyTo === null ? null : requireId(manifest.inReplyTo),
    time: manifest.time,
    sender: manifest.sender.address,
    recipients: manifest.recipients.map(({ address }) => address),
    subject: manifest.subject,
    body,
    attachments: manifest.attachments.map(({ id, name, path, mediaType }) => ({
      name, path, mediaType,
      read: () => readAttachment(context, { message: manifest.id, attachment: id }, parts),
    })),
  };
  const signingKey = own?.secretKey ? fromBase64Url(own.secretKey) : null;
  try {
    yield* inPieces(writeEncryptedMail(copy, { certificate: source.certificate, signingKey, now: context.now() }));
  } catch (error) {
    refuseCertificate(error);
  } finally {
    signingKey?.fill(0);
  }
}

async function* inPieces(chunks: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  let gathered: Bytes[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    gathered.push(chunk);
    length += chunk.length;
    if (length < PIECE_BYTES) continue;
    yield joined(gathered, length);
    gathered = [];
    length = 0;
  }
  if (length > 0) yield joined(gathered, length);
}

function joined(chunks: readonly Bytes[], length: number): Bytes {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

export async function signingKey(context: VaultContext): Promise<SigningKeyView | null> {
  const stored = await storedKey(context);
  return stored && viewOf(stored);
}

export async function createSigningKey(context: VaultContext): Promise<SigningKeyView> {
  const { createSigningKey: create } = await openPgp();
  const { session, address } = requireUnlocked(context);
  const made = await create({ name: session.name, address, now: context.now() });
  const fresh: OpenPgpDocument = {
    version: 1,
    fingerprint: made.fingerprint,
    secretKey: toBase64Url(made.secretKey),
    certificate: made.certificate,
    createdAt: context.now(),
    withdrawnAt: null,
  };
  made.secretKey.fill(0);
  // Where another device was faster, its key stays.
  await editState(context, { openpgp: (current) => (current === null || current.withdrawnAt !== null ? fresh : current) });
  return requireSigningKey(context).then(viewOf);
}

/** Nothing is signed with it any more; its certificate says so from now on. */
export async function withdrawSigningKey(context: VaultContext, { compromised }: { compromised: boolean }): Promise<SigningKeyView> {
  const { withdrawSigningKey: withdraw } = await openPgp();
  const { fingerprint, secretKey } = await requireSigningKey(context);
  const now = context.now();
  const certificate = await withdraw(fromBase64Url(secretKey), { compromised, now });
  await editState(context, {
    openpgp: (current) =>
      current?.fingerprint === fingerprint && current.withdrawnAt === null ? { ...current, secretKey: null, certificate, withdrawnAt: now } : current,
  });
  const stored = await storedKey(context);
  if (!stored) throw new VaultError('unexpected');
  return viewOf(stored);
}

/** The detached signature over a file, armored. */
export async function signFile(context: VaultContext, file: Blob): Promise<string> {
  const { chunksOf, signDetached } = await openPgp();
  const { secretKey } = await requireSigningKey(context);
  return signDetached({ secretKey: fromBase64Url(secretKey), now: context.now() }, chunksOf(file.stream()));
}

export type SignatureCheck = { file: Blob; signature: Bytes; certificate: Bytes };

/** When the certificate's owner signed this file; null where they did not. */
export async function checkSignature(context: VaultContext, { file, signature, certificate }: SignatureCheck): Promise<number | null> {
  const { chunksOf, verifyDetached } = await openPgp();
  return verifyDetached({ certificate, signature, now: context.now() }, chunksOf(file.stream())).catch(refuseCertificate);
}

function storedKey(context: VaultContext): Promise<OpenPgpDocument | null> {
  return readDocument(context, 'openpgp');
}

async function requireSigningKey(context: VaultContext): Promise<OpenPgpDocument & { secretKey: string }> {
  const stored = await storedKey(context);
  if (!stored || stored.secretKey === null) throw new VaultError('no_signing_key');
  return { ...stored, secretKey: stored.secretKey };
}

function viewOf({ fingerprint, certificate, createdAt, withdrawnAt }: OpenPgpDocument): SigningKeyView {
  return { fingerprint, certificate, createdAt, withdrawnAt };
}
