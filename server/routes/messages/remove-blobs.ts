// The blobs of attachments that went with their last message.
import type { Parts } from '../../parts.ts';

/** The rows are gone already: what cannot be removed now belongs to nothing, and goes with the stray blobs later. */
export async function removeBlobs({ blobs, log }: Pick<Parts, 'blobs' | 'log'>, attachments: readonly string[]): Promise<void> {
  for (const id of attachments) {
    try {
      await blobs.remove(id);
    } catch (error) {
      log.warn({ err: error }, 'an attachment was not removed from the blob store');
    }
  }
}
