// Saying to colleagues whose keys were verified, loaded with its first use. What fails here is done when the mailbox is opened next.
import type { VaultContext } from './context.ts';

export async function stateContacts(context: VaultContext): Promise<void> {
  const code = await import('./stating.ts').catch(() => null);
  await code?.stateContacts(context).catch(() => undefined);
}
