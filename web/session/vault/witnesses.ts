// A device that has never seen an account cannot tell an old state from the newest. The account's own sent messages can: each
// carries the version of the state root at its time, signed.
import { requireUnlocked, type VaultContext } from './context.ts';
import { readPage } from './mailbox.ts';

/** The highest root version that one's newest sent messages name; 0 where there are none. */
export async function witnessedRoot(context: VaultContext): Promise<number> {
  await readPage(context, { folder: 'sent', before: null });
  const { account, messages } = requireUnlocked(context);
  let highest = 0;
  for (const message of messages.values()) {
    if (message.status === 'open' && message.manifest.sender.account === account) highest = Math.max(highest, message.manifest.stateRoot);
  }
  return highest;
}
