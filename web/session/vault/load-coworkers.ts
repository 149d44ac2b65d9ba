// What only administrators do, loaded with its first use: the mailbox does not wait for it.
import type { WireInvitation } from '../wire.ts';
import type { VaultContext } from './context.ts';

/** Signs the memberships that wait for it, as far as there are any among these invitations. */
export async function attestCoworkers(context: VaultContext, listed: readonly WireInvitation[]): Promise<void> {
  const waiting = listed.filter(({ claim }) => claim?.member?.signatures.length === 1);
  if (waiting.length === 0) return;
  // What is not signed now is signed when the claims are looked at next.
  const code = await import('./coworkers.ts').catch(() => null);
  await code?.attestCoworkers(context, waiting);
}
