// An account's decryption keys out of Sealpost and back: as an age identity file under a passphrase. What comes back only ever
// opens older mail; the keys in use, and those that sign, are never replaced.
import { addOldKem, exportIdentities, IdentityFileError, kemSeeds, importIdentities, wipe, constantTimeEqual, type Bytes, type KemSeed, type Keyring } from '#crypto';
import { answer } from '../api.ts';
import { VaultError } from '../vault-error.ts';
import type { ImportedKeys } from '../vault-api/edge.ts';
import { requireUnlocked, type VaultContext } from './context.ts';
import { reauthenticate } from './prove-again.ts';
import { commitEdits } from './state.ts';

/** A keyring's own limit (SPEC.md, "Keyring"), one file's worth below it. */
const KEYS_MAX = 1000;

/** The armored file. The password is proved to the server first: a mailbox that was left open gives no keys away. */
export async function exportKeys(context: VaultContext, { password, passphrase }: { password: string; passphrase: string }): Promise<Bytes> {
  const { exportKey } = await reauthenticate(context, password);
  wipe(exportKey);
  const { keyring, address } = requireUnlocked(context);
  return exportIdentities({ keyring, address, now: context.now(), passphrase });
}

export async function importKeys(context: VaultContext, { file, passphrase }: { file: Bytes; passphrase: string }): Promise<ImportedKeys> {
  const seeds = await importIdentities(passphrase, file).catch((error: unknown) => {
    throw error instanceof IdentityFileError ? new VaultError(error.code, { problem: error.problem }) : error;
  });
  const fresh = newSeeds(requireUnlocked(context).keyring, seeds);
  if (kemSeeds(requireUnlocked(context).keyring).length + fresh.length > KEYS_MAX) throw new VaultError('identity_file_refused', { problem: 'too_many' });
  if (fresh.length > 0) {
    const send: Parameters<typeof commitEdits>[1]['send'] = (put) => answer(context.api.state.$put({ json: put }));
    await commitEdits(context, { edits: {}, keyring: (current) => addSeeds(current, fresh), send });
  }
  return { added: fresh.length, known: seeds.length - fresh.length };
}

/** In the order of the file, each once. */
function newSeeds(keyring: Keyring, seeds: readonly KemSeed[]): KemSeed[] {
  const known = kemSeeds(keyring);
  return seeds.filter((seed, index) => ![...known, ...seeds.slice(0, index)].some((each) => constantTimeEqual(each, seed)));
}

/** Added from the last on, so that they stand in the order of the file. */
function addSeeds(keyring: Keyring, seeds: readonly KemSeed[]): Keyring {
  return seeds.toReversed().reduce(addOldKem, keyring);
}
