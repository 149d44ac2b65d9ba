// One message that was found: who, what, when and where it is, with the words marked. The whole row is one link.
'use client';

import { Lock, Paperclip } from 'lucide-react';
import { memo } from 'react';
import type { Term } from '../../session/search/query.ts';
import type { Label } from '../../session/vault-api/labels.ts';
import type { SearchHit } from '../../session/vault-api/search.ts';
import { formatList, formatMoment, formatWhen } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { LabelChips } from '../../ui/label-chips.tsx';
import { MailboxLink } from '../../ui/mailbox-link.tsx';
import { readOn } from '../../ui/read-on.ts';
import { Marked } from './marked.tsx';
import styles from './search-pane.module.css';

type FoundMessageProps = { hit: SearchHit; labels: readonly Label[]; terms: readonly Term[]; href: string; open: boolean; now: number };

export const FoundMessage = memo(function FoundMessage({ hit, labels, terms, href, open, now }: FoundMessageProps) {
  return (
    <li className={styles['row']} data-unread={!hit.read || undefined} data-open={open || undefined}>
      <MailboxLink href={href} className={styles['link']} data-message={hit.id} aria-current={open ? 'true' : undefined} onClick={(event) => readOn(event, open)}>
        <span className={styles['who']}>
          {!hit.read && <span className={styles['dot']} role="img" aria-label={text.inbox.unread} />}
          <span className={styles['name']}>
            <Marked terms={terms}>{who(hit)}</Marked>
          </span>
        </span>
        <time className={styles['when']} dateTime={new Date(hit.sentAt).toISOString()} title={formatMoment(hit.sentAt)}>
          {formatWhen(hit.sentAt, now)}
        </time>
        <span className={styles['subject']}>
          <Lock className={styles['lock']} role="img" aria-label={text.inbox.sealed} />
          <span className={styles['subject-text']}>{hit.subject === '' ? text.inbox.noSubject : <Marked terms={terms}>{hit.subject}</Marked>}</span>
          <span className={styles['labels']}>
            <LabelChips labels={labels} atMost={2} />
          </span>
        </span>
        <span className={styles['folder']}>{text.shell.folderNames[hit.folder]}</span>
        <span className={styles['snippet']}>
          <Marked terms={terms}>{hit.snippet}</Marked>
        </span>
        {hit.attachments > 0 && <Files hit={hit} terms={terms} />}
      </MailboxLink>
    </li>
  );
});

function Files({ hit, terms }: Pick<FoundMessageProps, 'hit' | 'terms'>) {
  return (
    <span className={styles['files']}>
      <Paperclip aria-hidden="true" />
      <span>
        {hit.files.length === 0 ? text.inbox.hasAttachments(hit.attachments) : <Marked terms={terms}>{formatList(hit.files)}</Marked>}
      </span>
    </span>
  );
}

function who({ role, sender, recipients }: SearchHit): string {
  if (role === 'recipient') return sender.name || sender.address;
  const shown = recipients.slice(0, 3).map(({ name, address }) => name || address);
  const rest = recipients.length - shown.length;
  return text.inbox.to(formatList(rest > 0 ? [...shown, text.inbox.recipientsMore(rest)] : shown));
}
