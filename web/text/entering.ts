// The words of getting an account or getting back into one. Apart, so that log-in loads neither them nor those of the mailbox.
import { text as access } from './access.ts';
import { confirmation } from './en/confirmation.ts';
import { enteringFailures } from './en/entering-failures.ts';
import { learnFailures } from './en/failures.ts';
import { incompleteLink } from './en/incomplete-link.ts';
import { invitation } from './en/invitation.ts';
import { kit } from './en/kit.ts';
import { password } from './en/password.ts';
import { recovery } from './en/recovery.ts';
import { registration } from './en/registration.ts';

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
