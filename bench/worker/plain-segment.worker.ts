// Read and PUT, nothing else.
import { exposeSegmentWorker } from './other-segment.ts';

exposeSegmentWorker(async (plaintext) => plaintext);
