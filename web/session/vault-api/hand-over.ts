// Handing messages over to a coworker.
import type { Id } from './id.ts';

/** What is handed over. Nothing of the trash ever is. */
export type HandOverScope = { kind: 'everything' } | { kind: 'messages'; ids: Id[] } | { kind: 'label'; label: Id } | { kind: 'contact'; address: string };

/** `done`: what the colleague has by now, and had before; `refused`: what does not open here, and stays behind. */
export type HandOverProgress = { to: { account: Id; address: string }; scope: HandOverScope['kind']; total: number; done: number; refused: number; complete: boolean };

export interface HandOverVault {
  /** Keeps what was chosen, and begins. Throws `compare_first`, `keys_changed`, `conflict` where another is open, `nothing_to_hand_over`. */
  beginHandOver(input: { to: { account: Id; address: string }; scope: HandOverScope }): Promise<HandOverProgress>;
  /** The one that was begun and not ended, on whatever device; null: none. */
  handOver(): Promise<HandOverProgress | null>;
  /** Hands the next messages over. To be called again until it is complete; it goes on after a reload. */
  goOnHandingOver(): Promise<HandOverProgress>;
  /** What was handed over stays so; the colleague is told by one e-mail. */
  endHandOver(): Promise<void>;
}
