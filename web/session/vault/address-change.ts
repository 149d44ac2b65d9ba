// Changing one's own address: asked for, and finished by a re-key under it. Which address it is the account remembers for itself: what
// the server says has been asked for is never what is signed.
import { finishRegistration, wipe, wipeKeyring } from '#crypto';
import { answer, settled } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { RecoveryKit } from '../vault-api/account.ts';
import type { SecondFactorProof } from '../vault-api/second-factor.ts';
import { kitOf } from './access.ts';
import { beginRegistration } from './begin-password.ts';
import { requireAddress, requireUnlocked, type VaultContext } from './context.ts';
import { openAccountWith } from './open-account.ts';
import { stateContacts } from './load-stating.ts';
import { vouchAnew } from './practice-profile.ts';
import { provedAgain } from './prove-again.ts';
import { prepareOwnRekey, TRIES, wireRekey } from './recovery.ts';
import { keepSessionAnew } from './session-halves.ts';
import { editState, readDocument } from './state.ts';

export type AddressChange = { password: string; address: string } & SecondFactorProof;

/** Both mailboxes get a link. Throws `address_taken`, `wrong_credentials`, `wrong_second_factor`. */
export async function askAddressChange(context: VaultContext, { password, address: typed, ...proof }: AddressChange): Promise<void> {
  const address = requireAddress(typed);
  const reauth = await provedAgain(context, password);
  await settled(context.api['address-change'].$post({ json: { reauth, address, ...proof } }));
  // Only now: one that is under way stays what it was where the next is refused.
  await editState(context, { 'address-change': () => ({ version: 1, address }) });
}

/** Forgotten here before the server is told: what it says is under way afterwards is not signed. */
export async function stopAddressChange(context: VaultContext): Promise<void> {
  await forget(context);
  await settled(context.api['address-change'].$delete());
}

async function forget(context: VaultContext): Promise<void> {
  await editState(context, { 'address-change': () => null });
}

/** Throws `address_change_not_ready`, `address_change_expired`, also where it is not the address that was asked for. */
export async function finishAddressChange(context: VaultContext, { password, address: shown, ...proof }: AddressChange): Promise<RecoveryKit> {
  const address = requireAddress(shown);
  const { account, session } = requireUnlocked(context);
  if ((await readDocument(context, 'address-change'))?.address !== address) throw new VaultError('address_change_expired');
  const reauth = await provedAgain(context, password);
  const { state, request } = await beginRegistration(password);
  const { ticket, response } = await answer(context.api['address-change'].start.$post({ json: { reauth, request, ...proof } }));
  const { record, exportKey } = await finishRegistration({ password, state, response, address });
  try {
    for (let attempt = 1; ; attempt += 1) {
      const prepared = await prepareOwnRekey(context, { exportKey, reason: 'renewal', changeTo: address });
      try {
        await settled(context.api['address-change'].finish.$post({ json: { ticket, record, rekey: wireRekey(prepared) } }));
      } catch (error) {
        if (!isVaultError(error, 'state_conflict') || attempt >= TRIES) throw error;
        continue;
      }
      await keepSessionAnew(context, { account, accountKey: prepared.accountKey });
      await openAccountWith(context, { session: { ...session, address }, accountKey: prepared.accountKey });
      wipeKeyring(prepared.keyring);
      // It has served, and must not serve again. It is done, whatever becomes of this housekeeping.
      await forget(context).catch(() => undefined);
      await vouchAnew(context);
      await stateContacts(context);
      return kitOf(context, { words: prepared.words, address });
    }
  } finally {
    wipe(exportKey);
  }
}
