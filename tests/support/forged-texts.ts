// What a server that lies about a practice's texts is made of: what it shows of them, texts that nobody there has written, and the keys of whoever
// would sign them.
import { fromBase64Url, identityHash, toBase64Url, type Id, type KemPublicKey, type SignedObject } from '#crypto';
import { sealPracticeTexts, type TextsContent, type TextsParts } from '#crypto/practice';
import type { Directory } from '../../web/session/wire.ts';
import { TestClient } from './client.ts';
import type { Lie, Made } from './lying-server.ts';
import type { VaultPerson } from './vault-person.ts';
import { accountOf, signature } from './vault-texts.ts';

export type ShownTexts = {
  texts: { edition: number; sealed: string; writer: string | null; stanza: number | null; withdrawn: boolean } | null;
  own: SignedObject | null;
  administrators: { directory: Directory; member: SignedObject }[];
  due: boolean;
};

export const TEXTS = /practice\/texts$/;

export const shownTo = async (person: VaultPerson): Promise<ShownTexts> => ((await person.browser.call('GET /api/practice/texts')) as unknown as { body: ShownTexts }).body;
export const showing = (change: (shown: ShownTexts) => ShownTexts | void): Lie => [TEXTS, (shown: ShownTexts) => change(shown)];

const CONTENT: TextsContent = { signature: signature('Pay to this account'), templates: [] };

type Forging = { practice: Id; to: Directory } & Partial<TextsParts>;

/** Texts that somebody seals to these, with a client that was changed. */
export async function forgeTexts({ account, keyring, identity }: Pick<Made, 'account' | 'keyring'> & { identity: string }, { to, ...changes }: Forging) {
  const own = changes.receivers ?? [{ account: to.account as Id, kemPublicKey: fromBase64Url(to.kemPublicKey) as KemPublicKey }, { account, kemPublicKey: fromBase64Url(to.kemPublicKey) as KemPublicKey }];
  const made = await sealPracticeTexts({ edition: 9, time: Date.now(), signer: { account, identity }, content: CONTENT, keyring, ...changes, receivers: own });
  return { edition: made.accepted.edition, sealed: toBase64Url(made.sealed), writer: account, stanza: made.receivers.indexOf(to.account as Id), withdrawn: false };
}

export const hashOf = ({ chain }: Made) => identityHash(chain.at(-1) as SignedObject);
export const keyOf = ({ chain }: Made) => fromBase64Url((JSON.parse(chain.at(-1)?.json ?? '') as { signKey: string }).signKey);

/** What this person’s client signs with, taken out of it by its owner. */
export async function keysOf(person: VaultPerson) {
  const { account, unlocked: { keyring, identity } } = await new TestClient(person.server, person.person).logIn();
  return { account, keyring, identity: await identityHash(identity) };
}

/** As the server shows a member to an administrator. */
export async function listedAs(person: VaultPerson, { to }: { to: VaultPerson }): Promise<ShownTexts['administrators'][number]> {
  const { body } = (await to.browser.call('GET /api/practice/texts/members')) as unknown as { body: ShownTexts };
  const account = await accountOf(person);
  const entry = body.administrators.find(({ directory }) => directory.account === account);
  if (!entry) throw new Error('not listed');
  return entry;
}
