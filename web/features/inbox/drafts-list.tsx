// The drafts: opened on the device, and continued in the compose panel by choosing one.
'use client';

import { useQuery } from '@tanstack/react-query';
import { FilePen, Paperclip } from 'lucide-react';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { Contact } from '../../session/vault-api/contacts.ts';
import type { Draft } from '../../session/vault-api/drafts.ts';
import { formatList, formatMoment, formatWhen } from '../../text/format.ts';
import { text } from '../../text/mailbox.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MailboxLink } from '../../ui/mailbox-link.tsx';
import { paths, withCompose } from '../../ui/paths.ts';
import { ListFailed, ListLoading } from './list-states.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './message-rows.module.css';

export function DraftsList() {
  const vault = useVault();
  const drafts = useQuery({ queryKey: queryKeys.drafts, queryFn: () => vault.drafts() });
  const contacts = useQuery({ queryKey: queryKeys.contacts, queryFn: () => vault.contacts() });
  const now = useNow();
  if (drafts.data === undefined) return drafts.isError ? <ListFailed retry={() => void drafts.refetch()} /> : <ListLoading />;
  if (drafts.data.length === 0) return <EmptyState icon={<FilePen />} title={text.inbox.empty.drafts.title}>{text.inbox.empty.drafts.text}</EmptyState>;
  const newest = drafts.data.toSorted((a, b) => b.updatedAt - a.updatedAt);
  return (
    <ul aria-label={text.inbox.drafts}>
      {newest.map((draft) => (
        <DraftRow key={draft.id} draft={draft} to={namesOf(draft.recipients, contacts.data ?? [])} now={now} />
      ))}
    </ul>
  );
}

function DraftRow({ draft, to, now }: { draft: Draft; to: string[]; now: number }) {
  const href = withCompose(paths.folder('drafts'), { kind: 'draft', id: draft.id });
  return (
    <li className={styles['row']}>
      <MailboxLink href={href} className={styles['link']}>
        <span className={styles['who']}>
          <span className={styles['name']}>
            {to.length === 0 ? text.inbox.noRecipients : text.inbox.to(formatList(to))}
          </span>
        </span>
        <time className={styles['when']} dateTime={new Date(draft.updatedAt).toISOString()} title={formatMoment(draft.updatedAt)}>
          {formatWhen(draft.updatedAt, now)}
        </time>
        <span className={styles['subject']}>
          <FilePen className={styles['draft-sign']} aria-hidden="true" />
          <span className={styles['subject-text']}>{draft.secureSubject === '' ? text.inbox.noSubject : draft.secureSubject}</span>
        </span>
        {draft.attachments.length > 0 && (
          <span className={styles['files']} role="img" aria-label={text.inbox.hasAttachments(draft.attachments.length)}>
            <Paperclip aria-hidden="true" />
            <span aria-hidden="true">{draft.attachments.length}</span>
          </span>
        )}
      </MailboxLink>
    </li>
  );
}

function namesOf(addresses: readonly string[], contacts: readonly Contact[]): string[] {
  return addresses.map((address) => contacts.find((contact) => contact.address === address)?.name || address);
}
