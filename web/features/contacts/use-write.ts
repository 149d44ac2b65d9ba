// Opens the compose panel with these people in it. A draft is made first: an address never stands in the browser's history.
'use client';

import { useVault } from '../../session/session-provider.tsx';
import { text } from '../../text/index.ts';
import { useCompose } from '../../ui/navigation.ts';
import { announce } from '../../ui/toasts.ts';
import { failureOf } from '../../ui/use-action.ts';
import { useState } from 'react';

export function useWrite(recipients: readonly string[]): { write: () => void; busy: boolean } {
  const vault = useVault();
  const compose = useCompose();
  const [busy, setBusy] = useState(false);
  const begin = async () => {
    setBusy(true);
    try {
      const draft = { ...(await vault.newDraft({ reply: null })), recipients: [...recipients] };
      await vault.saveDraft(draft);
      compose.open({ kind: 'draft', id: draft.id });
    } catch (error) {
      announce(text.failure(failureOf(error)).title, { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return { write: () => void begin(), busy };
}
