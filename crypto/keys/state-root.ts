// The state root: one sealed list of the version and hash of every blob, so that the server cannot roll parts back or mix
// them (SPEC.md, "State").
import type { Bytes, Id, StateKey } from "../bytes.ts";
import { encodeCanonicalJsonBytes, parseCanonicalJsonBytes } from "../canonical-json.ts";
import { InvalidInputError, OpenError, VerificationError } from "../errors.ts";
import { PURPOSE } from "../labels.ts";
import { fingerprint } from "../primitives/hash.ts";
import type { SealScope } from "../primitives/seal.ts";
import { count, hash, literal, record, type ShapeOf } from "../shape.ts";
import { openPadded, sealPadded, STATE_CONTENT_MAX } from "./state.ts";

const entryShape = record({ version: count, sha256: hash });
/** One blob: its version, and the SHA-256 (base64url) of its sealed bytes. */
export type StateRootEntry = ShapeOf<typeof entryShape>;

export interface StateRoot {
  /** Rises by one with each change of the state. */
  readonly version: number;
  /** Every blob there is, by name. */
  readonly blobs: Readonly<Record<string, StateRootEntry>>;
}

/** Lower-case words, and for one of many of a kind a slash and its id: "contacts", "draft/…". "root" is the root's own. */
const STATE_NAME = /^(?!root$)[a-z][a-z-]{0,30}(?:\/[A-Za-z0-9_-]{21}[AQgw])?$/;
const STATE_BLOBS_MAX = 2000;

const blobsShape = (value: unknown): value is StateRoot["blobs"] =>
  typeof value === "object" && value !== null && !Array.isArray(value) &&
  Object.keys(value).length <= STATE_BLOBS_MAX &&
  Object.entries(value).every(([name, entry]) => STATE_NAME.test(name) && entryShape(entry));
const rootShape = record({ format: literal(1), version: count, blobs: blobsShape });

/** Canonical JSON {"blobs":{name:{"sha256","version"}},"format":1,"version"}. InvalidInputError for wrong names or hashes. */
export function encodeRoot(root: StateRoot): Bytes {
  const value = { format: 1, version: root.version, blobs: root.blobs };
  if (!rootShape(value)) throw new InvalidInputError("state root");
  return encodeCanonicalJsonBytes(value);
}

/** The strict inverse; InvalidInputError for anything else. */
export function parseRoot(bytes: Uint8Array): StateRoot {
  const value = parseCanonicalJsonBytes(bytes, { maxBytes: STATE_CONTENT_MAX, maxDepth: 3 });
  if (!rootShape(value)) throw new InvalidInputError("state root");
  return { version: value.version, blobs: value.blobs };
}

/** Seals a root under its own version. */
export function sealRoot(stateKey: StateKey, scope: { readonly account: Id }, root: StateRoot): Promise<Bytes> {
  return sealPadded(stateKey, sealScope({ account: scope.account, version: root.version }), encodeRoot(root));
}

/** Opens exactly that version of that account's root, or throws OpenError. */
export async function openRoot(
  stateKey: StateKey, scope: { readonly account: Id; readonly version: number }, sealed: Uint8Array,
): Promise<StateRoot> {
  const content = await openPadded(stateKey, sealScope(scope), sealed);
  try {
    const root = parseRoot(content);
    if (root.version === scope.version) return root;
  } catch (cause) {
    throw new OpenError({ cause });
  }
  throw new OpenError();
}

/** Throws VerificationError unless the sealed blob is the very one that the root lists under this name and version. */
export async function verifyAgainstRoot(
  root: StateRoot, blob: { readonly name: string; readonly version: number; readonly sealed: Uint8Array },
): Promise<void> {
  const entry = Object.hasOwn(root.blobs, blob.name) ? root.blobs[blob.name] : undefined;
  if (entry === undefined || entry.version !== blob.version) throw new VerificationError();
  if (entry.sha256 !== (await fingerprint(blob.sealed))) throw new VerificationError();
}

/** The newest root that this device has accepted. */
export interface SeenRoot {
  readonly version: number;
  /** SHA-256 (base64url) of the sealed root. */
  readonly sha256: string;
}

/**
 * Compares the root that the server gives with the newest one this device knew: an older one, or another one of the same
 * version, throws VerificationError. Returns what to remember from now on.
 */
export async function verifyNotRolledBack(
  seen: SeenRoot | null, now: { readonly version: number; readonly sealed: Uint8Array },
): Promise<SeenRoot> {
  const next = { version: now.version, sha256: await fingerprint(now.sealed) };
  if (seen === null || next.version > seen.version) return next;
  if (next.version < seen.version || next.sha256 !== seen.sha256) throw new VerificationError();
  return next;
}

function sealScope(scope: { readonly account: Id; readonly version: number }): SealScope {
  return { purpose: PURPOSE.stateRoot, owner: scope.account, name: "root", version: scope.version };
}
