// What the page may ask of the vault about discarding drafts: a part of vault-api.ts.
import type { Draft, Id } from './vault-api.ts';

export interface DiscardVault {
  /**
   * Marks the draft, to be removed a minute later with its files. `written`: in fields of a draft that may never have been saved. Answers whether there
   * is anything to bring back.
   */
  discardDraft(discarded: { draft: Draft; written: boolean }): Promise<boolean>;
  /** Takes `discardDraft` back. Throws `not_found` when it is too late, or another device has sent the draft. */
  restoreDraft(id: Id): Promise<void>;
  /** Removes what was discarded before and not brought back. */
  tidyDrafts(): Promise<void>;
}
