// The check of the e-mail part while one writes, and once more before sending.
'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import type { Draft } from '../../session/vault-api/drafts.ts';
import { plainText } from './body-document.ts';
import { defaultNotice } from './default-notice.ts';
import { checkNotice } from './notice-check/check-notice.ts';
import type { Finding } from './notice-check/finding.ts';
import { withoutNoticeSignature } from './own-texts/signature-place.ts';
import type { TextsAtHand } from './practice-texts/texts-at-hand.ts';
import { useOwnNumbers } from './use-own-numbers.ts';
import type { ChosenRecipient } from './use-recipients.ts';

/** After the last key press: nobody is interrupted in the middle of a number. */
const PAUSE_MS = 700;

export type NoticeCheck = {
  findings: readonly Finding[];
  now: (draft: Draft) => Promise<Finding[]>;
};

type CheckParts = { recipients: readonly ChosenRecipient[]; texts: TextsAtHand };

export function useNoticeCheck(draft: Draft, { recipients, texts }: CheckParts): NoticeCheck {
  const { session } = useSession();
  const [checked, setChecked] = useState<{ notice: string; findings: Finding[] }>({ notice: '', findings: [] });
  const { signature } = texts;
  const ownNumbers = useOwnNumbers(texts);
  const people = recipients.flatMap(({ name, practice }) => [name, practice]).join('\n');
  const known = useMemo(() => {
    const own = session === undefined ? null : defaultNotice(session);
    return [people, ...(own === null ? [] : [own.subject, own.text])];
  }, [people, session]);

  const now = useCallback(
    ({ noticeSubject, noticeText, secureSubject, body, attachments }: Draft) =>
      checkNotice(
        {
          subject: noticeSubject,
          text: withoutNoticeSignature(noticeText, signature),
          secure: `${secureSubject}\n${plainText(body)}`,
          fileNames: attachments.map(({ name }) => name),
          known,
          ownNumbers,
        },
        { now: Date.now(), locale: navigator.language },
      ),
    [known, ownNumbers, signature],
  );

  useEffect(() => {
    let superseded = false;
    const timer = setTimeout(() => {
      void now(draft).then((findings) => superseded || setChecked({ notice: noticeOf(draft), findings }));
    }, PAUSE_MS);
    return () => {
      superseded = true;
      clearTimeout(timer);
    };
  }, [draft, now]);

  // Places in a text that is no longer there would point anywhere.
  return { findings: checked.notice === noticeOf(draft) ? checked.findings : [], now };
}

function noticeOf({ noticeSubject, noticeText }: Draft): string {
  return `${noticeSubject}\n${noticeText}`;
}
