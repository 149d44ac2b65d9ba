// What a server that lies to the vault is made of: answers altered on their way, and accounts that exist nowhere else.
import { createIdentity, createKeyring, newId, normaliseAddress, toBase64Url, type Id, type Keyring, type SignedObject } from '#crypto';
import type { Directory, LookUp } from '../../web/session/wire.ts';
import type { Interception, VaultPerson } from './vault-person.ts';

/** Changes the JSON of answers at these paths, of refusals too. */
export function lying(lies: readonly (readonly [RegExp, (body: never) => unknown])[]): Interception {
  return async (request, pass) => {
    const lie = lies.find(([path]) => path.test(request.path))?.[1];
    if (!lie) return pass();
    const answer = await pass();
    const body = (await answer.json()) as never;
    return Response.json(lie(body) ?? body);
  };
}

export type Made = { account: Id; keyring: Keyring; chain: SignedObject[]; directory: Directory };

/** An account that exists only in the server's lies. `after`: an identity that it is made to follow by a restart. */
export async function invented(address: string, after?: Pick<Made, 'account' | 'chain'>): Promise<Made> {
  const keyring = createKeyring();
  const account = after?.account ?? newId();
  const previous = after?.chain.at(-1);
  const made = await createIdentity(keyring, { account, address: normaliseAddress(address), ...(previous && { previous, restart: true as const }) });
  const chain = [...(after?.chain ?? []), made.identity];
  const named = { account, address, name: 'Somebody', practice: null, practiceName: null, confirmed: true };
  return { account, keyring, chain, directory: { ...named, identities: chain, kemPublicKey: toBase64Url(made.kemPublicKey), revocations: [] } };
}

export const listing = (...people: Made[]) =>
  [
    [/addresses\/lookup$/, ({ results }: { results: LookUp[] }) => results.forEach((result) => {
      result.registered = people.find(({ directory }) => directory.address === result.address)?.directory ?? result.registered;
    })],
    [/accounts\/lookup$/, ({ results }: { results: Directory[] }) => ({ results: [...results, ...people.map(({ directory }) => directory)] })],
  ] as const;

/** What the server shows others of this person. */
export async function ownEntry(person: VaultPerson): Promise<Directory> {
  const account = (await person.vault.session())?.account;
  const answer = await person.browser.call('POST /api/accounts/lookup', { body: { accounts: [account] } });
  const [entry] = ((answer as unknown as { body: { results: Directory[] } }).body).results;
  if (!entry) throw new Error('not listed');
  return entry;
}
