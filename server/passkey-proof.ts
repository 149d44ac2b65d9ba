// What an authenticator signs, checked by @simplewebauthn/server (WebAuthn Level 3, sections 7.1 and 7.2): for our own origin and host
// alone, with the person verified. The library is loaded by the first passkey.
import { TOKEN_FORM } from './token.ts';

/** A new credential, as the browser hands it on. Nothing is asked about the make of the authenticator. */
export type Attestation = { credential: Buffer; clientData: Buffer; attestation: Buffer; transports: string[] };
export type Assertion = { credential: Buffer; clientData: Buffer; authenticatorData: Buffer; signature: Buffer; userHandle: Buffer | null };

export type ProvedCredential = { publicKey: Buffer; counter: number };

/** Ed25519, P-256 and RSA, in the order of our liking. */
const ALGORITHMS = [-8, -7, -257];

function siteOf(publicUrl: string) {
  const { origin, hostname } = new URL(publicUrl);
  return { expectedOrigin: origin, expectedRPID: hostname };
}

/** The challenge that the browser says it was given; null where there is none, or where another site's page asked. */
export function challengeOf(clientData: Buffer): string | null {
  try {
    const { challenge, crossOrigin } = JSON.parse(clientData.toString('utf8')) as { challenge?: unknown; crossOrigin?: unknown };
    return typeof challenge === 'string' && TOKEN_FORM.test(challenge) && crossOrigin !== true ? challenge : null;
  } catch {
    return null;
  }
}

/** `challenge`: the one that was given for this. Null for whatever is not right. */
export async function verifyAttestation({ credential, clientData, attestation, transports }: Attestation, { challenge, publicUrl }: { challenge: string; publicUrl: string }): Promise<ProvedCredential | null> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const id = credential.toString('base64url');
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: { clientDataJSON: clientData.toString('base64url'), attestationObject: attestation.toString('base64url'), transports: transports as never },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      ...siteOf(publicUrl),
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified || registrationInfo.credential.id !== id) return null;
    return { publicKey: Buffer.from(registrationInfo.credential.publicKey), counter: registrationInfo.credential.counter };
  } catch {
    return null;
  }
}

type Expected = { challenge: string; publicUrl: string; publicKey: Buffer; counter: number };

/** The counter from now on. Null for whatever is not right, and where the counter has not risen though it counts: a copy of the key. */
export async function verifyAssertion({ credential, clientData, authenticatorData, signature }: Assertion, { challenge, publicUrl, publicKey, counter }: Expected): Promise<number | null> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const id = credential.toString('base64url');
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData.toString('base64url'),
          authenticatorData: authenticatorData.toString('base64url'),
          signature: signature.toString('base64url'),
        },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      ...siteOf(publicUrl),
      credential: { id, publicKey: new Uint8Array(publicKey), counter },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}
