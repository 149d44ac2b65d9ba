// The words for those who administer a practice. Apart, so that the mailbox does not load them.
import { coworkers, coworkerFailures } from '#words/coworkers.ts';
import { learnFailures } from '#words/failures.ts';

learnFailures(coworkerFailures);

export const text = { coworkers };
