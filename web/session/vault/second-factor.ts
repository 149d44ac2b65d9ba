// The second factor: given at log-in after the password, and the app and its codes set up, renewed or removed from inside. It guards the
// server's door and opens no key.
import { answer, settled } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { SecondFactorProof, SecondFactorSetUp } from '../vault-api/second-factor.ts';
import type { SessionInfo } from '../vault-api/session.ts';
import { openEntered } from './access.ts';
import { forgetHalfway, type VaultContext } from './context.ts';
import { provedAgain } from './prove-again.ts';

/** After `logIn` has thrown second_factor_required. A wrong code can be followed by another, until the ticket expires. */
export async function giveSecondFactor(context: VaultContext, proof: SecondFactorProof): Promise<SessionInfo> {
  const { halfway } = context;
  if (halfway === null) throw new VaultError('ticket_expired');
  const entered = await answer(context.api.login['second-factor'].$post({ json: { ticket: halfway.ticket, ...proof } })).catch((error: unknown) => {
    if (isVaultError(error, 'ticket_expired')) forgetHalfway(context);
    throw error;
  });
  // Another log-in may have begun while this one waited for its answer.
  if (context.halfway !== halfway) throw new VaultError('ticket_expired');
  context.halfway = null;
  return await openEntered(context, { entered, exportKey: halfway.exportKey });
}

type Changing = { password: string } & SecondFactorProof;

/** In force only once `finish` of the screens has shown a code of it. The proof: where there are passkeys. */
export async function beginSecondFactor(context: VaultContext, { password, ...proof }: Changing): Promise<SecondFactorSetUp> {
  const reauth = await provedAgain(context, password);
  return await answer(context.api['second-factor']['set-up'].start.$post({ json: { reauth, ...proof } }));
}

export async function renewSecondFactorCodes(context: VaultContext, { password, ...proof }: Changing): Promise<string[]> {
  const reauth = await provedAgain(context, password);
  return (await answer(context.api['second-factor'].codes.$post({ json: { reauth, ...proof } }))).codes;
}

export async function turnOffSecondFactor(context: VaultContext, { password, ...proof }: Changing): Promise<void> {
  const reauth = await provedAgain(context, password);
  await settled(context.api['second-factor'].off.$post({ json: { reauth, ...proof } }));
}
