// What this device remembers between visits: half of the key to a running session, and what it has seen, so that a server
// cannot show it older state or a second version of a message. Nothing in here opens anything by itself.

import type { SeenRoot } from '#crypto';
import type { SearchStore } from '../search/search-store.ts';

/** One half of the unlock key of this browser's session; the other, the share, is the server's. */
export type SessionHalf = {
  account: string;
  /** HMAC key that cannot be exported. */
  key: CryptoKey;
  /** The account key, sealed under HMAC(key, share). */
  sealed: Uint8Array<ArrayBuffer>;
};

/** The first container that this device accepted for a message. `hash` is SHA-256 of it, base64url. */
export type ContainerSeen = { hash: string; at: number };

export interface DeviceStore {
  sessionHalf(): Promise<SessionHalf | null>;
  saveSessionHalf(half: SessionHalf): Promise<void>;
  forgetSessionHalf(): Promise<void>;

  /** The newest state root that this device accepted; `memory` names an account and its beginning. */
  rootSeen(memory: string): Promise<SeenRoot | null>;
  rememberRoot(memory: string, seen: SeenRoot): Promise<void>;

  /** `key` names account, sender and message. */
  containerSeen(key: string): Promise<ContainerSeen | null>;
  rememberContainer(key: string, seen: ContainerSeen): Promise<void>;

  /** Sealed parts of the search index. */
  readonly search: SearchStore;
}
