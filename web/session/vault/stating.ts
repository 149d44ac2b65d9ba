// Saying to colleagues whose keys this account has verified (SPEC.md, V8): the server keeps one statement for each contact, and this makes them
// those that the address book says. Whatever happened meanwhile, the next time puts it right.
import { createStatement } from '#crypto';
import { answer, settled } from '../api.ts';
import { NO_CONTACTS } from './contact-book.ts';
import { requireAddress, requireId, requireStillOpen, requireUnlocked, type VaultContext } from './context.ts';
import type { StoredContact } from './documents.ts';
import { isProvedAt } from './moved-contact.ts';
import { isVerified } from './pins.ts';
import { readDocument } from './state.ts';

/** Of one request. */
const STATEMENTS_MAX = 100;

type Stated = { account: string; identity: string };

export async function stateContacts(context: VaultContext): Promise<void> {
  const unlocked = requireUnlocked(context);
  const { account, keyring, self, session } = unlocked;
  if (!session.practice || !session.confirmed) return;
  const { contacts } = (await readDocument(context, 'contacts')) ?? NO_CONTACTS;
  const verified = contacts.filter(({ listed }) => listed).flatMap(verifiedKeys);
  const { statements: said } = await answer(context.api.practice.statements.$get());
  const isSaid = (each: Stated) => said.some((before) => before.account === each.account && before.identity === each.identity && before.by === self.newest.hash);
  // Of who has moved since, what was stated stays; for the new address nobody has proved anything.
  const due = verified.filter((each) => !each.moved && !isSaid(each));
  const withdrawn = said.filter((before) => !verified.some((each) => each.account === before.account)).map((before) => requireId(before.account));
  for (let at = 0; at < Math.max(due.length, withdrawn.length); at += STATEMENTS_MAX) {
    const statements = await Promise.all(
      due.slice(at, at + STATEMENTS_MAX).map(async ({ address, identity, account: of }) => await createStatement(keyring, { address, account: of, identity, by: { account, identity: self.newest.hash } })),
    );
    requireStillOpen(unlocked);
    await settled(context.api.practice.statements.$put({ json: { statements, withdrawn: withdrawn.slice(at, at + STATEMENTS_MAX) } }));
  }
}

/** The newest keys of a contact, if this account itself has verified them: what a colleague says is not said again. */
function verifiedKeys(contact: StoredContact) {
  const { address, pin } = contact;
  const identity = pin?.identities.at(-1);
  if (!pin || identity === undefined || !isVerified(pin) || pin.changedAt !== null || pin.revoked?.includes(identity)) return [];
  return [{ address: requireAddress(address), account: pin.account, identity, moved: !isProvedAt(contact, address) }];
}
