// Why a message cannot go out (yet), in words, and what can be done about it.
import { canList, RECIPIENTS_OF_A_MESSAGE } from '../../session/message-room.ts';
import type { Draft } from '../../session/vault-api/drafts.ts';
import type { Signature } from '../../session/vault-api/texts.ts';
import { formatDuration, formatList } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { plainText } from './body-document.ts';
import { withoutSignature } from './own-texts/signature-place.ts';
import type { ChosenRecipient, ChosenState } from './use-recipients.ts';

export type ProblemHelp = 'confirm-again' | 'compare-keys' | 'open-invitations';
export type Problem = {
  code: string;
  text: string;
  help: ProblemHelp | null;
  /** It goes out by itself as soon as this passes. */
  passes: boolean;
};

const words = text.compose.problems;

export function problem(code: string, message: string, help: ProblemHelp | null = null): Problem {
  return { code, text: message, help, passes: code === 'offline' };
}

/** What the person can put right before anything is asked of the server. */
export function recipientProblems(draft: Draft, recipients: readonly ChosenRecipient[]): Problem[] {
  if (draft.recipients.length === 0) return [problem('no_recipients', words.noRecipients)];
  if (draft.recipients.length > RECIPIENTS_OF_A_MESSAGE) return [problem('too_many_recipients', words.tooManyRecipients)];
  const named = (state: ChosenState) => recipients.filter((recipient) => recipient.state === state).map(nameAndAddress);
  const found = [
    { code: 'not_addresses', names: named('not-an-address'), say: words.notAddresses, help: null },
    { code: 'not_allowed', names: named('not-allowed'), say: words.notAllowed, help: null },
    { code: 'domain_not_allowed', names: named('beyond-domains'), say: words.beyondDomains, help: null },
    { code: 'account_deleted', names: named('deleted'), say: words.deleted, help: null },
    { code: 'keys_changed', names: named('changed'), say: words.changed, help: 'compare-keys' },
    { code: 'claim_wrong', names: named('alarm'), say: words.alarm, help: 'open-invitations' },
  ] as const;
  return found.filter(({ names }) => names.length > 0).map(({ code, names, say, help }) => problem(code, say(formatList(names)), help));
}

/** Nobody seals an empty envelope on purpose: Send refuses it rather than ask. A subject alone is a message, a signature alone is none. */
export function contentProblems(draft: Draft, signature: Signature | null): Problem[] {
  const written = plainText(withoutSignature(draft.body, signature)).trim();
  const isEmpty = draft.attachments.length === 0 && draft.secureSubject.trim() === '' && written === '';
  const isPast = draft.expiry !== null && 'at' in draft.expiry && draft.expiry.at <= Date.now();
  const listed = canList(draft.attachments) ? [] : [problem('too_many_files', words.tooManyFiles)];
  return [...listed, ...(isEmpty ? [problem('empty', words.empty)] : []), ...(isPast ? [problem('expiry_past', words.expiryPast)] : [])];
}

const plainWords: Readonly<Record<string, string>> = {
  offline: words.offline,
  unavailable: words.unavailable,
  notice_contains_code: words.noticeContainsCode,
  guests_do_not_invite: words.guestsDoNotInvite,
  advanced_not_allowed: words.advancedNotAllowed,
  attachment_incomplete: words.attachmentIncomplete,
  notice_limit: words.noticeLimit,
  too_large: words.tooLarge,
  too_many_files: words.tooManyFiles,
  too_many_recipients: words.tooManyRecipients,
  message_conflict: words.conflict,
  draft_changed: words.draftChanged,
  not_signed_in: words.notSignedIn,
  state_conflict: words.stateConflict,
  conflict: words.stateConflict,
  state_rolled_back: words.rolledBack,
  invalid_input: words.invalidBody,
};

/** Turns what sending threw into words. Every one says what is kept and what to do. */
export function problemOf({ code, details }: { code: string; details: Readonly<Record<string, unknown>> }): Problem {
  const addresses = Array.isArray(details['addresses']) ? details['addresses'].filter((entry) => typeof entry === 'string') : [];
  const named = formatList(addresses);
  if (code === 'not_confirmed') return problem(code, words.notConfirmed, 'confirm-again');
  if (code === 'keys_changed') return problem(code, words.changed(named), 'compare-keys');
  if (code === 'account_deleted') return problem(code, words.deleted(named));
  if (code === 'claim_wrong') return problem(code, words.alarm(named), 'open-invitations');
  if (code === 'domain_not_allowed') return problem(code, words.beyondDomains(named));
  if (code === 'invalid_address') return problem(code, words.notAddresses(named));
  if (code === 'recipient_changed' || code === 'invitation_exists') {
    return problem('recipient_changed', named === '' ? words.recipientChangedPlain : words.recipientChanged(named));
  }
  if (code === 'too_many_requests') return problem(code, words.tooMany(waitOf(details['retryAfter'])));
  return problem(code, plainWords[code] ?? words.unknown);
}

function waitOf(seconds: unknown): string {
  return formatDuration((typeof seconds === 'number' ? seconds : 60) * 1000);
}

function nameAndAddress({ name, address }: ChosenRecipient): string {
  return name === address ? address : `${name} (${address})`;
}
