// The words of coming in by a passkey, and of what goes wrong with passkeys anywhere; loaded by those who use them.
import { learnFailures } from '#words/failures.ts';
import { passkeyFailures, passkeySteps } from '#words/passkey-steps.ts';

learnFailures(passkeyFailures);

export const text = { passkeySteps };
