// Deleting one's own account: what goes and what stays, in the figures of this account, before the proof is asked for.
'use client';
import { useQuery } from '@tanstack/react-query';
import { foretellDeletion } from '../../../session/deletion.ts';
import { queryKeys } from '../../../session/query-keys.ts';
import { useSession } from '../../../session/session-provider.tsx';
import { text } from '../../../text/deletion.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { ButtonLink, Link } from '../../../ui/link.tsx';
import { Page } from '../../../ui/page.tsx';
import { paths } from '../../../ui/paths.ts';
import { Spinner } from '../../../ui/spinner.tsx';
import { failureOf } from '../../../ui/use-action.ts';
import { Section } from '../section.tsx';
import { Consequences } from './consequences.tsx';
import { DeletionForm } from './deletion-form.tsx';
import styles from './deletion.module.css';

const words = text.deletion;

export function Deletion() {
  const { session } = useSession();
  const foretold = useQuery({ queryKey: queryKeys.deletion, queryFn: foretellDeletion, refetchOnMount: 'always', gcTime: 0 });
  if (session === undefined) return null;
  const { data } = foretold;
  return (
    <Page back="settings" title={words.title} lead={words.lead}>
      <div>
        {foretold.isPending && <Spinner label={words.loading} />}
        {foretold.isError && <FailureNote failure={failureOf(foretold.error)} actions={<Button onClick={() => void foretold.refetch()}>{words.again}</Button>} />}
        {data?.practice?.lastOwner === true && (
          <div className={styles['blocked']}>
            <Callout tone="danger" title={words.practice.lastOwner} actions={<ButtonLink href={paths.practice}>{words.practice.look}</ButtonLink>}>
              <p>{words.practice.lastOwnerText(data.practice.name)}</p>
            </Callout>
          </div>
        )}
        {data !== undefined && <Consequences foretold={data} />}
        {data !== undefined && data.practice?.lastOwner !== true && (
          <Section title={words.form.title}>
            <p>
              {words.save} <Link href={paths.ownData}>{words.saveLink}</Link>
            </p>
            <DeletionForm session={session} practice={data.practice} onChanged={() => void foretold.refetch()} />
          </Section>
        )}
      </div>
    </Page>
  );
}
