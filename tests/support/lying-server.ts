// What a server that lies to the vault is made of: answers altered on their way, and accounts that exist nowhere else.
import { createIdentity, createKeyring, newId, normaliseAddress, toBase64Url, type Id, type Keyring, type SignedObject } from '#crypto';
import type { Directory, LookUp, MessageRow, WireContainer } from '../../web/session/wire.ts';
import type { TestServer } from './test-server.ts';
import type { Interception, VaultPerson } from './vault-person.ts';

export type Lie = readonly [RegExp, (body: never) => unknown];

/** Changes the JSON of answers at these paths, of refusals too. */
export function lying(lies: readonly Lie[]): Interception {
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

export const listing = (...people: Pick<Made, 'directory'>[]) =>
  [
    [/addresses\/lookup$/, ({ results }: { results: LookUp[] }) => results.forEach((result) => {
      result.registered = people.find(({ directory }) => directory.address === result.address)?.directory ?? result.registered;
    })],
    [/accounts\/lookup$/, ({ results }: { results: Directory[] }) => {
      const shown = people.map(({ directory }) => directory);
      return { results: [...results.filter(({ account }) => !shown.some((each) => each.account === account)), ...shown] };
    }],
  ] as const;

/** Answers every look-up of an address with this. */
export const lookingUp = (change: (result: LookUp) => unknown): Lie =>
  [/addresses\/lookup$/, ({ results }: { results: LookUp[] }) => results.forEach((result) => void change(result))];

type Shown = { row?: (row: MessageRow) => unknown; container?: Uint8Array };

/** Shows a message otherwise than it was sent, by itself and in lists. */
export function showing(id: string, { row: change = () => undefined, container: bytes }: Shown): Lie[] {
  const swap = (each: { container: string }) => void (bytes && (each.container = toBase64Url(bytes)));
  return [
    [new RegExp(`messages/${id}$`), (body: { row: MessageRow; container: string }) => (swap(body), void change(body.row))],
    [/api\/messages$/, ({ rows = [] }: { rows?: MessageRow[] }) => rows.filter((row) => row.id === id).forEach((row) => void change(row))],
    [/messages\/read$/, ({ messages }: { messages: WireContainer[] }) => messages.filter((each) => each.id === id).forEach(swap)],
  ];
}

/** What a person sees of a message: opened by itself, and in the list. */
export async function seen({ vault }: VaultPerson, id: string): Promise<{ opened: string; listed: string | null }> {
  const { rows } = await vault.list({ folder: 'inbox', before: null });
  const { secure } = await vault.open(id);
  return { opened: secure.status === 'open' ? secure.subject : secure.reason, listed: rows.find((row) => row.id === id)?.subject ?? null };
}

export const REFUSED = { opened: 'refused', listed: null };

/** The container as the server keeps it. */
export async function containerOf({ database }: TestServer, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const row = await database.selectFrom('messages').select('container').where('id', '=', id as Id).executeTakeFirstOrThrow();
  return new Uint8Array(row.container);
}

/** What the server shows others of this person. */
export async function ownEntry(person: VaultPerson): Promise<Directory> {
  const account = (await person.vault.session())?.account;
  const answer = await person.browser.call('POST /api/accounts/lookup', { body: { accounts: [account] } });
  const [entry] = ((answer as unknown as { body: { results: Directory[] } }).body).results;
  if (!entry) throw new Error('not listed');
  return entry;
}
