// The second factor: codes of an app, and passkeys, which may unlock the keys as well.
import type { Bytes } from '#crypto';
import type { Id } from './id.ts';
import type { SessionInfo } from './session.ts';

/** `secret`: in base 32, as authenticator apps take it. */
export type SecondFactorSetUp = { setUp: string; secret: string };

/** What a passkey answered to a challenge, in base64url. */
export type PasskeyAssertion = { credential: string; clientData: string; authenticatorData: string; signature: string; userHandle: string | null };

/** What the authenticator says of a new passkey. */
export type PasskeyAttestation = { credential: string; clientData: string; attestation: string; transports: string[] };

/** `credentials`: those that may answer, none for any; when one is made, those that there are. `input`: for its PRF, where that is wanted. */
export type PasskeyChallenge = { challenge: string; credentials: { id: string; transports: string[] }[]; input: Bytes | null };

/** `output`: what its PRF gave. The vault takes the buffer and overwrites it. */
export type PasskeyAnswer = { assertion: PasskeyAssertion; output: Bytes };

/** A code of the app, a recovery code or a passkey's answer; neither where there is no second factor. */
export type SecondFactorProof = { code?: string; passkey?: PasskeyAssertion };

export interface SecondFactorVault {
  // Logging in
  /** After `logIn` has thrown `second_factor_required`, whose `details` are `app` and `passkey`: which there are. */
  giveSecondFactor(proof: SecondFactorProof): Promise<SessionInfo>;
  beginPasskeyStep(): Promise<PasskeyChallenge>;
  beginPasskeyLogIn(): Promise<PasskeyChallenge>;
  /** `address`: of the locked page, or null. Throws `passkey_of_another`, `passkey_does_not_open`, `passkey_opens_nothing`. */
  logInByPasskey(input: PasskeyAnswer & { address: string | null }): Promise<SessionInfo>;

  // Setting it up
  /** Throws `wrong_credentials`, and `conflict` where there is one already. `secondFactor.finish` puts it in force. */
  beginSecondFactor(input: { password: string } & SecondFactorProof): Promise<SecondFactorSetUp>;
  renewSecondFactorCodes(input: { password: string } & SecondFactorProof): Promise<string[]>;
  turnOffSecondFactor(input: { password: string } & SecondFactorProof): Promise<void>;
  beginPasskey(input: { password: string } & SecondFactorProof): Promise<PasskeyChallenge>;
  /** `output` null: a second factor only. Answers the recovery codes that come with the first factor. */
  addPasskey(input: { attestation: PasskeyAttestation; name: string; output: Bytes | null }): Promise<string[] | null>;
  beginPasskeyUnlock(): Promise<PasskeyChallenge>;
  /** `version`: above that of its wrap so far. */
  letPasskeyUnlock(input: PasskeyAnswer & { id: Id; version: number; password: string }): Promise<void>;
  removePasskey(input: { id: Id; password: string } & SecondFactorProof): Promise<void>;
}
