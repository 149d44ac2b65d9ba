// The shapes that requests are made of. Bytes arrive as canonical base64url and become Buffers; addresses become normalised.
import { z } from 'zod';
import { domainOf, isId, normaliseAddress, plainName, type Address, type Id } from '#crypto/server';
import { MAX_STATE_BLOB_BYTES, MAX_STATE_BLOBS } from '../limits.ts';
import { TOKEN_FORM } from '../token.ts';

const SHA256_BYTES = 32;
const KEM_PUBLIC_KEY_BYTES = 1216;
const MAX_VERSION = 2 ** 31 - 1;

export const id = z
  .string()
  .max(22)
  .refine(isId)
  .transform((text) => text as Id);

/** Bytes of these lengths. base64url without padding has one text for each byte string: any other is refused. */
export function bytes({ min, max }: { min: number; max: number }) {
  return z
    .string()
    .max(Math.ceil((max * 4) / 3))
    .transform((text, context) => {
      const decoded = Buffer.from(text, 'base64url');
      if (decoded.length >= min && decoded.length <= max && decoded.toString('base64url') === text) return decoded;
      context.addIssue({ code: 'custom', message: 'bytes' });
      return z.NEVER;
    });
}

export const sha256 = bytes({ min: SHA256_BYTES, max: SHA256_BYTES });
export const kemPublicKey = bytes({ min: KEM_PUBLIC_KEY_BYTES, max: KEM_PUBLIC_KEY_BYTES });

export const address = z
  .string()
  .max(320)
  .transform((text, context): Address => {
    try {
      return normaliseAddress(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'address' });
      return z.NEVER;
    }
  });

/** Normalised as in an address. */
export const domain = z
  .string()
  .max(255)
  .transform((text, context): string => {
    try {
      return domainOf(normaliseAddress(`anybody@${text.trim()}`));
    } catch {
      context.addIssue({ code: 'custom', message: 'domain' });
      return z.NEVER;
    }
  });

/** One line a person wrote: a name, without what would make it look like another. */
export const name = z
  .string()
  .transform(plainName)
  .refine((text) => text.length >= 1 && text.length <= 200 && !/[\p{Cc}\p{Surrogate}\u2028\u2029]/u.test(text));

/** Of an authenticator app, or a recovery code. */
export const secondFactorCode = z.string().min(1).max(40);

/** A passkey's own id. */
const credential = bytes({ min: 1, max: 1023 });
const clientData = bytes({ min: 1, max: 2048 });

/** What a new passkey's authenticator says of it. */
export const attestation = z.strictObject({
  credential,
  clientData,
  attestation: bytes({ min: 1, max: 16_384 }),
  transports: z.array(z.string().regex(/^[a-z-]{1,20}$/)).max(10),
});

/** A passkey's answer to a challenge. */
export const assertion = z.strictObject({
  credential,
  clientData,
  authenticatorData: bytes({ min: 37, max: 2048 }),
  signature: bytes({ min: 1, max: 2048 }),
  userHandle: bytes({ min: 1, max: 64 }).nullable(),
});

/** One of the two, where there is a second factor; neither where there is none. */
export const secondFactor = { code: secondFactorCode.optional(), passkey: assertion.optional() };

/** What this server gave out: a ticket, a log-in. */
export const token = z.string().regex(TOKEN_FORM);
/** What came back from a mailed link; only its maker can tell whether it is genuine. */
export const mailedToken = z.string().max(200);
/** An OPAQUE message. The library parses it and refuses what is none. */
export const opaqueMessage = z.string().min(1).max(1024);

export const signedObject = z.strictObject({
  json: z.string().min(2).max(16_384),
  signatures: z.array(z.string().max(100)).min(1).max(2).readonly(),
});

const version = z.int().min(1).max(MAX_VERSION);

export const wrap = z.strictObject({
  name: z.enum(['password', 'kit']),
  version,
  sealed: bytes({ min: 32, max: 1024 }),
});

/** Of a passkey. */
export const passkeyWrap = wrap.omit({ name: true });

/** One of each. */
export const wraps = z.array(wrap).length(2).refine((list) => new Set(list.map((each) => each.name)).size === list.length);

export const blobName = z.string().regex(/^[a-z][a-z-]{0,31}(\/[A-Za-z0-9_-]{22})?$/);
const sealedState = bytes({ min: 32, max: MAX_STATE_BLOB_BYTES });

export const statePut = z.strictObject({
  /** 0: there is none yet. */
  expectedVersion: z.int().min(0).max(MAX_VERSION),
  root: z.strictObject({ version, sealed: sealedState }),
  put: z.array(z.strictObject({ name: blobName, version, sealed: sealedState })).max(MAX_STATE_BLOBS),
  remove: z.array(blobName).max(MAX_STATE_BLOBS),
}).refine(({ put, remove }) => {
  const names = [...put.map((blob) => blob.name), ...remove];
  return new Set(names).size === names.length;
});

export const rekey = z.strictObject({
  wraps,
  kitProofHash: sha256,
  state: statePut,
  identity: signedObject,
  kemPublicKey,
  revoke: signedObject.nullable(),
});

export const notice = z.strictObject({
  /** Becomes a header of an e-mail: one line. */
  subject: z.string().max(200).refine((text) => !/[\p{Cc}\p{Surrogate}\u2028\u2029]/u.test(text)),
  text: z.string().max(10_000).refine((text) => !/[^\P{Cc}\n\r\t]|\p{Surrogate}/u.test(text)),
});

export const memberRole = z.enum(['owner', 'administrator', 'member']);

export const newInvitation = z.strictObject({
  id,
  address,
  object: signedObject,
  kemPublicKey,
  proofHash: sha256,
  escrow: bytes({ min: 64, max: 65_536 }),
});

export type StatePut = z.output<typeof statePut>;
export type Rekey = z.output<typeof rekey>;
export type NewInvitation = z.output<typeof newInvitation>;
