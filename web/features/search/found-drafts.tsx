// Drafts that the search finds: they are few and open already, so they are looked through as they are.
'use client';

import { useQuery } from '@tanstack/react-query';
import { FilePen } from 'lucide-react';
import { holds, isEmptyQuery, type SearchQuery, type Term } from '../../session/search/query.ts';
import { foldText } from '../../session/search/words.ts';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { Draft } from '../../session/vault-api/drafts.ts';
import { formatList, formatMoment, formatWhen } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { MailboxLink } from '../../ui/mailbox-link.tsx';
import { withCompose } from '../../ui/paths.ts';
import { Marked } from './marked.tsx';
import styles from './search-pane.module.css';

export function useFoundDrafts(query: SearchQuery): Draft[] {
  const vault = useVault();
  const drafts = useQuery({ queryKey: queryKeys.drafts, queryFn: () => vault.drafts() });
  return isEmptyQuery(query) ? [] : (drafts.data ?? []).filter((draft) => isFound(draft, query));
}

export function FoundDrafts({ drafts, terms, now }: { drafts: readonly Draft[]; terms: readonly Term[]; now: number }) {
  return (
    <>
      <h2 className={styles['part']}>{text.inbox.drafts}</h2>
      <ul className={styles['list']} aria-label={text.inbox.drafts}>
        {drafts.map((draft) => (
          <li key={draft.id} className={styles['row']}>
            <MailboxLink href={withCompose(window.location.href, { kind: 'draft', id: draft.id })} className={styles['link']}>
              <span className={styles['name']}>
                <Marked terms={terms}>{draft.recipients.length === 0 ? text.inbox.noRecipients : text.inbox.to(formatList(draft.recipients))}</Marked>
              </span>
              <time className={styles['when']} dateTime={new Date(draft.updatedAt).toISOString()} title={formatMoment(draft.updatedAt)}>
                {formatWhen(draft.updatedAt, now)}
              </time>
              <span className={styles['subject']}>
                <FilePen className={styles['draft']} aria-hidden="true" />
                <span className={styles['subject-text']}>
                  {draft.secureSubject === '' ? text.inbox.noSubject : <Marked terms={terms}>{draft.secureSubject}</Marked>}
                </span>
              </span>
              <span className={styles['folder']}>{text.shell.folderNames.drafts}</span>
            </MailboxLink>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A draft is from nobody yet, and of the day it was last changed. */
function isFound(draft: Draft, query: SearchQuery): boolean {
  if (query.folders.length > 0 && !query.folders.includes('drafts')) return false;
  if (query.from.length > 0 || query.labels.length > 0 || (query.attachment && draft.attachments.length === 0)) return false;
  if (query.after !== null && draft.updatedAt < query.after) return false;
  if (query.before !== null && draft.updatedAt >= query.before) return false;
  const recipients = foldText(draft.recipients.join('\n'));
  const subject = foldText(draft.secureSubject);
  const files = draft.attachments.map(({ name }) => name);
  const rest = foldText([draft.noticeSubject, draft.noticeText, textOf(draft.body), ...files].join('\n'));
  return holds(recipients, query.to) && holds(subject, query.subject) && holds(recipients + subject + rest, query.words);
}

type TextNode = { text?: unknown; content?: unknown };

function textOf(node: unknown): string {
  if (typeof node !== 'object' || node === null) return '';
  const { text: own, content } = node as TextNode;
  if (typeof own === 'string') return own;
  return Array.isArray(content) ? content.map(textOf).join(' ') : '';
}
