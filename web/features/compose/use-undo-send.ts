// Says that a message was sent, and for as long as the server holds it, offers to take it back into the compose panel.
'use client';

import { useQueryClient } from '@tanstack/react-query';
import { everyFolderKeys, queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { Sent } from '../../session/vault-api/sending.ts';
import { codeOf } from '../../session/vault-error.ts';
import { text } from '../../text/index.ts';
import { useCompose } from '../../ui/navigation.ts';
import { announce, say } from '../../ui/toasts.ts';

const words = text.compose.undoSend;
/** It takes a moment until the server is asked: an offer that is too late would disappoint. */
const MARGIN_MS = 500;

/** `onUndone`: what was shown because it had been sent is to go. */
export function useUndoSend({ onUndone }: { onUndone: () => void }): (sent: Sent) => void {
  const vault = useVault();
  const queryClient = useQueryClient();
  const compose = useCompose();

  const undo = async (id: Sent['id']) => {
    say(words.undoing);
    try {
      const draft = await vault.undoSend(id);
      onUndone();
      queryClient.removeQueries({ queryKey: queryKeys.message(id) });
      // Whoever was invited by it is not any more.
      queryClient.removeQueries({ queryKey: queryKeys.allRecipients });
      compose.open({ kind: 'draft', id: draft });
      announce(words.undone);
    } catch (error) {
      const code = codeOf(error);
      announce(code === 'message_released' ? words.tooLate : code === 'offline' || code === 'unavailable' ? words.noAnswer : words.failed, { tone: 'danger' });
    }
    for (const queryKey of [...everyFolderKeys, queryKeys.drafts, queryKeys.invitations]) void queryClient.invalidateQueries({ queryKey });
  };

  return ({ id, codes, undoMs }) => {
    const duration = undoMs - MARGIN_MS;
    if (duration > 0) announce(text.compose.send.sent, { duration, action: { label: words.undo, onAction: () => void undo(id) } });
    // The dialog with the codes says it itself.
    else if (codes.length === 0) announce(text.compose.send.sent);
  };
}
