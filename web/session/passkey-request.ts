// The browser's side of passkeys: asks the authenticator, and hands its answer on as the vault and the server take it. What its PRF gives
// goes to the vault's worker with its buffer, so that nothing of it stays in the page. Loaded where passkeys are used.
import { transfer } from 'comlink';
import type { PasskeyAnswer, PasskeyAssertion, PasskeyAttestation, PasskeyChallenge } from './vault-api/second-factor.ts';
import { VaultError } from './vault-error.ts';

const TIME_MS = 120_000;
/** Ed25519, P-256 and RSA: what the server verifies. */
const ALGORITHMS = [-8, -7, -257];

/** False where the browser has none of it, and under an address that is numbers: passkeys belong to names. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function' && /[a-z]$/i.test(location.hostname);
}

type Owner = { account: string; address: string; name: string };
/** `output` null although `unlocks`: the authenticator gives it only when it is asked once more. */
export type MadePasskey = { attestation: PasskeyAttestation; output: Uint8Array<ArrayBuffer> | null; unlocks: boolean };

/** Throws `passkey_cancelled`, `passkey_known`, `passkey_unsupported`. */
export async function createPasskey({ challenge, credentials, input }: PasskeyChallenge, { account, address, name }: Owner): Promise<MadePasskey> {
  const credential = await asked(
    navigator.credentials.create({
      publicKey: {
        challenge: parse(challenge),
        rp: { id: location.hostname, name: 'Sealpost' },
        // The account's id, which tells nobody else anything; the names are for the list that the authenticator shows.
        user: { id: parse(account), name: address, displayName: name },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: credentials.map(described),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        timeout: TIME_MS,
        extensions: input === null ? {} : { prf: { eval: { first: input } } },
      },
    }),
  );
  const response = credential.response as AuthenticatorAttestationResponse;
  const { prf } = credential.getClientExtensionResults();
  const output = outputOf(prf);
  return {
    attestation: {
      credential: text(credential.rawId),
      clientData: text(response.clientDataJSON),
      attestation: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
    output,
    unlocks: output !== null || prf?.enabled === true,
  };
}

/** Throws `passkey_cancelled`, `passkey_unsupported`. */
export async function askPasskey({ challenge, credentials, input }: PasskeyChallenge): Promise<{ assertion: PasskeyAssertion; output: Uint8Array<ArrayBuffer> | null }> {
  const credential = await asked(
    navigator.credentials.get({
      publicKey: {
        challenge: parse(challenge),
        rpId: location.hostname,
        allowCredentials: credentials.map(described),
        userVerification: 'required',
        timeout: TIME_MS,
        extensions: input === null ? {} : { prf: { eval: { first: input } } },
      },
    }),
  );
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    assertion: {
      credential: text(credential.rawId),
      clientData: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle === null ? null : text(response.userHandle),
    },
    output: outputOf(credential.getClientExtensionResults().prf),
  };
}

/** The PRF's output of a passkey that was made a moment ago. What it signs goes nowhere, so the challenge may come from here. */
export async function askOutput({ attestation }: MadePasskey, input: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  const challenge = text(crypto.getRandomValues(new Uint8Array(32)).buffer);
  const { credential, transports } = attestation;
  return (await askPasskey({ challenge, credentials: [{ id: credential, transports }], input })).output;
}

/** With the buffer of the PRF's output, which is empty here from then on. Throws `passkey_without_key` where there is none. */
export function handedOver<Rest extends object>(answer: Rest & { output: Uint8Array<ArrayBuffer> | null }): Rest & Pick<PasskeyAnswer, 'output'> {
  const { output } = answer;
  if (output === null) throw new VaultError('passkey_without_key');
  return transfer({ ...answer, output }, [output.buffer]);
}

function outputOf(prf: AuthenticationExtensionsPRFOutputs | undefined): Uint8Array<ArrayBuffer> | null {
  const first = prf?.results?.first;
  if (first === undefined) return null;
  return first instanceof ArrayBuffer ? new Uint8Array(first) : new Uint8Array(first.buffer as ArrayBuffer, first.byteOffset, first.byteLength);
}

/** An error of the browser's as one that there are words for. */
async function asked(request: Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await request;
    if (credential !== null) return credential as PublicKeyCredential;
  } catch (cause) {
    const { name } = (cause ?? {}) as { name?: unknown };
    if (name === 'InvalidStateError') throw new VaultError('passkey_known', {}, { cause });
    // Closed, refused or out of time: browsers do not say which.
    if (name === 'NotAllowedError' || name === 'AbortError') throw new VaultError('passkey_cancelled', {}, { cause });
    throw new VaultError('passkey_unsupported', {}, { cause });
  }
  throw new VaultError('passkey_cancelled');
}

function described({ id, transports }: PasskeyChallenge['credentials'][number]): PublicKeyCredentialDescriptor {
  return { type: 'public-key', id: parse(id), transports: transports as AuthenticatorTransport[] };
}

function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function parse(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}
