// Ends a change of address that is under way, if one is: its owner or the old mailbox says so, or somebody takes the account back into
// their own hands, with a new password or new keys, from whoever may have begun it.
import { record } from '../../database/activity.ts';
import { stopAddressChange } from '../../database/address-changes.ts';
import type { Writer } from '../../database/executor.ts';

type Ending = { account: string; by: Parameters<typeof record>[1]['by']; now: Date };

export async function endAddressChange(writer: Writer, { account, by, now }: Ending): Promise<void> {
  if (await stopAddressChange(writer, account)) await record(writer, { event: 'address-change-stopped', account, by, now });
}
