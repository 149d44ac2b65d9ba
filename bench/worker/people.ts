// Made-up accounts with real keys, for the figures that need recipients.
import { createIdentity, createKeyring, identityHash, newId, normaliseAddress, type Addressee, type Keyring, type Sender } from '#crypto';

export async function makeSender(): Promise<{ keyring: Keyring; sender: Sender }> {
  const keyring = createKeyring();
  const account = newId();
  const address = normaliseAddress('sender@bench.example');
  const { identity, kemPublicKey } = await createIdentity(keyring, { account, address });
  return { keyring, sender: { account, address, identity: await identityHash(identity), kemPublicKey } };
}

export async function makeAddressees(count: number): Promise<Addressee[]> {
  const made: Addressee[] = [];
  for (let index = 0; index < count; index++) {
    const account = newId();
    const address = normaliseAddress(`person-${index}@bench.example`);
    const { kemPublicKey } = await createIdentity(createKeyring(), { account, address });
    made.push({ address, account, invitation: null, kemPublicKey });
  }
  return made;
}
