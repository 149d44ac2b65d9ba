// A re-key: new wraps, kit, keys and identity, and the whole state sealed anew, all at once or not at all.
import { type VerifiedIdentity, verifyIdentityChain, verifyRevoke } from '#crypto/server';
import { ApiError } from '../../api-error.ts';
import { lockAccount, updateKeys } from '../../database/accounts.ts';
import type { Writer } from '../../database/executor.ts';
import { deleteWraps, findChain, insertIdentity, insertRevocation, putWraps } from '../../database/identities.ts';
import { deletePasskeyWraps } from '../../database/passkeys.ts';
import { deleteVouchersFor } from '../../database/practice-profiles.ts';
import { deleteState, listBlobs } from '../../database/state.ts';
import { endTickets } from '../../database/tickets.ts';
import { saveState } from '../state/save.ts';
import type { Rekey } from '../wire.ts';

export type Rekeying = {
  account: string;
  rekey: Rekey;
  /** rotation: the keys so far vouch for the new ones. restart: everything was lost, nothing vouches, nothing is kept. */
  as: 'rotation' | 'restart';
  /** What the new identity must name; without it, the address that the account has: no other way leads to another. */
  address?: string;
  now: Date;
};

/** The account's new identity. Throws not_verified where it does not follow from the chain as it is now. */
export async function applyRekey(writer: Writer, { account, rekey, as, address, now }: Rekeying): Promise<VerifiedIdentity> {
  const row = await lockAccount(writer, account);
  if (row === null) throw new ApiError('not_found');
  const chain = await findChain(writer, account);
  const verified = await verifyIdentityChain([...chain, rekey.identity], rekey.kemPublicKey);
  const newest = verified.at(-1);
  if (newest === undefined || newest.account !== account || newest.restart !== (as === 'restart')) throw new ApiError('not_verified');
  if (newest.address !== (address ?? row.address)) throw new ApiError('not_verified');
  if (as === 'restart') {
    await deleteState(writer, account);
    await deleteWraps(writer, account);
  } else await assertNothingLeftBehind(writer, { account, rekey });
  await insertIdentity(writer, { account, sequence: newest.sequence, hash: Buffer.from(newest.hash, 'base64url'), object: rekey.identity, now });
  if (rekey.revoke !== null) {
    await storeRevocation(writer, { account, object: rekey.revoke, earlier: verified.slice(0, -1), now });
    await deleteVouchersFor(writer, { signer: account });
  }
  if ((await putWraps(writer, { account, wraps: rekey.wraps })) !== rekey.wraps.length) throw new ApiError('conflict');
  // They open the account key from before.
  await deletePasskeyWraps(writer, account);
  await endTickets(writer, { account, purposes: ['passkey-adding', 'passkey-change'] });
  await updateKeys(writer, { account, kemPublicKey: rekey.kemPublicKey, kitProofHash: rekey.kitProofHash });
  await saveState(writer, { account, change: rekey.state, now });
  return newest;
}

/** A blob that stays sealed under the old account key would stay open to whoever has the old key, and closed to the account. */
async function assertNothingLeftBehind(writer: Writer, { account, rekey }: Pick<Rekeying, 'account' | 'rekey'>): Promise<void> {
  const replaced = new Set([...rekey.state.put.map((blob) => blob.name), ...rekey.state.remove]);
  const blobs = await listBlobs(writer, account);
  if (blobs.some((blob) => !replaced.has(blob.name))) throw new ApiError('state_conflict');
}

type Revoking = { account: string; object: NonNullable<Rekey['revoke']>; earlier: readonly VerifiedIdentity[]; now: Date };

async function storeRevocation(writer: Writer, { account, object, earlier, now }: Revoking): Promise<void> {
  for (const identity of earlier) {
    const revoke = await verifyRevoke(object, identity.signPublicKey).catch(() => null);
    if (revoke === null || revoke.account !== account || revoke.identity !== identity.hash) continue;
    await insertRevocation(writer, { account, identityHash: Buffer.from(identity.hash, 'base64url'), object, now });
    return;
  }
  throw new ApiError('not_verified');
}

