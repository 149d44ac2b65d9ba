// The words of getting an account or getting back into one. Apart, so that log-in loads neither them nor those of the mailbox.
import { text as access } from './access.ts';
import { confirmation } from '#words/confirmation.ts';
import { enteringFailures } from '#words/entering-failures.ts';
import { learnFailures } from '#words/failures.ts';
import { incompleteLink } from '#words/incomplete-link.ts';
import { invitation } from '#words/invitation.ts';
import { kit } from '#words/kit.ts';
import { password } from '#words/password.ts';
import { recovery } from '#words/recovery.ts';
import { registration } from '#words/registration.ts';

learnFailures(enteringFailures);

export const text = {
  ...access,
  confirmation,
  incompleteLink,
  invitation,
  kit,
  password,
  recovery,
  registration,
};
