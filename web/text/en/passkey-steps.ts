// Words of coming in by a passkey, and what goes wrong with passkeys wherever they are asked for.
import type { FailureEntries } from './failures.ts';

export const passkeyFailures: FailureEntries = {
  passkey_cancelled: {
    title: 'No passkey was used',
    text: 'The window was closed, the time was up, or this device has no passkey for Sealpost. Nothing was changed. Try again, or go on without a passkey.',
  },
  passkey_known: {
    title: 'This device has a passkey for your account already',
    text: 'One is enough for each device. Nothing was changed. To replace it, remove the one that there is first.',
  },
  passkey_unsupported: {
    title: 'This browser cannot use a passkey here',
    text: 'Nothing was changed. Update the browser, or use another one; password, app and recovery codes work as before.',
  },
  passkey_without_key: {
    title: 'This passkey cannot open the mailbox in this browser',
    text: 'It can be the second step after your password: log in with the password. Some browsers and devices give no key for opening.',
  },
  passkey_opens_nothing: {
    title: 'This passkey is only a second step',
    text: 'Log in with your password, then use it. In the settings you can let it open the mailbox too.',
  },
  passkey_does_not_open: {
    title: 'This passkey does not open the mailbox',
    text: 'You were not logged in. Use your password, and if this happens again, remove the passkey in the settings and add it anew.',
  },
  passkey_of_another: {
    title: 'This passkey belongs to another account',
    text: 'Nothing was opened, and what you were writing is still here. Use a passkey of this account, or its password.',
  },
  wrong_passkey: {
    title: 'This passkey was not accepted',
    text: 'It was removed from the account, is of another one, or it took too long. Nothing is lost. Try again, or go on without a passkey.',
  },
  too_many_passkeys: {
    title: 'There are twenty passkeys already',
    text: 'Remove one that you no longer use, then add this one.',
  },
};

export const passkeySteps = {
  logIn: 'Log in with a passkey',
  logInHint: 'Opens your mailbox without the password, if you have set this up.',
  label: 'Second step',
  hint: 'Confirm on this device, on your phone or with your security key.',
  use: 'Use a passkey',
};
