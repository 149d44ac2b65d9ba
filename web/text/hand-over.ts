// The words of handing messages over, which come with its page.
import { handOver } from '#words/hand-over.ts';

export const text = { handOver };
