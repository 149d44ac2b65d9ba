// The password once more, from somebody who is logged in: before what a mailbox that was left open must not allow.
import { wipe } from '#crypto';
import { answer } from '../api.ts';
import { provePassword } from './access.ts';
import { requireUnlocked, type VaultContext } from './context.ts';

/** Proves the password to the server once more, which counts wrong tries as it does at log-in. */
export async function reauthenticate(context: VaultContext, password: string) {
  const { address } = requireUnlocked(context);
  const { login, finish, exportKey } = await provePassword(context, { address, password });
  const { reauth } = await answer(context.api.reauthenticate.$post({ json: { login, finish } }));
  return { reauth, exportKey };
}

/** As `reauthenticate`, where nothing is sealed under what the password gives. */
export async function provedAgain(context: VaultContext, password: string): Promise<string> {
  const { reauth, exportKey } = await reauthenticate(context, password);
  wipe(exportKey);
  return reauth;
}
