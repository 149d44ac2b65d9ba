// "Move to secure message": whole sentences go from the e-mail part to the sealed one.
'use client';

import { useRef, type RefObject } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import type { Signature } from '../../session/vault-api/texts.ts';
import { text } from '../../text/index.ts';
import { say } from '../../ui/toasts.ts';
import type { BodyHandle } from './body-editor.tsx';
import { defaultNotice } from './default-notice.ts';
import type { Finding } from './notice-check/finding.ts';
import { moveSentences } from './notice-check/move-sentences.ts';
import { withNoticeSignature, withoutNoticeSignature } from './own-texts/signature-place.ts';
import type { DraftEditing } from './use-draft.ts';

export type MoveToSecure = { body: RefObject<BodyHandle | null>; move: (findings: readonly Finding[]) => void };

type MoveParts = Pick<DraftEditing, 'latest' | 'change'> & { signature: Signature | null };

export function useMoveToSecure({ latest, change, signature }: MoveParts): MoveToSecure {
  const { session } = useSession();
  const body = useRef<BodyHandle>(null);

  const move = (findings: readonly Finding[]) => {
    const { noticeSubject, noticeText, secureSubject } = latest();
    const fallback = session === undefined ? { subject: '', text: '' } : defaultNotice(session);
    const { left, moved } = moveSentences(noticeText, findings.filter(({ field }) => field === 'text'));
    // A signature alone says nothing.
    const isBare = withoutNoticeSignature(left, signature).trim() === '';
    if (moved.length > 0) change({ noticeText: isBare ? withNoticeSignature(fallback.text, signature) : left });
    // A subject is one thing: it goes whole.
    if (findings.some(({ field }) => field === 'subject')) {
      if (secureSubject.trim() === '') change({ secureSubject: noticeSubject });
      else if (!secureSubject.includes(noticeSubject.trim())) moved.unshift(noticeSubject.trim());
      change({ noticeSubject: fallback.subject });
    }
    if (moved.length > 0) body.current?.append(moved);
    say(text.noticeCheck.moved);
  };
  return { body, move };
}
