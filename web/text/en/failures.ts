// What went wrong, in a person's terms: what happened, that nothing is lost, what to do. One entry for each error code.
import { formatDuration, formatTime } from '../format.ts';

export type FailureWords = { title: string; text: string };
type Details = Readonly<Record<string, unknown>>;

/** "until 14:32 (in 9 minutes)", from the seconds that the server asks to wait. */
function pause({ retryAfter }: Details): string {
  if (typeof retryAfter !== 'number') return 'for a while';
  return `until ${formatTime(Date.now() + retryAfter * 1000)} (${formatDuration(retryAfter * 1000)} from now)`;
}

function tooManyWrongCodes(paused: string): FailureWords {
  return {
    title: 'Too many wrong codes',
    text: `To protect what waits for you, this is paused ${paused}. The sender has been told. The right code works again then.`,
  };
}

function wrongCode(triesLeft: unknown): FailureWords {
  const left = triesLeft === 1 ? 'One try is' : `${triesLeft} tries are`;
  return {
    title: 'This is not the access code of this invitation',
    text: `${typeof triesLeft === 'number' ? `${left} left before it pauses for an hour. ` : ''}If you have several codes, the one for this e-mail is needed.`,
  };
}

const entries: Record<string, FailureWords | ((details: Details) => FailureWords)> = {
  wrong_credentials: {
    title: 'This address and password do not belong together',
    text: 'Check both; capital letters count. Nothing is lost. After several wrong tries log-in pauses for a while.',
  },
  wrong_second_factor: {
    title: 'This code is not right, or was used before',
    text: 'Type the code that the app shows now; a new one comes every 30 seconds. Each is taken once. If codes keep failing, check that the phone’s clock sets itself. Nothing is lost.',
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
  wrong_kit: {
    title: 'These words do not open an account with this address',
    text: 'Check the address, and that the kit is your newest one: an older kit stops working when a new one is made. Nothing is lost.',
  },
  kit_words_invalid: (details) => kitWords(details),
  sign_up_closed: {
    title: 'New practices are not taken here at the moment',
    text: 'Ask whoever runs this Sealpost for a sign-up link, or ask a colleague who uses it to write to you: the invitation opens a free account.',
  },
  sign_up_token_invalid: {
    title: 'This sign-up link does not work',
    text: 'It may be used up or cut off. Ask whoever sent it for a new one. What you typed is still here.',
  },
  confirmation_expired: {
    title: 'This link no longer works',
    text: 'Log in and have the mail sent again from there.',
  },
  code_invalid: {
    title: 'A letter or digit of this code is mistyped',
    text: 'Compare it with what you were given. The code checks itself, so this has cost no try.',
  },
  wrong_code: ({ triesLeft }) => (triesLeft === 0 ? tooManyWrongCodes('for an hour') : wrongCode(triesLeft)),
  invitation_paused: (details) => tooManyWrongCodes(pause(details)),
  invitation_expired: {
    title: 'This invitation has expired',
    text: 'Ask the sender to send the message again: you then get a new e-mail and a new access code.',
  },
  invitation_used: {
    title: 'This invitation has been used already',
    text: 'If that was you, log in to read the message. If it was not, tell the sender at once.',
  },
  invitation_cancelled: {
    title: 'The sender has withdrawn this invitation',
    text: 'Ask the sender if you expected a message.',
  },
  account_exists: {
    title: 'There is an account for this address already',
    text: 'Log in with its password, and this message is added to your mailbox. Nothing was changed.',
  },
  mailbox_token_required: {
    title: 'This has to be done from the link in the e-mail',
    text: 'It proves that the mailbox is yours. Open the link in the e-mail you were sent, and type the access code there.',
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
  claim_wrong: {
    title: 'The invitation does not prove who it is from',
    text: 'Nothing was opened and no account was made. Call the sender before you try again.',
  },
  restart_expired: {
    title: 'This link has expired',
    text: 'Ask whoever runs this Sealpost for a new one.',
  },
  restart_used: {
    title: 'This link has been used already',
    text: 'If that was you, log in with your new password. If it was not, tell whoever runs this Sealpost at once.',
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

function kitWords({ reason, index, unknown, count }: Details): FailureWords {
  const position = typeof index === 'number' ? index : typeof unknown === 'number' ? unknown : null;
  const notLost = 'Nothing is lost; compare with the printed page.';
  if (position !== null) return { title: `Word ${position + 1} is not one of the words used in kits`, text: `It is probably mistyped. ${notLost}` };
  if (reason === 'count' || typeof count === 'number') return { title: 'A recovery kit has 24 words', text: `Type or paste all of them, in their order. ${notLost}` };
  return { title: 'These 24 words do not fit together', text: `One of them is probably in the wrong place, or replaced by a similar one. ${notLost}` };
}

const unexpected: FailureWords = {
  title: 'Something went wrong that should not have',
  text: 'Nothing is lost. Reload the page and try again; if it happens again, tell whoever runs this Sealpost what you were doing.',
};

export function failureWords({ code, details }: { code: string; details: Details }): FailureWords {
  const entry = entries[code] ?? unexpected;
  return typeof entry === 'function' ? entry(details) : entry;
}
