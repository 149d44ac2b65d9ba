// State: what an account keeps for itself (contacts, drafts, settings, open invitations) as sealed blobs (SPEC.md, "State").
import { concatBytes, encodeUint32, wipe, type AccountKey, type Bytes, type Id, type StateKey } from "../bytes.ts";
import { InvalidInputError, OpenError } from "../errors.ts";
import { DERIVATION, PURPOSE } from "../labels.ts";
import { padmeLength } from "../padding.ts";
import { deriveKey } from "../primitives/hkdf.ts";
import { open, seal, type SealScope } from "../primitives/seal.ts";

const LENGTH_BYTES = 4;
/** Drafts are saved while somebody writes: below this size none tells how far the text has come. */
const PADDED_MIN = 4096;
/** The longest content whose sealed blob stays within the server's 1 MiB. */
export const STATE_CONTENT_MAX = 1_032_188;

export interface StateScope {
  readonly account: Id;
  /** Lower-case words, and for one of many of a kind a slash and its id (state-root.ts). */
  readonly name: string;
  readonly version: number;
}

/** HKDF(account key, "state"). */
export async function deriveStateKey(accountKey: AccountKey): Promise<StateKey> {
  return (await deriveKey(accountKey, DERIVATION.state)) as StateKey;
}

/** Seals one version of one blob, padded. InvalidInputError for more than STATE_CONTENT_MAX bytes. */
export function sealState(stateKey: StateKey, scope: StateScope, content: Uint8Array): Promise<Bytes> {
  return sealPadded(stateKey, sealScope(scope), content);
}

/** Opens exactly that version of that blob, or throws OpenError. */
export function openState(stateKey: StateKey, scope: StateScope, sealed: Uint8Array): Promise<Bytes> {
  return openPadded(stateKey, sealScope(scope), sealed);
}

/** Seals u32 length | content | zeros, to a Padmé length of at least 4096 bytes. */
export async function sealPadded(stateKey: StateKey, scope: SealScope, content: Uint8Array): Promise<Bytes> {
  if (content.length > STATE_CONTENT_MAX) throw new InvalidInputError("state too long");
  const used = LENGTH_BYTES + content.length;
  const padding = new Uint8Array(Math.max(PADDED_MIN, padmeLength(used)) - used);
  const padded = concatBytes(encodeUint32(content.length), content, padding);
  try {
    return await seal(stateKey, scope, padded);
  } finally {
    wipe(padded);
  }
}

/** The content, or OpenError; what only looks padded (another length, a byte that is not zero) is refused, too. */
export async function openPadded(stateKey: StateKey, scope: SealScope, sealed: Uint8Array): Promise<Bytes> {
  const padded = await open(stateKey, scope, sealed);
  const used = LENGTH_BYTES + (padded.length < LENGTH_BYTES ? 0 : new DataView(padded.buffer).getUint32(0));
  const whole = padded.length === Math.max(PADDED_MIN, padmeLength(used)) && padded.subarray(used).every((byte) => byte === 0);
  if (!whole) throw new OpenError();
  const content = padded.slice(LENGTH_BYTES, used);
  wipe(padded);
  return content;
}

function sealScope(scope: StateScope): SealScope {
  return { purpose: PURPOSE.state, owner: scope.account, name: scope.name, version: scope.version };
}
