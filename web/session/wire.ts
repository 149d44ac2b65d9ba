// The API's JSON shapes that the session code hands around (docs: server/routes). The typed client checks them against the
// server's own types wherever a response is assigned to one of these.
import type { MemberRole, SignedObject } from '#crypto';
import type { Id } from './vault-api/id.ts';
import type { DeliveryView, Folder } from './vault-api/mailbox.ts';
import type { SessionInfo } from './vault-api/session.ts';

export type WireWrap = { name: 'password' | 'kit'; version: number; sealed: string };
export type WireBlob = { name: string; version: number; sealed: string };

/** A compare-and-swap of the sealed state. `expectedVersion` 0: there is none yet. */
export type StatePut = {
  expectedVersion: number;
  root: { version: number; sealed: string };
  put: WireBlob[];
  remove: string[];
};

export type Directory = {
  account: Id;
  address: string;
  name: string;
  practice: { id: Id; name: string } | null;
  /** The practice's name, or what a guest wrote. */
  practiceName: string | null;
  /** False: came by a claim of mine, and the mailbox has not confirmed yet. */
  confirmed: boolean;
  /** Oldest first. */
  identities: SignedObject[];
  kemPublicKey: string;
  revocations: SignedObject[];
};

/** An open invitation of my practice, as a look-up returns it. */
export type WireOpenInvitation = {
  id: Id;
  object: SignedObject;
  kemPublicKey: string;
  inviter: Directory;
  member: SignedObject;
  /** My own membership. */
  own: SignedObject | null;
  /** The memberships from the inviter's and mine up to the founder's; null: signed for somebody, and belongs to no practice any more. `statements`: what they have signed of each other's keys. */
  administrators: { directory: Directory; member: SignedObject | null; statements: SignedObject[] }[];
};

/** `deleted`: the account that had this address and is gone, where I knew it. */
export type LookUp = { address: string; registered: Directory | null; invitation: WireOpenInvitation | null; moved: Directory | null; deleted: Id | null };

export type NewInvitation = {
  id: Id;
  address: string;
  object: SignedObject;
  kemPublicKey: string;
  proofHash: string;
  escrow: string;
};

export type WireInvitation = {
  id: Id;
  address: string;
  object: SignedObject;
  kemPublicKey: string;
  createdAt: number;
  expiresAt: number;
  status: 'open' | 'claimed' | 'expired' | 'cancelled';
  pausedUntil: number | null;
  wrongTries: number;
  codeAskedAt: number | null;
  restart: boolean;
  noticeStatus: DeliveryView['noticeStatus'] | 'sending' | null;
  /** `member`: the membership of the coworker whom it made. */
  claim: { claim: string; directory: Directory; at: number; member: SignedObject | null } | null;
  role: MemberRole | null;
};

export type Rekey = {
  wraps: WireWrap[];
  kitProofHash: string;
  state: StatePut;
  identity: SignedObject;
  kemPublicKey: string;
  revoke: SignedObject | null;
};

export type Notice = { subject: string; text: string };

export type MessageRow = {
  id: Id;
  thread: Id;
  inReplyTo: Id | null;
  sender: { account: Id; name: string; practice: string | null; address: string };
  /** Null where it was sent to the account, or by it. */
  handedOver: { id: Id; giver: { account: Id; name: string; address: string } } | null;
  sentAt: number;
  folder: Folder;
  readAt: number | null;
  starred: boolean;
  /** When the trash lets go of it; null elsewhere. */
  removal: number | null;
  stanza: number;
  role: 'sender' | 'recipient';
  recipients: { address: string; name: string | null }[];
  notice: Notice;
  attachments: number;
  typeClass: 'standard' | 'advanced';
  expires: number | null;
};

/** `pass`: of a message that was handed over. */
export type WireContainer = { id: Id; stanza: number; container: string; pass: string | null };

export type NewMessage = {
  id: Id;
  thread: Id;
  inReplyTo: Id | null;
  container: string;
  /** In the manifest's order: the stanza's index is the recipient's. */
  recipients: { address: string; account: Id | null; invitation: Id | null; kem: string }[];
  notice: Notice;
  typeClass: 'standard' | 'advanced';
  expires: number | null;
  attachments: Id[];
  invitations: NewInvitation[];
};

/** What a log-in and a registration answer with. */
export type OpenedSession = { session: SessionInfo; share: string };
