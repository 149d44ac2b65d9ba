// The mails that the server sends: what each kind needs to be written. Nothing here comes from a secure message, and
// mail to an address that has not confirmed carries nothing that the one who typed the address could choose.
import type { Language } from '../language.ts';

/** Times are unix milliseconds; ids are those whose HMAC becomes the link's token (server/mailed-token.ts). */
export type MailPayloads = {
  /** The plaintext part of a message, or of an invitation without one; the link follows from message and invitation. */
  notice: { subject: string; text: string; sender: { name: string; practice: string | null }; replyTo: string | null };
  /** Several notices in one mail, as their recipient has chosen. Filled in when it leaves: what was taken back by then is not in it. */
  digest: { notices: readonly NoticeOfDigest[] };
  /** Asks whoever reads the mailbox to confirm the address. */
  confirm: { confirmation: string };
  /** Somebody signed up with an address that has an account. */
  address_taken: Record<string, never>;
  /** Somebody signed up with an address that an account has left lately, which can still go back to it. */
  address_kept: { until: number };
  /** An administrator makes somebody a member of the practice, or lets a member start again. */
  coworker: { sender: { name: string; practice: string }; restart: boolean };
  /** An invitee has no access code and asks the inviter for it. `address` is the invitee's. */
  code_asked: { address: string };
  /** Too many wrong access codes; told to the inviter. `address` is the invitee's. */
  code_paused: { address: string; pausedUntil: number };
  /** The account was opened with its recovery kit and has a new password. */
  recovered: { at: number };
  password_changed: { at: number };
  second_factor_on: { at: number };
  second_factor_off: { at: number };
  /** Beside a factor that was there before, and that stays. */
  authenticator_added: { at: number };
  authenticator_removed: { at: number };
  passkey_added: { at: number };
  passkey_removed: { at: number };
  /** A coworker's account was deleted, by themselves where nobody else is named; told to the owners of the practice. */
  coworker_deleted: { name: string; address: string; at: number; by?: 'operator' };
  /** To the mailbox of a new address, which has not answered yet. */
  new_address: { change: string };
  /** To the mailbox of the address so far. `address`: the new one. */
  old_address: { change: string; address: string; at: number };
  /** To both, once it is done. */
  address_changed: { from: string; to: string; at: number };
  /** A coworker has another address; told to the owners of the practice. */
  coworker_moved: { name: string; from: string; to: string; at: number };
  /** All that a coworker has handed over at once; told to who has it now. */
  handed_over: { giver: { name: string; practice: string | null }; messages: number };
  /** The same, told to who gave it. */
  hand_over_made: { receiver: { name: string; address: string }; messages: number; at: number };
  /** An administrator asks a coworker for it. */
  hand_over_asked: { by: { name: string; practice: string }; to: string | null };
  /** The account was deleted, by its owner where nobody else is named. */
  account_deleted: { at: number; by?: 'operator' };
  /** The account was started anew, without its old mail. */
  restarted: { at: number };
  /** The operator's link by which an owner who lost everything starts anew. */
  restart: { restart: string };
};

/** What a single notice would say. */
export type NoticeOfDigest = { message: string; subject: string; text: string; sender: { name: string; practice: string | null } };

export type MailKind = keyof MailPayloads;

export type OutgoingMail = {
  [Kind in MailKind]: {
    kind: Kind;
    payload: MailPayloads[Kind];
    recipient: string;
    message: string | null;
    invitation: string | null;
    practice: string | null;
    /** The account that it is about, and to. */
    account: string | null;
    /** Who writes: it is in their language where its reader has none here. */
    writer: string | null;
    now: Date;
    /** Whose choice decides when it leaves, and when that is; without it, at once. */
    chosen?: { by: string; at: Date };
  };
}[MailKind];

/** A mail as the outbox hands it back to be written and sent. */
export type QueuedMail = {
  [Kind in MailKind]: {
    id: string;
    language: Language;
    kind: Kind;
    payload: MailPayloads[Kind];
    recipient: string;
    message: string | null;
    invitation: string | null;
  };
}[MailKind];
