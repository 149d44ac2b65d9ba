// An account from its sign-up to its deletion: password, recovery kit, address, practice.
import type { RekeyReason } from '#crypto';
import type { SecondFactorProof } from './second-factor.ts';

/** The 24 words of a new recovery kit, shown once. `date` is unix milliseconds. */
export type RecoveryKit = { words: string[]; address: string; date: number };

export interface AccountVault {
  signUp(input: { practiceName: string; name: string; address: string; password: string; token: string | null }): Promise<RecoveryKit>;

  /** For whoever belongs to no practice. `token`: the operator's, where SIGN_UP asks for one. */
  foundPractice(input: { name: string; token: string | null }): Promise<void>;

  changePassword(input: { current: string; next: string }): Promise<void>;
  /**
   * `compromise`: the old keys may be in other hands, and are withdrawn for everybody. Otherwise a `renewal`. With the second factor where
   * there is one; without it this throws `wrong_second_factor`. Passkeys then open nothing until `letPasskeyUnlock`.
   */
  renewKit(input: { password: string; reason?: RekeyReason } & SecondFactorProof): Promise<RecoveryKit>;
  recover(input: { address: string; words: string; password: string; reason?: RekeyReason }): Promise<RecoveryKit>;
  /** Starts an account anew by the operator's link, where no kit is left. Old mail stays closed. */
  restart(input: { token: string; password: string }): Promise<RecoveryKit>;

  /** Both mailboxes get a link. Throws `address_taken`, `wrong_credentials`, `wrong_second_factor`. */
  askAddressChange(input: { password: string; address: string } & SecondFactorProof): Promise<void>;
  /** Throws `address_change_not_ready`, `address_change_expired`, also where this account has not asked for that address. */
  finishAddressChange(input: { password: string; address: string } & SecondFactorProof): Promise<RecoveryKit>;
  stopAddressChange(): Promise<void>;

  /** All that is kept about this account, as JSON to be read and taken along; no key and no code is in it. */
  ownData(input: { explanation: string }): Promise<Blob>;
  /** Ends this account for good and logs off. Throws `wrong_credentials`, `wrong_second_factor`, `last_owner`, `conflict`. */
  deleteAccount(input: { password: string; endsPractice: boolean } & SecondFactorProof): Promise<void>;
}
