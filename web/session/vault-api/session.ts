// Who is signed in, and how one comes in and out.
import type { MemberRole } from '#crypto';
import type { Id } from './id.ts';

export type { MemberRole } from '#crypto';

export type Role = MemberRole | 'guest';

/** `idleMinutes` null: the server's own. */
export type Policies = {
  completeLink: boolean;
  idleMinutes: number | null;
  secondFactor: boolean;
  inviting: 'everybody' | 'administrators';
  /** Beyond coworkers; none: anybody. */
  allowedDomains: readonly string[];
  /** What a new draft begins with; null: never. */
  expiryDays: 7 | 30 | 90 | null;
  /** How late members may choose to hear of messages by e-mail. */
  notices: 'any' | 'day' | 'at-once';
};

export type Practice = {
  id: Id;
  name: string;
  plan: 'free' | 'paid';
  policies: Policies;
  replyTo: string | null;
};

export type SessionInfo = {
  account: Id;
  address: string;
  name: string;
  confirmed: boolean;
  role: Role;
  practice: Practice | null;
  sponsors: { id: Id; name: string }[];
  device: Id;
  idleMinutes: number;
  mayInvite: boolean;
  /** Whether ZIP, STL and DICOM may go to people outside the own network. */
  advancedToOutsiders: boolean;
  /** The practice asks for a second factor, and there is none: the vault opens nothing before it is set up. */
  secondFactorMissing: boolean;
  unread: number;
};

export interface SessionVault {
  /** `existing`: to the account that has confirmed this address, also where another was signed up in this browser. */
  logIn(input: { address: string; password: string; existing?: boolean }): Promise<SessionInfo>;
  /** After a reload: opens the account key with both halves. Null where log-in is needed. */
  resume(): Promise<SessionInfo | null>;
  /** The signed-in account as the server has it now; null where nobody is signed in here. */
  session(): Promise<SessionInfo | null>;
  logOut(): Promise<void>;

  /** What other tabs and devices have changed of drafts, contacts, labels and texts is known from then on. */
  takeOver(): Promise<void>;
}
