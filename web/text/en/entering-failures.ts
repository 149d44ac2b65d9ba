// What goes wrong while one gets an account, or gets back into one.
import { formatDay } from '../format.ts';
import { type Details, type FailureEntries, type FailureWords, pause } from './failures.ts';

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

function kitWords({ reason, index, unknown, count }: Details): FailureWords {
  const position = typeof index === 'number' ? index : typeof unknown === 'number' ? unknown : null;
  const notLost = 'Nothing is lost; compare with the printed page.';
  if (position !== null) return { title: `Word ${position + 1} is not one of the words used in kits`, text: `It is probably mistyped. ${notLost}` };
  if (reason === 'count' || typeof count === 'number') return { title: 'A recovery kit has 24 words', text: `Type or paste all of them, in their order. ${notLost}` };
  return { title: 'These 24 words do not fit together', text: `One of them is probably in the wrong place, or replaced by a similar one. ${notLost}` };
}

export const enteringFailures: FailureEntries = {
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
  address_kept: ({ until }) => ({
    title: 'This address is kept for an account that had it before',
    text: `${typeof until === 'number' ? `Until ${formatDay(until)}` : 'For some weeks'} no other account can be made with it, so this invitation cannot be used yet. If that account is yours, ask the sender to write to the address that it has now. If not, ask the sender to write to another address of yours, or again after that. Nothing was changed.`,
  }),
  members_full: {
    title: 'The practice has no place left for you just now',
    text: 'Nothing was changed, and the invitation stays open. Ask whoever invited you to make room, then open the link in the e-mail once more.',
  },
  mailbox_token_required: {
    title: 'This has to be done from the link in the e-mail',
    text: 'It proves that the mailbox is yours. Open the link in the e-mail you were sent, and type the access code there.',
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
};
