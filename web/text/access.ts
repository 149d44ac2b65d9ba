// The words of the pages outside the mailbox and of the kit. Apart, so that log-in does not load the words of everything else.
import { confirmation } from './en/confirmation.ts';
import { failureWords } from './en/failures.ts';
import { figure } from './en/figure.ts';
import { invitation } from './en/invitation.ts';
import { kit } from './en/kit.ts';
import { operator } from './en/operator.ts';
import { password } from './en/password.ts';
import { recovery } from './en/recovery.ts';
import { registration } from './en/registration.ts';
import { system } from './en/system.ts';
import { ui } from './en/ui.ts';
import { unlock } from './en/unlock.ts';

export const text = {
  confirmation,
  failure: failureWords,
  figure,
  invitation,
  kit,
  operator,
  password,
  recovery,
  registration,
  system,
  ui,
  unlock,
};
