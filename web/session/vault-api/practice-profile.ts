// How practices are reached: what one vouches for, and what recipients see of it.
import type { Bytes } from '#crypto';

/** What stands on a practice's letters, each part as it is written there. */
export type ProfileFields = { name: string; address: readonly string[]; phone: string | null; website: string | null };
/** `logo`: SHA-256 of its bytes. `time`: when it was signed. */
export type ProfileView = ProfileFields & { logo: string | null; time: number };
/** Of somebody who wrote. `compared`: an access code or a comparison has proved the keys that vouch for it; else whoever swapped the keys wrote the number too. */
export type SenderProfile = ProfileView & { compared: boolean };
/** `kept`: the one that is there, by its hash. */
export type NewLogo = Bytes | { kept: string } | null;
/**
 * Of one's own practice. `vouched`: recipients see it with this account's messages. `unproved`: whoever signed it is not proved to belong to
 * the practice; `withdrawn`: its keys were withdrawn since; `older`: this account has seen a newer one. What it says then is the server's word, and goes to nobody.
 */
export type PracticeProfile = { status: 'none' | 'vouched' | 'unproved' | 'withdrawn' | 'older'; edition: number; profile: ProfileView | null; signer: string | null };

export interface ProfileVault {
  /** That of one's own practice, for which this account vouches by the same call, where it may. */
  practiceProfile(): Promise<PracticeProfile>;
  /** Signs it. `after`: the edition that was looked at. Throws `profile_changed` where another is there meanwhile, `profile_invalid` with `details.fields`. */
  savePracticeProfile(input: { after: number; fields: ProfileFields; logo: NewLogo }): Promise<void>;
  /** How the practice of somebody is reached from whom a message was opened; null: none that they vouch for. */
  senderProfile(account: string): Promise<SenderProfile | null>;
  /** A PNG that is the logo of that hash; `account` null: of one's own practice. Throws `cannot_open` for anything else. */
  profileLogo(input: { account: string | null; logo: string }): Promise<Bytes>;
}
