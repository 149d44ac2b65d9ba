// The end of the account: the server deletes it, and this browser forgets its keys, its half of the session and its part of the index.
import { wipe } from '#crypto';
import { settled } from '../api.ts';
import type { SecondFactorProof } from '../vault-api/second-factor.ts';
import { lock, requireUnlocked, type VaultContext } from './context.ts';
import { reauthenticate } from './prove-again.ts';

export type Deletion = { password: string; endsPractice: boolean } & SecondFactorProof;

export async function deleteAccount(context: VaultContext, { password, endsPractice, ...proof }: Deletion): Promise<void> {
  const { account } = requireUnlocked(context);
  const { reauth, exportKey } = await reauthenticate(context, password);
  wipe(exportKey);
  await settled(context.api.deletion.$post({ json: { reauth, endsPractice, ...proof } }));
  lock(context);
  await context.device.forgetSessionHalf().catch(() => undefined);
  await forgetParts(context, account).catch(() => undefined);
}

/** Sealed under a key that is gone: nobody opens them, and they need not lie about. */
async function forgetParts({ device }: VaultContext, account: string): Promise<void> {
  const parts = await device.search.read(account);
  await device.search.write(account, { put: [], remove: parts.map(({ name }) => name) });
}
