// Which save the draft being written is based on, and what becomes of a save where another device's stands there by now: it is kept beside
// that one until somebody has chosen.
import type { Draft } from '../../session/vault-api/drafts.ts';
import type { Vault } from '../../session/vault-api/vault.ts';
import { isVaultError } from '../../session/vault-error.ts';

export type DraftBase = {
  /** Null: it was never saved. */
  edition: () => Draft['edition'];
  save: (draft: Draft) => Promise<void>;
  /** Asks whether another device has saved it. */
  compare: (draft: Draft) => Promise<void>;
  /** Somebody has chosen, and goes on from that save. */
  settle: (edition: Draft['edition']) => void;
};

type DraftBaseParts = {
  vault: Pick<Vault, 'saveDraft' | 'putAside' | 'draftElsewhere'>;
  edition: Draft['edition'];
  /** As another device has saved it; null: there is nothing to choose (any more). */
  onOther: (other: Draft | null) => void;
};

export function createDraftBase({ vault, edition: first, onOther }: DraftBaseParts): DraftBase {
  let edition = first;
  let parted = false;

  async function compare(draft: Draft): Promise<void> {
    const other = await vault.draftElsewhere({ id: draft.id, edition });
    parted = other !== null;
    onOther(other);
  }

  /** False: another one stands there. */
  async function saveInPlace(draft: Draft): Promise<boolean> {
    try {
      edition = await vault.saveDraft({ ...draft, edition });
      return true;
    } catch (error) {
      if (isVaultError(error, 'draft_changed')) return false;
      throw error;
    }
  }

  return {
    edition: () => edition,
    async save(draft) {
      if (!parted && (await saveInPlace(draft))) return;
      parted = true;
      await vault.putAside({ ...draft, edition });
      await compare(draft);
    },
    compare,
    settle(chosen) {
      edition = chosen;
      parted = false;
      onOther(null);
    },
  };
}
