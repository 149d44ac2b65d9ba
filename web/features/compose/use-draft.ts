// The draft as it is being written: what stands in the fields, whether it is saved, and whether another device has changed it too.
'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSession, useVault } from '../../session/session-provider.tsx';
import { useLive } from '../../session/use-live.ts';
import type { Draft, DraftChoice } from '../../session/vault-api/drafts.ts';
import { isVaultError } from '../../session/vault-error.ts';
import { text } from '../../text/index.ts';
import { useCompose } from '../../ui/navigation.ts';
import { announce } from '../../ui/toasts.ts';
import { useLeaveQuestion } from '../../ui/use-leave-question.ts';
import { createDraftBase } from './draft-base.ts';
import { createDraftSaver, type DraftSaver, type SaveState } from './draft-saver.ts';
import { leaveDraft, takeUp } from './unsaved-drafts.ts';

export type DraftPatch = Partial<Omit<Draft, 'id' | 'thread' | 'inReplyTo' | 'updatedAt' | 'edition' | 'savedBy' | 'aside'>>;

export type DraftEditing = {
  draft: Draft;
  saving: SaveState;
  saver: DraftSaver;
  /** The fields as they are now, also between a key press and the next render. */
  latest: () => Draft;
  change: (patch: DraftPatch | ((draft: Draft) => DraftPatch)) => void;
  /** As another device has saved it, while nobody has chosen between the two. */
  other: Draft | null;
  /** Asks whether another device has saved it. */
  look: () => void;
  choose: (choice: DraftChoice) => Promise<void>;
  /** Goes on with a version that was put aside. */
  take: (edition: string) => Promise<void>;
};

type DraftEvents = {
  onSaved: (draft: Draft) => void;
  /** The panel is to go on with this in its fields. */
  onReplace: (draft: Draft) => void;
};

/** The draft's own saves are told too: one look after the last of them. */
const LOOK_AFTER_MS = 1_500;

/** `onSaved` and `onReplace` must stay the same while one writes. */
export function useDraft(initial: Draft, { onSaved, onReplace }: DraftEvents): DraftEditing {
  const vault = useVault();
  const [draft, setDraft] = useState(initial);
  const [saving, setSaving] = useState<SaveState>({ status: 'unchanged' });
  const [other, setOther] = useState<Draft | null>(null);
  const [base] = useState(() => createDraftBase({ vault, edition: initial.edition, onOther: setOther }));
  const current = useRef(initial);
  const saver = useMemo(
    () =>
      createDraftSaver({
        save: async (next) => {
          await base.save(next);
          onSaved(next);
        },
        onState: setSaving,
        isOffline: (error) => isVaultError(error, 'offline'),
        now: Date.now,
      }),
    [base, onSaved],
  );
  const latest = useCallback(() => ({ ...current.current, edition: base.edition() }), [base]);
  useSaveBeforeLeaving({ saver, latest });
  useEffect(() => {
    if (takeUp(initial.id)) saver.put(latest());
  }, [initial.id, saver, latest]);
  const look = useLook(useCallback(() => void base.compare(latest()).catch(() => undefined), [base, latest]));
  useLive('state', useCallback(() => base.edition() !== null && look(), [base, look]));

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

  /** Nothing is saved meanwhile. Afterwards one writes on, unless other fields take the place of these. */
  const settle = useCallback(
    async (settled: Promise<Draft>, goes: 'on' | 'over') => {
      try {
        const chosen = await settled;
        base.settle(chosen.edition);
        onSaved(chosen);
        if (goes === 'over') return onReplace(chosen);
        current.current = { ...current.current, aside: chosen.aside };
        setDraft(current.current);
      } catch (error) {
        saver.release();
        throw error;
      }
      saver.release();
    },
    [base, saver, onSaved, onReplace],
  );
  const choose = useCallback(
    async (choice: DraftChoice) => {
      await saver.hold();
      await settle(vault.chooseVersion({ draft: latest(), choice }), choice === 'other' ? 'over' : 'on');
    },
    [vault, saver, latest, settle],
  );
  const take = useCallback(
    async (version: string) => {
      await saver.hold();
      await settle(vault.takeVersion({ draft: latest(), version }), 'over');
    },
    [vault, saver, latest, settle],
  );

  return { draft, saving, saver, latest, change, other, look, choose, take };
}

/** Many reasons to look within a moment are one. */
function useLook(compare: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(compare, LOOK_AFTER_MS);
  }, [compare]);
}

/** Closing the panel, changing the tab or putting the phone away: what is not saved is saved at once, or as soon as that is possible. */
function useSaveBeforeLeaving({ saver, latest }: Pick<DraftEditing, 'saver' | 'latest'>): void {
  const { keepText } = useSession();
  const compose = useCompose();
  // Automatic log-off asks first: text that could not be saved keeps the page, locked.
  useEffect(
    () =>
      keepText(async () => {
        await saver.flush();
        return !saver.isSaved();
      }),
    [keepText, saver],
  );
  // What is saved at once may still be under way when the page goes: the question leaves it the time.
  const wouldLose = useCallback(() => {
    void saver.flush();
    return !saver.isSaved();
  }, [saver]);
  useLeaveQuestion(wouldLose);
  useEffect(() => {
    const save = () => {
      if (document.hidden) void saver.flush();
    };
    document.addEventListener('visibilitychange', save);
    return () => {
      document.removeEventListener('visibilitychange', save);
      void leaveDraft({ saver, latest }, { keepText }).then((draft) => {
        if (draft === null) return;
        const { notSaved, open } = text.compose.draft;
        announce(notSaved, { tone: 'danger', duration: 12_000, action: { label: open, onAction: () => compose.open({ kind: 'draft', id: draft.id }) } });
      });
    };
  }, [saver, latest, keepText, compose]);
}
