// The second factor: given at log-in after the password, and set up, renewed or removed from inside. It guards the server's door
// and opens no key.
import { wipe } from '#crypto';
import { answer, settled } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { SecondFactorSetUp, SessionInfo } from '../vault-api.ts';
import { openEntered } from './access.ts';
import { forgetHalfway, type VaultContext } from './context.ts';
import { reauthenticate } from './recovery.ts';

/** After `logIn` has thrown second_factor_required. A wrong code can be followed by another, until the ticket expires. */
export async function giveSecondFactor(context: VaultContext, { code }: { code: string }): Promise<SessionInfo> {
  const { halfway } = context;
  if (halfway === null) throw new VaultError('ticket_expired');
  const entered = await answer(context.api.login['second-factor'].$post({ json: { ticket: halfway.ticket, code } })).catch((error: unknown) => {
    if (isVaultError(error, 'ticket_expired')) forgetHalfway(context);
    throw error;
  });
  // Another log-in may have begun while this one waited for its answer.
  if (context.halfway !== halfway) throw new VaultError('ticket_expired');
  context.halfway = null;
  return await openEntered(context, { entered, exportKey: halfway.exportKey });
}

/** In force only once `finish` of the screens has shown a code of it. */
export async function beginSecondFactor(context: VaultContext, { password }: { password: string }): Promise<SecondFactorSetUp> {
  const reauth = await provedAgain(context, password);
  return await answer(context.api['second-factor']['set-up'].start.$post({ json: { reauth } }));
}

export async function renewSecondFactorCodes(context: VaultContext, { password, code }: { password: string; code: string }): Promise<string[]> {
  const reauth = await provedAgain(context, password);
  return (await answer(context.api['second-factor'].codes.$post({ json: { reauth, code } }))).codes;
}

export async function turnOffSecondFactor(context: VaultContext, { password, code }: { password: string; code: string }): Promise<void> {
  const reauth = await provedAgain(context, password);
  await settled(context.api['second-factor'].off.$post({ json: { reauth, code } }));
}

async function provedAgain(context: VaultContext, password: string): Promise<string> {
  const { reauth, exportKey } = await reauthenticate(context, password);
  wipe(exportKey);
  return reauth;
}
