// Discards the draft at one press, and offers the way back: with everything that stood in the fields, saved or not, and with its files.
'use client';

import { useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import { isVaultError } from '../../session/vault-error.ts';
import { text } from '../../text/index.ts';
import { useCompose } from '../../ui/navigation.ts';
import { announce } from '../../ui/toasts.ts';
import { announceWithUndo } from '../../ui/undo-notice.ts';
import { type Action, useAction } from '../../ui/use-action.ts';
import type { AttachmentsEditing } from './use-attachments.ts';
import type { DraftEditing } from './use-draft.ts';

type Discarding = { editing: DraftEditing; attachments: AttachmentsEditing; onDone: () => void };

const GOING: ReadonlySet<string> = new Set(['waiting', 'sending', 'retrying']);

export function useDiscard({ editing, attachments, onDone }: Discarding): Action<[]> {
  const vault = useVault();
  const queryClient = useQueryClient();
  const compose = useCompose();
  const showDrafts = () => void queryClient.invalidateQueries({ queryKey: queryKeys.drafts });

  return useAction(async () => {
    const { saver, saving, latest } = editing;
    await saver.hold();
    const draft = latest();
    const going = attachments.files.flatMap(({ upload }) => (upload !== null && GOING.has(upload.state) ? [upload.id] : []));
    let undoable: boolean;
    try {
      undoable = await vault.discardDraft({ draft, written: saving.status !== 'unchanged' });
    } catch {
      saver.release();
      announce(text.compose.discardFailed, { tone: 'danger' });
      return;
    }
    for (const id of going) attachments.pause(id);
    onDone();
    showDrafts();
    if (!undoable) return void announce(text.compose.discarded);
    announceWithUndo(text.compose.discarded, async () => {
      try {
        await vault.restoreDraft(draft.id);
      } catch (error) {
        if (!isVaultError(error, 'not_found')) throw error;
        return void announce(text.compose.gone, { tone: 'danger' });
      }
      for (const id of going) attachments.resume(id);
      showDrafts();
      compose.open({ kind: 'draft', id: draft.id });
    });
  });
}
