// A statement as the keys of whoever made it prove it (SPEC.md, V9).
import { verifyStatement, type SignedObject, type Statement, type VerifiedIdentity } from '#crypto';
import { findByAccount } from './contact-book.ts';
import type { ContactsDocument } from './documents.ts';
import type { Person } from './people.ts';
import { isRevoked, vouchedIdentities } from './pins.ts';

type Signer = { person: Person; known: readonly VerifiedIdentity[]; book: ContactsDocument };

/** What that person has signed with one of these identities, none that is withdrawn; null for anything else. */
export async function statementBy(object: SignedObject, { person, known, book }: Signer): Promise<Statement | null> {
  const { pin } = findByAccount(book, person.account) ?? {};
  const vouched = vouchedIdentities(person);
  for (const { hash, signPublicKey } of known) {
    // Keys from before a restart open old mail, and say nothing new.
    if (!vouched.some((each) => each.hash === hash) || isRevoked(hash, { pin, person })) continue;
    const statement = await verifyStatement(object, signPublicKey).catch(() => null);
    if (statement?.by.account === person.account && statement.by.identity === hash) return statement;
  }
  return null;
}
