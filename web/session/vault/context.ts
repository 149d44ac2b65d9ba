// What the vault's parts share: the world it was given, and, while an account is open, everything that must be forgotten at
// log-off. Nothing in here ever crosses to the page.
import { isId, normaliseAddress, wipe, wipeKeyring, type AccountKey, type Address, type ClaimKey, type ExportKey, type Id, type KemSeed, type Keyring, type MemberRole, type StateKey } from '#crypto';
import type { ApiClient } from '../api.ts';
import type { OpenSegment } from '../opening-pool.ts';
import { forgetIndex, type SearchIndex } from '../search/search-index.ts';
import type { DeviceName } from '../vault-api/drafts.ts';
import type { SessionInfo } from '../vault-api/session.ts';
import { VaultError } from '../vault-error.ts';
import type { DeviceStore } from './device-store.ts';
import type { StoredAttachment } from './documents.ts';
import type { DraftFile } from './draft-file.ts';
import type { KnownMessage } from './mailbox.ts';
import type { Person } from './people.ts';
import type { Unanswered } from './sealed-draft.ts';
import type { KnownSettings } from './server-settings.ts';
import type { SealedRoot, StateCache } from './state.ts';
import type { KnownWord } from './statements.ts';
import type { Undoable } from './take-back.ts';

export type VaultParts = {
  api: ApiClient;
  /** For attachments' ciphertext, which is streamed and may be resumed. */
  fetch: typeof fetch;
  /** For attachments' segments: in workers of their own, or here. */
  openSegment: OpenSegment;
  device: DeviceStore;
  /** What other devices call this one. */
  deviceName: DeviceName | null;
  /** Of the server, without a slash at the end: what complete links begin with. */
  origin: string;
  /** Unix milliseconds. */
  now(): number;
};

/** An open account. */
export type Unlocked = {
  session: SessionInfo;
  readonly account: Id;
  readonly address: Address;
  accountKey: AccountKey;
  stateKey: StateKey;
  keyring: Keyring;
  state: StateCache;
  /** Under which name this device remembers the account's newest root. */
  readonly rootMemory: string;
  /**
   * The newest root as the server gave it to a device that knows none, while no message can be asked whether it is: nothing is opened
   * before that. Null: it has been held against what this device or a message knew.
   */
  unwitnessed: SealedRoot | null;
  /** This account as others see it; its newest identity is that of the keyring's current keys. */
  self: Person;
  readonly people: Map<Id, { person: Promise<Person | null>; at: number }>;
  /** What colleagues say of people, by account. */
  readonly words: Map<Id, KnownWord>;
  /** Which keys were shown as a colleague's word, and whose, by address. */
  readonly vouched: Map<string, { keys: string; name: string }>;
  /** Addresses that were shown as reached by an access code alone. */
  readonly behindCode: Set<string>;
  readonly messages: Map<Id, KnownMessage>;
  /** What can be searched: plaintext of everything. */
  readonly search: SearchIndex;
  /** Which identity a person was shown for an address: the one that may be confirmed. */
  readonly shownKeys: Map<string, string>;
  /** Files of drafts: complete ones and those being uploaded. */
  readonly files: Map<Id, DraftFile>;
  /** Files that were removed from their drafts: a journal that comes late must not bring them back. */
  readonly dropped: Set<Id>;
  /** Saves of upload journals that are about to begin, by draft, and when the next may. */
  readonly journals: Map<Id, { waiting: Promise<void> | null; notBefore: number }>;
  /** Drafts whose journal will be saved in a moment, without anybody waiting. */
  readonly noted: Set<Id>;
  /** Files that came with a message which is being forwarded. */
  readonly forwardedFiles: Map<Id, StoredAttachment>;
  /** Sealed requests whose answer never came: sent again byte for byte. */
  readonly unanswered: Map<Id, Unanswered>;
  /** What was sent a moment ago, by id. */
  readonly undoable: Map<Id, Undoable>;
  /** The names of all saves of drafts that were made here. */
  readonly editions: Set<string>;
  /** Drafts of which a version is aside until somebody chooses, and its edition. */
  readonly asides: Map<Id, string>;
  /** Drafts that went out: a save that comes late must not bring them back. */
  readonly gone: Set<Id>;
  /** Drafts that were discarded here: the same. */
  readonly discarded: Set<Id>;
  /** Its keys are overwritten. */
  closed: boolean;
};

/** An invitation whose escrow the access code has opened, until it is accepted. */
export type Redemption = {
  id: Id;
  ticket: string;
  seed: KemSeed;
  claimKey: ClaimKey;
  address: Address;
  /** What the inviter signed: the account of this address may start again. */
  restart: boolean;
  practice: Id;
  /** What the invited person becomes in that practice; null: a guest. */
  role: MemberRole | null;
  inviter: Person;
  /** The inviter's address as the code vouches for it: their chain may have left it since. */
  wroteAs: Address;
};

/** A log-in whose password is proved and whose second factor is not yet given. */
export type Halfway = { ticket: string; exportKey: ExportKey };

export type VaultContext = VaultParts & {
  unlocked: Unlocked | null;
  redemption: Redemption | null;
  halfway: Halfway | null;
  settings: KnownSettings | null;
};

export function requireUnlocked(context: VaultContext): Unlocked {
  if (!context.unlocked) throw new VaultError('not_signed_in');
  return context.unlocked;
}

/**
 * To be asked after sealing and before sending: keys that were overwritten meanwhile are zeros, and what they sealed is open to
 * everybody.
 */
export function requireStillOpen({ closed }: Pick<Unlocked, 'closed'>): void {
  if (closed) throw new VaultError('not_signed_in');
}

/** Overwrites the keys and forgets everything that was open. */
export function lock(context: VaultContext): void {
  const { unlocked, redemption } = context;
  if (unlocked) {
    unlocked.closed = true;
    wipe(unlocked.accountKey, unlocked.stateKey);
    wipeKeyring(unlocked.keyring);
    for (const { key } of unlocked.files.values()) wipe(key);
    forgetIndex(unlocked.search);
  }
  if (redemption) wipe(redemption.seed, redemption.claimKey);
  context.unlocked = null;
  context.redemption = null;
  forgetHalfway(context);
}

export function forgetHalfway(context: VaultContext): void {
  if (context.halfway) wipe(context.halfway.exportKey);
  context.halfway = null;
}

/** Ids come from addresses of pages and from the server: of the right form, or nothing is asked with them. */
export function requireId(text: string): Id {
  if (!isId(text)) throw new VaultError('not_found');
  return text;
}

export function requireAddress(text: string): Address {
  try {
    return normaliseAddress(text);
  } catch (cause) {
    throw new VaultError('invalid_address', { addresses: [text] }, { cause });
  }
}
