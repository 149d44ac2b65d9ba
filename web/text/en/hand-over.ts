// Words of handing messages over to a coworker: what, to whom, how far it is, and what they will see.
import { formatCount } from '../format.ts';

const messages = { one: 'message', other: 'messages' };

export const handOver = {
  title: 'Hand over',
  lead: 'Before you leave, or pass your work on: give a coworker what they still need from your mailbox. You keep your own copy.',
  loading: 'Looking at your practice…',
  again: 'Try again',
  asked: {
    title: (who: string) => `${who} asks you to hand your messages over`,
    text: (date: string) => `Asked on ${date}. You choose what.`,
    toWhom: (who: string) => `They would like ${who} to have it.`,
  },
  alone: { title: 'Nobody to hand over to', text: 'You are the only one in your practice, or do not belong to one. Messages can be handed over to coworkers only; to anybody else, forward them.' },
  what: {
    title: 'What, and to whom',
    hint: 'Each message is opened and checked on this device, and sealed to your coworker. The server cannot read it.',
    to: 'Coworker',
    choose: 'Choose somebody',
    toError: 'Choose a coworker.',
    scope: 'Which messages',
    scopes: {
      everything: 'Everything in Inbox, Sent and Archive',
      messages: (count: number) => `${formatCount(count, messages)} that you have selected`,
      label: 'Everything with a label',
      contact: 'Everything with one contact',
    },
    label: 'Label',
    contact: 'E-mail address of the contact',
    contactError: 'Type the whole e-mail address.',
    left: 'What is in the trash, drafts, contacts, labels and templates are not handed over.',
    submit: 'Hand over',
    busy: 'Beginning…',
  },
  sees: {
    title: 'What your coworker sees',
    items: [
      'The messages themselves, with their files, as their senders sealed them. Who wrote them, to whom and when is checked again on your coworker’s device.',
      'That you handed them over. They do not see what you read or answered by another way, nor whether you left something out.',
      'What you had not read yet is in their Inbox. Everything else is in their Archive. All of it under its original date.',
      'One e-mail at the end, not one for each message. You get one as well.',
    ],
  },
  run: {
    title: (address: string) => `Handing over to ${address}`,
    progress: (done: number, total: number) => `${done} of ${formatCount(total, messages)}`,
    stopped: 'Stopped. Nothing is lost: go on whenever you like, on any device.',
    leave: 'Leave this page open. If you close it, go on here later.',
    stop: 'Stop for now',
    goOn: 'Go on',
    end: 'Finish',
    endEarly: 'Finish here',
    endEarlyHint: 'What was handed over stays handed over.',
    complete: (done: number) => `Your coworker has the ${done === 1 ? 'message' : formatCount(done, messages)}.`,
    nothing: 'Nothing was handed over.',
    refused: (count: number) => `${formatCount(count, messages)} could not be opened and checked here, and ${count === 1 ? 'stays' : 'stay'} behind.`,
    tell: 'Finish, and your coworker is told by e-mail.',
    done: 'Handed over. Your coworker is told by e-mail.',
  },
  failures: {
    compare_first: { title: 'Compare keys with this coworker first', text: 'Nothing was handed over. For so much at once it must be certain whom it is sealed to: call them, open Trust, and compare the numbers.' },
    keys_changed: { title: 'The keys of this coworker have changed', text: 'Nothing more is handed over. Call them, open Trust, and compare the numbers before you go on.' },
    not_allowed: { title: 'This person cannot take it over', text: 'They no longer belong to your practice, or cannot log in at the moment. Choose somebody else.' },
    nothing_to_hand_over: { title: 'There is nothing to hand over', text: 'No message fits what you have chosen.' },
    conflict: { title: 'A hand-over is open already', text: 'It was begun on another device. Go on there, or finish it here.' },
    too_many_requests: { title: 'That was a great deal for one day', text: 'Nothing is lost. Go on tomorrow.' },
  },
  compare: 'Open Trust',
};
