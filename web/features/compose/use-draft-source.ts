// Where the panel's draft comes from: a new one, a reply made from a message, or one that was kept.
'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { useSession, useVault } from '../../session/session-provider.tsx';
import type { Draft, SessionInfo, Vault } from '../../session/vault-api.ts';
import type { ComposeTarget } from '../../ui/paths.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { defaultNotice } from './default-notice.ts';
import { lookUp } from './use-recipients.ts';

export type DraftSource =
  | { status: 'loading' }
  | { status: 'gone' }
  | { status: 'failed'; retry: () => void }
  | { status: 'ready'; draft: Draft };

/** Read once for each target: what is written afterwards is the form's. */
export function useDraftSource(target: ComposeTarget): DraftSource {
  const vault = useVault();
  const queryClient = useQueryClient();
  const { session } = useSession();
  const [source, setSource] = useState<DraftSource>({ status: 'loading' });
  const load = useCallback(async () => {
    setSource({ status: 'loading' });
    try {
      const draft = await openDraft(vault, target);
      if (draft === null) {
        setSource({ status: 'gone' });
        return;
      }
      // Names and states stand there from the first moment wherever they can be had quickly.
      await Promise.race([
        Promise.all([
          queryClient.prefetchQuery({ queryKey: queryKeys.contacts, queryFn: () => vault.contacts() }),
          prefetchRecipients(),
        ]),
        new Promise((resolve) => setTimeout(resolve, namesWithin)),
      ]);
      setSource({ status: 'ready', draft: session === undefined || target.kind === 'draft' ? draft : withDefaultNotice(draft, session) });

      async function prefetchRecipients() {
        const proper = draft?.recipients.filter(looksLikeAddress) ?? [];
        if (proper.length === 0 || session?.confirmed !== true) return;
        await queryClient.prefetchQuery({ queryKey: queryKeys.recipients(proper), queryFn: () => lookUp(vault, proper), retry: false });
      }
    } catch {
      setSource({ status: 'failed', retry: () => void load() });
    }
    // The session's refreshes must not open the draft anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [vault, queryClient, target]);
  useEffect(() => void load(), [load]);
  return source;
}

const namesWithin = 2_000;

async function openDraft(vault: Vault, target: ComposeTarget): Promise<Draft | null> {
  switch (target.kind) {
    case 'new':
      return vault.newDraft({ reply: null });
    case 'reply':
      return vault.newDraft({ reply: { message: target.id, all: false } });
    case 'reply-all':
      return vault.newDraft({ reply: { message: target.id, all: true } });
    case 'forward':
      return vault.newDraft({ reply: { forward: target.id } });
    case 'draft':
      return (await vault.drafts()).find((draft) => draft.id === target.id) ?? null;
  }
}

/** An e-mail part that nobody has written yet gets words that say what it is. */
function withDefaultNotice(draft: Draft, session: SessionInfo): Draft {
  const otherwise = defaultNotice(session);
  return { ...draft, noticeSubject: draft.noticeSubject || otherwise.subject, noticeText: draft.noticeText || otherwise.text };
}
