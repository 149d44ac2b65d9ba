// The second step of log-in, and what goes wrong with its codes wherever they are asked for.
import type { FailureEntries } from './failures.ts';

export const secondStepFailures: FailureEntries = {
  second_factor_needed: {
    title: 'Your practice asks for a second factor',
    text: 'Nothing is lost, and what you wrote is kept. Set it up on this page, then go on.',
  },
  wrong_second_factor: {
    title: 'This code is not right, or was used before',
    text: 'Type the code that the app shows now; a new one comes every 30 seconds. Each is taken once. If codes keep failing, check that the phone’s clock sets itself. Nothing is lost.',
  },
};

export const secondStep = {
  title: 'Second step',
  submit: 'Continue',
  back: 'Back',
  empty: 'Type the code.',
  others: { passkey: 'Use a passkey instead', app: 'Use the app instead', recovery: 'Use a recovery code instead' },
  app: {
    label: 'Code',
    hint: 'The six digits that your authenticator app shows now.',
    wrong: {},
  },
  recovery: {
    label: 'Recovery code',
    hint: 'One of those that you stored when you set up the second step. Each works once.',
    wrong: { wrong_second_factor: { title: 'This recovery code is not right, or was used before', text: 'Compare it with your list and try again, or try another one. Without app and codes, the recovery kit opens your mailbox.' } },
  },
};
