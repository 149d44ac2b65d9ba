// A practice signs up: its first account, its owner's, and what makes it a practice.
import { createKeyring, createPractice, finishRegistration, identityHash, newId, signMember, wipe, wipeKeyring } from '#crypto';
import { answer } from '../api.ts';
import type { RecoveryKit } from '../vault-api.ts';
import { enter, kitOf, oneLine } from './access.ts';
import { beginRegistration } from './begin-password.ts';
import { requireAddress, type VaultContext } from './context.ts';
import { createAccount } from './new-account.ts';

type SignUp = { practiceName: string; name: string; address: string; password: string; token: string | null };

export async function signUp(context: VaultContext, input: SignUp): Promise<RecoveryKit> {
  const address = requireAddress(input.address);
  const { state, request } = await beginRegistration(input.password);
  const asked = { address, request, ...(input.token === null ? {} : { token: input.token }) };
  const started = await answer(context.api['sign-up'].start.$post({ json: asked }));
  const { record, exportKey } = await finishRegistration({ password: input.password, state, response: started.response, address });
  const keyring = createKeyring();
  const made = await createAccount({ address, exportKey, keyring, existing: null, contacts: null }).finally(() => wipe(exportKey));
  const { accountKey, words, ...account } = made;
  const practice = { id: newId(), name: oneLine(input.practiceName) };
  const owner = { practice: practice.id, account: made.account, administrator: made.account, role: 'owner' as const };
  const practiceObject = await createPractice(keyring, { practice: practice.id, owner: made.account, name: practice.name });
  const member = await signMember(keyring, { ...owner, identity: await identityHash(made.identity) });
  const opened = await answer(
    context.api['sign-up'].finish.$post({
      json: { ...account, signUp: started.signUp, record, name: oneLine(input.name), practice, practiceObject, member },
    }),
  );
  await enter(context, { opened, accountKey });
  // The account holds its own copy, opened from what the server keeps.
  wipeKeyring(keyring);
  return kitOf(context, { words, address });
}
