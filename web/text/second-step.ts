// The words of the second step of log-in, loaded by those alone who have one.
import { learnFailures } from './en/failures.ts';
import { secondStep, secondStepFailures } from './en/second-step.ts';

learnFailures(secondStepFailures);

export const text = { secondStep };
