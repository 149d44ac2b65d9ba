// Where the panel's draft comes from: a new one, a reply made from a message, or one that was kept.
'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { useSession, useVault } from '../../session/session-provider.tsx';
import { sharedFiles } from '../../session/shared-files.ts';
import type { Draft } from '../../session/vault-api/drafts.ts';
import type { Id } from '../../session/vault-api/id.ts';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import type { OwnTexts } from '../../session/vault-api/texts.ts';
import type { Vault } from '../../session/vault-api/vault.ts';
import { formatMoment } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import type { ComposeTarget } from '../../ui/paths.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { plainText } from './body-document.ts';
import { defaultNotice } from './default-notice.ts';
import { withNoticeSignature, withSignature } from './own-texts/signature-place.ts';
import { textsWithin } from './practice-texts/texts-at-hand.ts';
import { leftDraft, letGo } from './unsaved-drafts.ts';
import { lookUp } from './use-recipients.ts';

export type DraftSource =
  | { status: 'loading' }
  | { status: 'gone' }
  /** The files that another app shared are not there any more. */
  | { status: 'lost' }
  | { status: 'failed'; retry: () => void }
  | { status: 'ready'; draft: Draft; shared: SharedFiles | null };

/** From another app: to be attached, then forgotten. */
export type SharedFiles = { id: string; files: File[] };

/** Read once for each target: what is written afterwards is the form's. */
export function useDraftSource(target: ComposeTarget): DraftSource {
  const vault = useVault();
  const queryClient = useQueryClient();
  const { session } = useSession();
  const [source, setSource] = useState<DraftSource>({ status: 'loading' });
  const load = useCallback(async () => {
    setSource({ status: 'loading' });
    try {
      const [draft, texts] = await Promise.all([openDraft({ vault, queryClient }, target), textsWithin({ vault, queryClient }, { patience: textsPatience, writer: session })]);
      const files = target.kind === 'shared' ? await sharedFiles(target.id) : null;
      if (target.kind === 'shared' && files === null) {
        setSource({ status: 'lost' });
        return;
      }
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
      const shared = target.kind === 'shared' && files !== null ? { id: target.id, files } : null;
      setSource({ status: 'ready', shared, draft: session === undefined || !isUnwritten(draft, target) ? draft : begun(draft, { session, texts }) });

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
  useEffect(() => {
    void load();
    return () => {
      if (target.kind === 'draft') letGo(target.id);
    };
  }, [load, target]);
  return source;
}

const namesWithin = 2_000;
const textsPatience = 1_500;

type Source = { vault: Vault; queryClient: QueryClient };

async function openDraft({ vault, queryClient }: Source, target: ComposeTarget): Promise<Draft | null> {
  const head = (id: Id) => quoteHead({ vault, queryClient }, id);
  switch (target.kind) {
    case 'new':
    case 'shared':
      return vault.newDraft({ reply: null });
    case 'reply':
      return vault.newDraft({ reply: { message: target.id, all: false, head: await head(target.id) } });
    case 'reply-all':
      return vault.newDraft({ reply: { message: target.id, all: true, head: await head(target.id) } });
    case 'forward':
      return vault.newDraft({ reply: { forward: target.id, head: await head(target.id) } });
    case 'draft':
      return (await leftDraft(target.id)) ?? newest(vault, (await vault.drafts()).find((draft) => draft.id === target.id) ?? null);
  }
}

/** As another device may have saved it a moment ago. */
async function newest(vault: Vault, draft: Draft | null): Promise<Draft | null> {
  return draft && ((await vault.draftElsewhere(draft).catch(() => null)) ?? draft);
}

/** "On Wed, 25 November 2026, 21:01, Dr. Ana Ruiz wrote:", as the clock here has it. */
async function quoteHead({ vault, queryClient }: Source, id: Id): Promise<string> {
  const { summary, secure } = await queryClient.fetchQuery({ queryKey: queryKeys.message(id), queryFn: () => vault.open(id) });
  const time = secure.status === 'open' ? secure.time : summary.sentAt;
  return text.compose.quoteHead({ when: formatMoment(time), who: summary.sender.name || summary.sender.address });
}

/** Made a moment ago: here, or elsewhere for somebody to be written to. */
function isUnwritten({ noticeSubject, noticeText, secureSubject, body, attachments }: Draft, target: ComposeTarget): boolean {
  if (target.kind !== 'draft') return true;
  return [noticeSubject, noticeText, secureSubject, plainText(body)].every((part) => part.trim() === '') && attachments.length === 0;
}

/** With words in the e-mail part that say what it is, and with the signature. */
function begun(draft: Draft, { session, texts: { signature } }: { session: SessionInfo; texts: OwnTexts }): Draft {
  const otherwise = defaultNotice(session);
  const noticeText = withNoticeSignature(draft.noticeText || otherwise.text, signature);
  return { ...draft, noticeSubject: draft.noticeSubject || otherwise.subject, noticeText, body: withSignature(draft.body, signature) };
}
