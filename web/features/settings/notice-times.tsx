// When e-mails tell of new messages: as it is kept, or that the practice leaves no choice.
'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { noticeTimes, type NoticeTimesView } from '../../session/notice-times.ts';
import { queryKeys } from '../../session/query-keys.ts';
import type { Policies } from '../../session/vault-api/session.ts';
import { text } from '../../text/notice-times.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { failureOf } from '../../ui/use-action.ts';
import { NoticeTimesForm } from './notice-times-form.tsx';

const words = text.noticeTimes;

export function NoticeTimes({ policy }: { policy: Policies['notices'] }) {
  const cache = useQueryClient();
  // With the policy: what is in force follows it.
  const queryKey = [...queryKeys.noticeTimes, policy];
  const kept = useQuery({ queryKey, queryFn: noticeTimes.read, refetchOnMount: 'always' });
  if (policy === 'at-once') return <p>{words.policy[policy]}</p>;
  if (kept.data !== undefined) return <NoticeTimesForm key={policy} kept={kept.data} policy={policy} onSaved={(saved: NoticeTimesView) => cache.setQueryData(queryKey, saved)} />;
  if (kept.isPending) return <Spinner label={words.loading} />;
  return <FailureNote failure={failureOf(kept.error)} actions={<Button onClick={() => void kept.refetch()}>{words.retry}</Button>} />;
}
