// An authenticator in software: makes passkeys and signs, as WebAuthn says, and as it says not to, for attacks.
import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { passkeyPrfInput, passkeyUnlockKey, passkeyWrapName, toBase64Url, wrapAccountKey } from '#crypto';
import { ok } from './browser-stand-in.ts';
import type { TestClient } from './client.ts';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;

export type Credential = { id: Buffer; privateKey: KeyObject; publicKey: Buffer; secret: Buffer; site: URL; account: string; counter: number };

/** What a browser or an authenticator says that need not be true. */
export type Saying = Partial<{
  origin: string;
  host: string;
  type: string;
  verified: boolean;
  counter: number;
  crossOrigin: boolean;
  /** Another id than that of the key that signs. */
  id: Buffer;
  userHandle: Buffer | null;
  /** One bit of it is turned. */
  brokenSignature: true;
}>;

const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** The few kinds of CBOR (RFC 8949) that an attestation is made of; maps as lists of pairs, in their order. */
function cbor(value: number | string | Buffer | [unknown, unknown][]): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.length), ...value.flatMap((pair) => pair.map((each) => cbor(each as never)))]);
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.of((major << 5) | length);
  if (length < 256) return Buffer.of((major << 5) | 24, length);
  return Buffer.of((major << 5) | 25, length >> 8, length & 255);
}

function newCredential({ site, account }: Pick<Credential, 'site' | 'account'>): Credential {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const cose = cbor([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]]);
  return { id: randomBytes(32), privateKey, publicKey: cose, secret: randomBytes(32), site, account, counter: 0 };
}

function clientData(site: URL, challenge: string, { origin = site.origin, crossOrigin = false, type }: Saying & { type: string }): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }));
}

function authenticatorData(site: URL, { counter, verified = true, host = site.hostname }: Saying & { counter: number }, attested: Buffer | null): Buffer {
  const flags = USER_PRESENT | (verified ? USER_VERIFIED : 0) | (attested === null ? 0 : ATTESTED);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(host), Buffer.of(flags), count, attested ?? Buffer.alloc(0)]);
}

/** A new passkey for whoever is signed in, and what the browser sends of it. */
export function attest(client: TestClient, challenge: string, saying: Saying = {}) {
  const site = new URL(client.server.parts.settings.publicUrl);
  const credential = newCredential({ site, account: client.account });
  const length = Buffer.of(credential.id.length >> 8, credential.id.length & 255);
  const attested = Buffer.concat([Buffer.alloc(16), length, credential.id, credential.publicKey]);
  const authData = authenticatorData(site, { counter: 0, ...saying }, attested);
  const passkey = {
    credential: (saying.id ?? credential.id).toString('base64url'),
    clientData: clientData(site, challenge, { type: 'webauthn.create', ...saying }).toString('base64url'),
    attestation: cbor([['fmt', 'none'], ['attStmt', []], ['authData', authData]]).toString('base64url'),
    transports: ['internal'],
  };
  return { credential, passkey };
}

/** The passkey's answer to a challenge. */
export function assert(credential: Credential, challenge: string, saying: Saying = {}) {
  const { site } = credential;
  credential.counter = saying.counter ?? credential.counter + 1;
  const data = clientData(site, challenge, { type: 'webauthn.get', ...saying });
  const authData = authenticatorData(site, { ...saying, counter: credential.counter }, null);
  const signature = sign('sha256', Buffer.concat([authData, sha256(data)]), credential.privateKey);
  if (saying.brokenSignature) signature[signature.length - 1]! ^= 1;
  const handle = saying.userHandle === undefined ? Buffer.from(credential.account, 'base64url') : saying.userHandle;
  return {
    credential: (saying.id ?? credential.id).toString('base64url'),
    clientData: data.toString('base64url'),
    authenticatorData: authData.toString('base64url'),
    signature: signature.toString('base64url'),
    userHandle: handle?.toString('base64url') ?? null,
  };
}

/** What the authenticator’s PRF gives for the one input that is ever asked. */
export function prfOf({ secret }: Credential): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', secret).update(sha256(Buffer.concat([Buffer.from('WebAuthn PRF\0'), passkeyPrfInput()]))).digest());
}

export async function wrapFor(client: TestClient, credential: Credential, version = 1) {
  const scope = { account: client.account, name: await passkeyWrapName(credential.id), version };
  return { version, sealed: toBase64Url(await wrapAccountKey(await passkeyUnlockKey(prfOf(credential)), scope, client.unlocked.accountKey)) };
}

export type Adding = { unlocks?: boolean; name?: string; code?: string; by?: Credential };

/** Adds a passkey for whoever is signed in. `code` or `by`: the second factor that there is already. */
export async function addPasskey(client: TestClient, { unlocks = true, name = 'Test key', code, by }: Adding = {}): Promise<{ credential: Credential; codes: string[] | null }> {
  const reauth = await client.reauthenticate();
  const given = { ...(code === undefined ? {} : { code }), ...(by === undefined ? {} : { passkey: assert(by, await changeChallenge(client)) }) };
  const { challenge } = await ok(client.api.passkeys.start.$post({ json: { reauth, ...given } }));
  const { credential, passkey } = attest(client, challenge);
  const { codes } = await ok(client.api.passkeys.finish.$post({ json: { passkey, name, wrap: unlocks ? await wrapFor(client, credential) : null } }));
  return { credential, codes };
}

/** The challenge for a change that asks for the second factor. */
export async function changeChallenge(client: TestClient): Promise<string> {
  return (await ok(client.api.passkeys.challenge.$post())).challenge;
}

export async function logInChallenge(client: TestClient): Promise<string> {
  return (await ok(client.api.login.passkey.start.$post())).challenge;
}

/** The challenge of a log-in whose password is proved. */
export async function stepChallenge(client: TestClient, ticket: string): Promise<string> {
  return (await ok(client.api.login['second-factor'].passkey.$post({ json: { ticket } }))).challenge;
}
