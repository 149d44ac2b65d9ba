// The words for those who administer a practice. Apart, so that the mailbox does not load them.
import { coworkers, coworkerFailures } from './en/coworkers.ts';
import { learnFailures } from './en/failures.ts';

learnFailures(coworkerFailures);

export const text = { coworkers };
