// Re-key: a new account key, new seeds, a new kit, and everything sealed anew; old mail stays readable (SPEC.md, "Re-key").
import type { Address } from "../address.ts";
import { wipe, type AccountKey, type ExportKey, type Id, type KemPublicKey } from "../bytes.ts";
import { VerificationError } from "../errors.ts";
import { parseSignedObject, type SignedObject } from "../signed-object.ts";
import { sealAccount, type SealedAccount, type SealedBlob } from "./account.ts";
import { createIdentity } from "./identity-signer.ts";
import { IDENTITY_FORM, identityHash } from "./identity.ts";
import { createAccountKey, KEYRING_NAME, rotateKeyring, type Keyring } from "./keyring.ts";
import { createKit } from "./recovery-kit.ts";
import { createRevoke } from "./revoke-signer.ts";
import { verifyAgainstRoot, type StateRoot } from "./state-root.ts";
import { deriveStateKey, openState } from "./state.ts";

/** `compromise` also revokes the identity so far: what it signed and nobody has seen yet will be refused. */
export type RekeyReason = "renewal" | "compromise";

export interface RekeyInput {
  readonly account: Id;
  /** From now on. */
  readonly address: Address;
  /** It is another than before; the export key is that of a registration under it. */
  readonly addressChanges?: true;
  readonly reason: RekeyReason;
  /** Of the password from now on: the same one, or that of a new registration. */
  readonly exportKey: ExportKey;
  /** The account as it is, opened (openAccount). */
  readonly accountKey: AccountKey;
  readonly keyring: Keyring;
  readonly root: StateRoot;
  /** Every blob that the root lists; the keyring may be left out. */
  readonly blobs: readonly SealedBlob[];
  /** The account's newest identity. */
  readonly identity: SignedObject;
  /** Versions of the wraps so far. */
  readonly wrapVersions: { readonly password: number; readonly kit: number };
}

/** Everything the server stores in one transaction. */
export interface Rekey extends Omit<SealedAccount, "root"> {
  readonly identity: SignedObject;
  readonly kemPublicKey: KemPublicKey;
  readonly revoke: SignedObject | null;
}

export interface PreparedRekey {
  readonly rekey: Rekey;
  /** What holds once the server has stored it. Until then the account is as it was. */
  readonly accountKey: AccountKey;
  readonly keyring: Keyring;
  readonly root: StateRoot;
  /** The new kit, to be shown and printed. */
  readonly words: readonly string[];
}

/** Prepares a re-key. VerificationError or OpenError where a blob is missing or not the one that the root lists. */
export async function prepareRekey(input: RekeyInput): Promise<PreparedRekey> {
  const { account, address, root } = input;
  const contents = await openBlobs(input);
  const accountKey = createAccountKey();
  const keyring = rotateKeyring(input.keyring);
  const kit = createKit();
  const { identity, kemPublicKey } = await createIdentity(keyring, {
    account, address, previous: input.identity, ...(input.addressChanges && { addressChanges: true as const }),
  });
  const { root: newRoot, ...sealed } = await sealAccount({
    account, accountKey, keyring,
    exportKey: input.exportKey,
    kit: kit.entropy,
    versions: {
      passwordWrap: input.wrapVersions.password + 1,
      kitWrap: input.wrapVersions.kit + 1,
      keyring: (root.blobs[KEYRING_NAME]?.version ?? 0) + 1,
      root: root.version + 1,
    },
    blobs: contents.map(({ name, version, content }) => ({ name, version: version + 1, content })),
  }).finally(() => wipe(kit.entropy, ...contents.map(({ content }) => content)));
  const revoke = input.reason === "compromise" ? await revokePrevious(keyring, input) : null;
  return { rekey: { ...sealed, identity, kemPublicKey, revoke }, accountKey, keyring, root: newRoot, words: kit.words };
}

interface OpenedBlob {
  readonly name: string;
  readonly version: number;
  readonly content: Uint8Array;
}

async function openBlobs({ account, accountKey, root, blobs }: RekeyInput): Promise<OpenedBlob[]> {
  const stateKey = await deriveStateKey(accountKey);
  const given = new Map(blobs.map((blob) => [blob.name, blob]));
  const names = Object.keys(root.blobs).filter((name) => name !== KEYRING_NAME);
  return Promise.all(names.map(async (name) => {
    const blob = given.get(name);
    // A server that holds one back must not make the account forget it.
    if (blob === undefined) throw new VerificationError();
    await verifyAgainstRoot(root, blob);
    return { name, version: blob.version, content: await openState(stateKey, { account, name, version: blob.version }, blob.sealed) };
  })).finally(() => wipe(stateKey));
}

async function revokePrevious(keyring: Keyring, { account, identity }: RekeyInput): Promise<SignedObject> {
  const { signKey } = parseSignedObject(identity, IDENTITY_FORM).fields;
  return createRevoke(keyring, { account, identity: await identityHash(identity), signKey });
}
