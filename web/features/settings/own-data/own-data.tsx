// "Your data": what the server keeps about this account, subject by subject, and all of it as a file.
'use client';
import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../../../session/query-keys.ts';
import { readOwnData } from '../../../session/own-data.ts';
import { useSession } from '../../../session/session-provider.tsx';
import { text } from '../../../text/own-data.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Page } from '../../../ui/page.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { failureOf } from '../../../ui/use-action.ts';
import { KeptData } from './kept-data.tsx';
import { SaveOwnData } from './save-own-data.tsx';

const words = text.ownData;

export function OwnData() {
  const { session } = useSession();
  const kept = useQuery({ queryKey: queryKeys.ownData, queryFn: readOwnData, refetchOnMount: 'always' });
  if (session === undefined) return null;
  return (
    <Page back="settings" title={words.title} lead={words.lead}>
      <div>
        <SaveOwnData address={session.address} />
        {kept.isPending && <Spinner label={words.loading} />}
        {kept.isError && <FailureNote failure={failureOf(kept.error)} actions={<Button onClick={() => void kept.refetch()}>{words.failed.again}</Button>} />}
        {kept.data !== undefined && <KeptData kept={kept.data} />}
      </div>
    </Page>
  );
}
