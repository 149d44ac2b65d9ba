// What went wrong, in a person's terms: what happened, that nothing is lost, what to do. One entry for each error code; those that
// log-in never meets are learnt with the words of the pages that do.
import { formatDuration, formatTime } from '../format.ts';

export type FailureWords = { title: string; text: string };
export type Details = Readonly<Record<string, unknown>>;
export type FailureEntries = Record<string, FailureWords | ((details: Details) => FailureWords)>;

/** "until 14:32 (in 9 minutes)", from the seconds that the server asks to wait. */
export function pause({ retryAfter }: Details): string {
  if (typeof retryAfter !== 'number') return 'for a while';
  return `until ${formatTime(Date.now() + retryAfter * 1000)} (${formatDuration(retryAfter * 1000)} from now)`;
}

const entries: FailureEntries = {
  wrong_credentials: {
    title: 'This address and password do not belong together',
    text: 'Check both; capital letters count. Nothing is lost. After several wrong tries log-in pauses for a while.',
  },
  account_suspended: {
    title: 'This account is suspended',
    text: 'Your messages are kept, and new ones still arrive; you can read them when it is resumed. Ask your practice, or whoever runs this Sealpost.',
  },
  too_many_requests: (details) => ({
    title: 'Too many tries',
    text: `To keep others out, this is paused ${pause(details)}. Nothing is lost; it works again then.`,
  }),
  offline: {
    title: 'No connection to Sealpost',
    text: 'Check your network and try again. What you typed is still here.',
  },
  unavailable: {
    title: 'Sealpost does not answer right now',
    text: 'The server is down or being updated. Nothing is lost, and what you typed is still here. Try again in a minute.',
  },
  wrong_origin: ({ publicUrl }) => ({
    title: 'Sealpost has another address than this one',
    text: `${typeof publicUrl === 'string' ? `Open ${publicUrl} instead` : 'Ask whoever runs it for the right one'}, and go on there. Nothing was changed.`,
  }),
  not_signed_in: {
    title: 'You were logged out',
    text: 'Log in again to go on. Nothing is lost.',
  },
  not_allowed: {
    title: 'Your account may not do this',
    text: 'Nothing was changed. Ask an administrator of your practice if you need it.',
  },
  ticket_expired: {
    title: 'That took a little too long',
    text: 'For safety each step has a time limit. Nothing is lost: try again, or reload the page and begin anew.',
  },
  invalid_request: {
    title: 'The server did not accept this',
    text: 'Look for unusual signs in what you typed, or something very long. Nothing was changed, and nothing is lost.',
  },
  not_verified: {
    title: 'Something does not fit together',
    text: 'A signature could not be verified, so nothing was done. Try again; if it happens again, tell whoever runs this Sealpost.',
  },
  not_confirmed: {
    title: 'Your address is not confirmed yet',
    text: 'Open the link in the e-mail you were sent after registering. Nothing is lost.',
  },
  storage_full: {
    title: 'The server has no room left',
    text: 'Nothing is lost. Tell whoever runs this Sealpost, and try again later.',
  },
  invalid_address: {
    title: 'This is not a whole e-mail address',
    text: 'Check it, for example for a missing dot or a space.',
  },
  state_rolled_back: {
    title: 'The server has offered an older copy of your mailbox',
    text: 'Sealpost refuses to work with it, since something could be missing. Tell whoever runs this Sealpost. Nothing on this device is lost.',
  },
  state_conflict: {
    title: 'Another device changed the same thing at the same time',
    text: 'Nothing is lost. Try again.',
  },
  cannot_open: {
    title: 'This could not be opened',
    text: 'It was damaged or changed on the way, so nothing of it is shown. The rest of your mailbox works.',
  },
  unsupported: {
    title: 'This browser lacks something that Sealpost needs',
    text: 'Use a current Chrome, Edge, Firefox or Safari. Private windows and strict settings can be the reason, too.',
  },
};

const unexpected: FailureWords = {
  title: 'Something went wrong that should not have',
  text: 'Nothing is lost. Reload the page and try again; if it happens again, tell whoever runs this Sealpost what you were doing.',
};

/** Adds entries for codes that only some pages meet. */
export function learnFailures(more: FailureEntries): void {
  Object.assign(entries, more);
}

export function failureWords({ code, details }: { code: string; details: Details }): FailureWords {
  const entry = entries[code] ?? unexpected;
  return typeof entry === 'function' ? entry(details) : entry;
}
