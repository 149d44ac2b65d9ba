// The words of pages on which nobody gets further. Apart, so that log-in does not load them.
import { deadEnds } from '#words/dead-ends.ts';

export const text = { deadEnds };
