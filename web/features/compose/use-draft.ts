// The draft as it is being written: what stands in the fields, and whether it is saved.
'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSession, useVault } from '../../session/session-provider.tsx';
import type { Draft } from '../../session/vault-api.ts';
import { isVaultError } from '../../session/vault-error.ts';
import { createDraftSaver, type DraftSaver, type SaveState } from './draft-saver.ts';

export type DraftPatch = Partial<Omit<Draft, 'id' | 'thread' | 'inReplyTo' | 'updatedAt'>>;

export type DraftEditing = {
  draft: Draft;
  saving: SaveState;
  saver: DraftSaver;
  /** The fields as they are now, also between a key press and the next render. */
  latest: () => Draft;
  change: (patch: DraftPatch | ((draft: Draft) => DraftPatch)) => void;
};

/** `onSaved` must stay the same while one writes. */
export function useDraft(initial: Draft, { onSaved }: { onSaved: (draft: Draft) => void }): DraftEditing {
  const vault = useVault();
  const [draft, setDraft] = useState(initial);
  const [saving, setSaving] = useState<SaveState>({ status: 'unchanged' });
  const current = useRef(initial);
  const saver = useMemo(
    () =>
      createDraftSaver({
        save: async (next) => {
          await vault.saveDraft(next);
          onSaved(next);
        },
        onState: setSaving,
        isOffline: (error) => isVaultError(error, 'offline'),
        now: Date.now,
      }),
    [vault, onSaved],
  );
  useSaveBeforeLeaving(saver);

  const change = useCallback<DraftEditing['change']>(
    (patch) => {
      const before = current.current;
      const next = { ...before, ...(typeof patch === 'function' ? patch(before) : patch), updatedAt: Date.now() };
      current.current = next;
      setDraft(next);
      saver.put(next);
    },
    [saver],
  );
  return { draft, saving, saver, latest: useCallback(() => current.current, []), change };
}

/** Closing the panel, changing the tab or putting the phone away: what is not saved is saved at once. */
function useSaveBeforeLeaving(saver: DraftSaver): void {
  const { keepText } = useSession();
  // Automatic log-off asks first: text that could not be saved keeps the page, locked.
  useEffect(
    () =>
      keepText(async () => {
        await saver.flush();
        return !saver.isSaved();
      }),
    [keepText, saver],
  );
  useEffect(() => {
    const save = () => {
      if (document.hidden) void saver.flush();
    };
    document.addEventListener('visibilitychange', save);
    return () => {
      document.removeEventListener('visibilitychange', save);
      void saver.flush();
    };
  }, [saver]);
}
