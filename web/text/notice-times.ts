// The words of the times of e-mail notices, which are loaded with their form.
import { learnFailures } from '#words/failures.ts';
import { noticeTimes } from '#words/notice-times.ts';

learnFailures(noticeTimes.failures);

export const text = { noticeTimes };
