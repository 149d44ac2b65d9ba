// The file of all that is kept, made by code that comes with its first use: the mailbox does not wait for it.
import { VaultError } from '../vault-error.ts';
import type { VaultContext } from './context.ts';

export async function ownData(context: VaultContext, input: { explanation: string }): Promise<Blob> {
  const code = await import('./own-data.ts').catch((cause: unknown) => Promise.reject(new VaultError('offline', {}, { cause })));
  return code.ownData(context, input);
}
