// Storing a change of sealed state as a whole or not at all.
import { ApiError } from '../../api-error.ts';
import type { Writer } from '../../database/executor.ts';
import { measureState, putBlobs, removeBlobs, replaceRoot, tellOfState } from '../../database/state.ts';
import { MAX_STATE_BLOBS, MAX_STATE_BYTES } from '../../limits.ts';
import type { StatePut } from '../wire.ts';

export type StateSaving = { account: string; change: StatePut; now: Date };

/** Throws state_conflict where another device was faster or a version does not rise: then nothing is changed. */
export async function saveState(writer: Writer, { account, change, now }: StateSaving): Promise<void> {
  if (change.root.version <= change.expectedVersion) throw new ApiError('state_conflict');
  // First, because it locks the state: of two savers the second waits here and then finds another version.
  if (!(await replaceRoot(writer, { account, change, now }))) throw new ApiError('state_conflict');
  await removeBlobs(writer, { account, names: change.remove });
  if ((await putBlobs(writer, { account, blobs: change.put })) !== change.put.length) throw new ApiError('state_conflict');
  const { blobs, bytes } = await measureState(writer, account);
  if (blobs > MAX_STATE_BLOBS || bytes > MAX_STATE_BYTES) throw new ApiError('too_large', { max: MAX_STATE_BYTES });
  await tellOfState(writer, account);
}
