// The words of the second step of log-in, loaded by those alone who have one.
import { learnFailures } from '#words/failures.ts';
import { secondStep, secondStepFailures } from '#words/second-step.ts';

learnFailures(secondStepFailures);

export const text = { secondStep };
