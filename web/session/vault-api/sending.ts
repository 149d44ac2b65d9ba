// Sending a draft, and taking back what was sent.
import type { Draft } from './drafts.ts';
import type { Id } from './id.ts';
import type { AccessCode } from './invitations.ts';

/** `undoMs`: for so long it can be taken back. */
export type Sent = { id: Id; codes: AccessCode[]; undoMs: number };

/** Addresses. `fetched`: of those it was recalled from, whose device had it already. `opened`: from whom it was too late. */
export type Recall = { recalled: string[]; fetched: string[]; opened: string[] };

export interface SendingVault {
  send(draft: Draft): Promise<Sent>;
  /** Takes a message back that was sent here a moment ago: it is a draft again, whose id this is. Throws `message_released` when it is too late. */
  undoSend(message: Id): Promise<Id>;
  /** Takes a sent message back from those of these people who have not opened it. */
  recall(input: { message: Id; addresses: string[] }): Promise<Recall>;
}
