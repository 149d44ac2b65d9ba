// A practice signs up: its first account, its owner's, and what makes it a practice. Or a guest founds one.
import { createKeyring, createPractice, finishRegistration, identityHash, newId, signMember, wipe, wipeKeyring, type Id, type Keyring } from '#crypto';
import { plainName } from '#crypto/plain-name';
import { answer, settled } from '../api.ts';
import type { RecoveryKit } from '../vault-api/account.ts';
import { currentSession, enter, kitOf } from './access.ts';
import { beginRegistration } from './begin-password.ts';
import { requireAddress, requireUnlocked, type VaultContext } from './context.ts';
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
  const founding = await signFounding(keyring, { name: input.practiceName, account: made.account, identity: await identityHash(made.identity) });
  const opened = await answer(
    context.api['sign-up'].finish.$post({
      json: { ...account, ...founding, signUp: started.signUp, record, name: plainName(input.name) },
    }),
  );
  await enter(context, { opened, accountKey });
  // The account holds its own copy, opened from what the server keeps.
  wipeKeyring(keyring);
  return kitOf(context, { words, address });
}

/** For somebody who belongs to no practice. Their keys, mail and contacts stay as they are. */
export async function foundPractice(context: VaultContext, { name, token }: { name: string; token: string | null }): Promise<void> {
  const { account, keyring, self } = requireUnlocked(context);
  const founding = await signFounding(keyring, { name, account, identity: self.newest.hash });
  await settled(context.api.practice.$post({ json: { ...founding, ...(token === null ? {} : { token }) } }));
  await currentSession(context);
}

/** The practice and its owner's membership, both signed by the owner. */
async function signFounding(keyring: Keyring, { name, account, identity }: { name: string; account: Id; identity: string }) {
  const practice = { id: newId(), name: plainName(name) };
  const practiceObject = await createPractice(keyring, { practice: practice.id, owner: account, name: practice.name });
  const member = await signMember(keyring, { practice: practice.id, account, administrator: account, role: 'owner', identity });
  return { practice, practiceObject, member };
}
