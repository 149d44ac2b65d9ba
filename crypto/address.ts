// E-mail addresses in the one form that is signed, hashed and looked up (SPEC.md, "Addresses").
import { InvalidInputError } from "./errors.ts";

declare const addressBrand: unique symbol;
/** A normalised address. */
export type Address = string & { readonly [addressBrand]: "Address" };

export const ADDRESS_MAX_CHARACTERS = 254;
const LOCAL_MAX_BYTES = 64;
const DOMAIN_MAX_CHARACTERS = 253;

// RFC 5322 dot-atom; beyond ASCII (RFC 6532) letters, marks and digits only, so that nothing invisible can hide.
const LOCAL_ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~\-\p{L}\p{M}\p{N}]+$/u;
const DOMAIN_LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
// What the URL parser would take for something other than a part of the host name.
const NOT_IN_DOMAIN = /[\s\p{Cc}\p{Zs}/\\?#@:%[\]<>^|`{}"]/u;

/**
 * Trims, composes (NFC), lower-cases, and writes the domain in A-labels (IDNA by the URL Standard). Plus-addressing and
 * dots are kept: two addresses are one only where every mail system agrees. InvalidInputError for what is no address.
 */
export function normaliseAddress(typed: string): Address {
  const text = typed.trim().normalize("NFC");
  const at = text.lastIndexOf("@");
  if (at < 1) throw new InvalidInputError("address without @");
  const local = normaliseLocalPart(text.slice(0, at));
  const domain = normaliseDomain(text.slice(at + 1));
  const address = `${local}@${domain}`;
  if (address.length > ADDRESS_MAX_CHARACTERS) throw new InvalidInputError("address too long");
  return address as Address;
}

/** True for a text that is its own normalised form. */
export function isAddress(text: string): text is Address {
  try {
    return normaliseAddress(text) === text;
  } catch {
    return false;
  }
}

/** The part of a normalised address behind the "@". */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

function normaliseLocalPart(typed: string): string {
  const local = typed.toLowerCase().normalize("NFC");
  if (new TextEncoder().encode(local).length > LOCAL_MAX_BYTES) throw new InvalidInputError("address local part too long");
  if (!local.split(".").every((atom) => LOCAL_ATOM.test(atom))) throw new InvalidInputError("address local part");
  return local;
}

function normaliseDomain(typed: string): string {
  if (typed === "" || NOT_IN_DOMAIN.test(typed)) throw new InvalidInputError("address domain");
  let domain: string;
  try {
    domain = new URL(`http://${typed}/`).hostname;
  } catch (cause) {
    throw new InvalidInputError("address domain", { cause });
  }
  const labels = domain.split(".");
  const top = labels.at(-1) ?? "";
  if (domain.length > DOMAIN_MAX_CHARACTERS || labels.length < 2) throw new InvalidInputError("address domain");
  if (!labels.every((label) => DOMAIN_LABEL.test(label))) throw new InvalidInputError("address domain");
  // The URL parser reads 1.2, 0x7f.1 and the like as IPv4; no top-level domain is a number.
  if (/^[0-9]+$/.test(top)) throw new InvalidInputError("address domain");
  return domain;
}
