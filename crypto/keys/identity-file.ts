// The keys that open an account's messages as an age identity file, sealed with a passphrase: for the day when Sealpost is not
// there, and to bring old keys back (SPEC.md, "Exported keys"). Signing seeds are never in it.
import type { Address } from "../address.ts";
import { decodeUtf8, encodeUtf8, wipe, type Bytes, type KemSeed } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import { encodeAgeIdentity, parseAgeIdentity } from "../primitives/age-identity.ts";
import { openWithPassphrase, passphraseFileKind, sealWithPassphrase } from "../primitives/age-passphrase.ts";
import { fingerprint } from "../primitives/hash.ts";
import { kemPublicKey } from "../primitives/xwing-decapsulate.ts";
import { kemSeeds, type Keyring } from "./keyring.ts";

const IDENTITY_FILE_MAX_BYTES = 1_048_576;

/** Why a file gives no keys. All but `wrong_passphrase` can be told by anybody who has the file, or has just opened it. */
export type IdentityFileProblem =
  | "too_long" | "not_age" // no age file
  | "not_passphrase" // an age file for other keys
  | "too_costly"
  | "wrong_passphrase" // or damaged: the two look the same
  | "wrong_kind" // identities of another kind than mlkem768x25519
  | "no_identity";

export class IdentityFileError extends CryptoError {
  readonly code = "identity_file_refused";
  readonly problem: IdentityFileProblem;
  constructor(problem: IdentityFileProblem, options?: ErrorOptions) {
    super(`identity file: ${problem}`, options);
    this.problem = problem;
  }
}

export interface IdentityExport {
  readonly keyring: Keyring;
  readonly address: Address;
  /** Unix milliseconds. */
  readonly now: number;
  readonly passphrase: string;
}

/** The armored age file; inside, one identity for each kem seed, the current one first, with comments. */
export async function exportIdentities({ keyring, address, now, passphrase }: IdentityExport): Promise<Bytes> {
  const seeds = kemSeeds(keyring);
  const entries = await Promise.all(seeds.map(async (seed, index) => {
    const name = index === 0 ? "Key in use" : `Earlier key ${index}`;
    return `\n# ${name}, SHA-256 of its public key: ${await fingerprint(kemPublicKey(seed))}\n${encodeAgeIdentity(seed)}\n`;
  }));
  const head = [
    `# Keys that open the secure messages of ${address}`,
    `# Exported ${new Date(now).toISOString()}`,
    "# Whoever has them can read every message that was sent to this address so far.",
    "",
  ];
  const content = encodeUtf8(head.join("\n") + entries.join(""));
  try {
    return await sealWithPassphrase(passphrase, content);
  } finally {
    wipe(content);
  }
}

/** The seeds in a file that exportIdentities or stock age made, in their order. IdentityFileError for anything else. */
export async function importIdentities(passphrase: string, file: Uint8Array): Promise<KemSeed[]> {
  if (file.length > IDENTITY_FILE_MAX_BYTES) throw new IdentityFileError("too_long");
  const kind = passphraseFileKind(file);
  if (kind === "other_age") throw new IdentityFileError("not_passphrase");
  if (kind !== "passphrase") throw new IdentityFileError(kind);
  const content = await openWithPassphrase(passphrase, file).catch((cause: unknown) => {
    throw new IdentityFileError("wrong_passphrase", { cause });
  });
  try {
    return parseIdentities(content);
  } finally {
    wipe(content);
  }
}

/** Every line is empty, a comment or an identity: a file with one other line is refused as a whole. */
function parseIdentities(content: Bytes): KemSeed[] {
  const lines = readText(content).split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  if (lines.length === 0) throw new IdentityFileError("no_identity");
  return lines.map((line) => {
    const seed = parseAgeIdentity(line);
    if (seed !== null) return seed;
    throw new IdentityFileError(/^AGE-(SECRET-KEY|PLUGIN)-/.test(line) && !line.startsWith("AGE-SECRET-KEY-PQ-1") ? "wrong_kind" : "no_identity");
  });
}

function readText(content: Bytes): string {
  try {
    return decodeUtf8(content);
  } catch (cause) {
    throw new IdentityFileError("no_identity", { cause });
  }
}
