// Texts of a practice as a browser seals them, for tests of what the server makes of them.
import { countersignMember, fingerprint, identityHash, toBase64Url, verifyIdentityChain, type Id } from '#crypto';
import { sealPracticeTexts, type TextsContent } from '#crypto/practice';
import { findChain } from '../../server/database/identities.ts';
import { ok } from './browser-stand-in.ts';
import type { TestClient } from './client.ts';

export const TEXTS: TextsContent = {
  signature: { body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '{name}, Northside Dental' }] }] }, notice: 'Northside Dental' },
  templates: [],
};

type Sealing = { edition: number; to: readonly TestClient[]; content?: TextsContent; written?: boolean };

/** The body of PUT /api/practice/texts. */
export async function textsBody(by: TestClient, { edition, to, content = TEXTS, written = true }: Sealing) {
  const people = [by, ...to].map((each) => ({ account: each.account, kemPublicKey: each.unlocked.kemPublicKey }));
  const { sealed, receivers } = await sealPracticeTexts({
    practice: by.practice as Id, edition, time: by.server.parts.clock(), content, receivers: people, keyring: by.unlocked.keyring,
    signer: { account: by.account, identity: await identityHash(by.unlocked.identity) },
  });
  const keys = await Promise.all(receivers.map(async (account) => ({ account, kem: await fingerprint(people.find((each) => each.account === account)?.kemPublicKey ?? new Uint8Array()) })));
  return { edition, sealed: toBase64Url(sealed), receivers: keys, written };
}

/** The administrator's half of a membership, as the browser of whoever invited makes it. */
export async function attest(by: TestClient, client: TestClient): Promise<void> {
  const { database } = by.server;
  const { object } = await database.selectFrom('members').select('object').where('account_id', '=', client.account).executeTakeFirstOrThrow();
  const accountKey = (await verifyIdentityChain(await findChain(database, client.account))).at(-1)?.signPublicKey ?? new Uint8Array();
  const member = await countersignMember(by.unlocked.keyring, { proposal: object, accountKey });
  await ok(by.api.practice.members[':id'].attest.$post({ param: { id: client.account }, json: { member } }));
}
