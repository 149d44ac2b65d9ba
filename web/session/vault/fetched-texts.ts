// The sealed texts of a practice: fetched again only where they are others than at the last look. What is kept is ciphertext, for as long as the account is
// open, and is opened and checked at every look.
import { fingerprint, fromBase64Url } from '#crypto';
import { answer } from '../api.ts';
import { requireUnlocked, type Unlocked, type VaultContext } from './context.ts';

type Held = { hash: string; sealed: string };

const held = new WeakMap<Unlocked, Held>();

const ask = (context: VaultContext, have: string | undefined) => answer(context.api.practice.texts.$get({ query: have === undefined ? {} : { have } }));

type Shown = Awaited<ReturnType<typeof ask>>;
/** As the server shows them, with the sealed texts whether it has sent them or not; empty where it says that we have them, and we do not. */
export type ShownTexts = Omit<Shown, 'texts'> & { texts: (Omit<NonNullable<Shown['texts']>, 'sealed'> & { sealed: string }) | null };

export async function fetchTexts(context: VaultContext): Promise<ShownTexts> {
  const unlocked = requireUnlocked(context);
  const before = held.get(unlocked);
  const { texts, ...shown } = await ask(context, before?.hash);
  if (texts === null) return { ...shown, texts };
  const sealed = texts.sealed ?? before?.sealed ?? '';
  if (texts.sealed !== null) held.set(unlocked, { hash: await fingerprint(fromBase64Url(sealed)), sealed });
  return { ...shown, texts: { ...texts, sealed } };
}
