// The words of passkeys in the settings, loaded with their section.
import { learnFailures } from '#words/failures.ts';
import { passkeyFailures } from '#words/passkey-steps.ts';
import { passkeys } from '#words/passkeys.ts';

learnFailures(passkeyFailures);

export const text = { passkeys };
