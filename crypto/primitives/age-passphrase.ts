// An age file sealed with a passphrase (C2SP age, scrypt recipient), armored: for files that leave Sealpost and that stock age
// opens (SPEC.md, "Exported keys"). Never for messages, which have mlkem768x25519 stanzas only.
import { armor, Decrypter, Encrypter } from "age-encryption";
import { encodeUtf8, type Bytes } from "../bytes.ts";
import { OpenError } from "../errors.ts";
import { ownBytes } from "./sodium.ts";

/** scrypt's N is 2 to this: about a second, and age's own default. */
const WORK_FACTOR = 18;
/** The costliest that is tried: 1 GiB of memory. */
const WORK_FACTOR_MAX = 20;
const VERSION_LINE = "age-encryption.org/v1\n";
const STANZA = /^-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n/;
const ARMORED = "-----BEGIN AGE ENCRYPTED FILE-----";

/** What can be told of a file without its passphrase. */
export type PassphraseFileKind = "passphrase" | "too_costly" | "other_age" | "not_age";

/** The armored file. The passphrase in NFC, as passwords are. */
export async function sealWithPassphrase(passphrase: string, content: Uint8Array): Promise<Bytes> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  encrypter.setPassphrase(passphrase.normalize("NFC"));
  return encodeUtf8(armor.encode(await encrypter.encrypt(content)));
}

/** The content of a file of the kind "passphrase", armored or binary, or OpenError. */
export async function openWithPassphrase(passphrase: string, file: Uint8Array): Promise<Bytes> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase.normalize("NFC"));
  try {
    const binary = withoutArmor(file);
    if (kindOfBinary(binary) !== "passphrase") throw new OpenError();
    return ownBytes(await decrypter.decrypt(binary));
  } catch (cause) {
    throw new OpenError({ cause });
  }
}

export function passphraseFileKind(file: Uint8Array): PassphraseFileKind {
  try {
    return kindOfBinary(withoutArmor(file));
  } catch {
    return "not_age";
  }
}

function kindOfBinary(file: Uint8Array): PassphraseFileKind {
  const head = new TextDecoder("latin1").decode(file.subarray(0, 128));
  if (!head.startsWith(VERSION_LINE)) return "not_age";
  const factor = STANZA.exec(head.slice(VERSION_LINE.length))?.[1];
  if (factor === undefined) return "other_age";
  return Number(factor) <= WORK_FACTOR_MAX ? "passphrase" : "too_costly";
}

function withoutArmor(file: Uint8Array): Uint8Array {
  const start = new TextDecoder("latin1").decode(file.subarray(0, 256)).trimStart();
  return start.startsWith(ARMORED) ? armor.decode(new TextDecoder("latin1").decode(file)) : file;
}
