// Fills a template in: what nobody has written yet takes its words, what somebody has written stays, and its text comes where one
// was writing.
'use client';

import { useRef, type RefObject } from 'react';
import { useSession } from '../../../session/session-provider.tsx';
import type { Draft } from '../../../session/vault-api/drafts.ts';
import type { Signature, Template } from '../../../session/vault-api/texts.ts';
import { text } from '../../../text/index.ts';
import { announce } from '../../../ui/toasts.ts';
import type { BodyHandle } from '../body-editor.tsx';
import { plainText } from '../body-document.ts';
import { defaultNotice } from '../default-notice.ts';
import type { DraftEditing } from '../use-draft.ts';
import { withNoticeSignature } from './signature-place.ts';

type Filled = Pick<Draft, 'noticeSubject' | 'noticeText' | 'secureSubject'>;
type Parts = Pick<DraftEditing, 'latest' | 'change'> & { body: RefObject<BodyHandle | null>; signature: Signature | null };

export function useTemplate({ latest, change, body, signature }: Parts): (template: Template) => void {
  const { session } = useSession();
  /** What the template before this one has filled in: another may be chosen instead. */
  const before = useRef<Filled>({ noticeSubject: '', noticeText: '', secureSubject: '' });
  return (template) => {
    const otherwise = session === undefined ? { subject: '', text: '' } : defaultNotice(session);
    const unwritten: Filled = { noticeSubject: otherwise.subject, noticeText: withNoticeSignature(otherwise.text, signature), secureSubject: '' };
    const wanted: Filled = {
      noticeSubject: template.noticeSubject,
      noticeText: template.noticeText === '' ? '' : withNoticeSignature(template.noticeText, signature),
      secureSubject: template.secureSubject,
    };
    const now = latest();
    const pick = (field: keyof Filled) => (wanted[field] !== '' && ['', otherwise.text, unwritten[field], before.current[field]].includes(now[field]) ? wanted[field] : now[field]);
    change({ noticeSubject: pick('noticeSubject'), noticeText: pick('noticeText'), secureSubject: pick('secureSubject') });
    before.current = wanted;
    if (plainText(template.body).trim() !== '') body.current?.insert(template.body);
    announce(text.compose.templates.used(template.name));
  };
}
