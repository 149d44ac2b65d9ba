// Handing messages over: what was asked for, the choice, and the work that goes on where it was stopped.
'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { byName } from '../../../session/by-name.ts';
import { readHandOvers } from '../../../session/hand-overs.ts';
import { queryKeys } from '../../../session/query-keys.ts';
import { server } from '../../../session/server.ts';
import { useSession, useVault } from '../../../session/session-provider.tsx';
import { useLive } from '../../../session/use-live.ts';
import { formatDay } from '../../../text/format.ts';
import { text } from '../../../text/hand-over.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { ButtonLink } from '../../../ui/link.tsx';
import { Page } from '../../../ui/page.tsx';
import { paths } from '../../../ui/paths.ts';
import { Spinner } from '../../../ui/spinner.tsx';
import { failureOf } from '../../../ui/use-action.ts';
import { Section } from '../section.tsx';
import { HandOverForm } from './hand-over-form.tsx';
import { HandOverRun } from './hand-over-run.tsx';
import styles from './hand-over.module.css';

const words = text.handOver;

export function HandOver() {
  const vault = useVault();
  const queryClient = useQueryClient();
  const { session } = useSession();
  const view = useQuery({
    queryKey: queryKeys.handOvers,
    queryFn: async () => {
      const practice = session?.practice === null ? null : await server.practice();
      return { known: await readHandOvers(), progress: await vault.handOver(), colleagues: practice?.members.toSorted(byName) ?? [] };
    },
    refetchOnMount: 'always',
    gcTime: 0,
    retry: false,
  });
  const again = useCallback(() => void queryClient.invalidateQueries({ queryKey: queryKeys.handOvers }), [queryClient]);
  useLive('practice', again);
  if (session === undefined) return null;
  const { data } = view;
  const colleagues = data?.colleagues.filter(({ account }) => account !== session.account) ?? [];
  return (
    <Page back="settings" title={words.title} lead={words.lead}>
      <div>
        {view.isPending && <Spinner label={words.loading} />}
        {view.isError && <Broken error={view.error} onAgain={again} />}
        {data?.progress && <HandOverRun key={data.progress.to.account} begun={data.progress} onEnded={again} />}
        {data !== undefined && data.progress === null && (
          <>
            {data.known.asked !== null && (
              <div className={styles['asked']}>
                <Callout tone="info" title={words.asked.title(data.known.asked.by)}>
                  <p>{words.asked.text(formatDay(data.known.asked.at))}</p>
                  {data.known.asked.receiver !== null && <p>{words.asked.toWhom(data.known.asked.receiver.name)}</p>}
                </Callout>
              </div>
            )}
            {colleagues.length === 0 ? (
              <Callout tone="info" title={words.alone.title}>
                <p>{words.alone.text}</p>
              </Callout>
            ) : (
              <HandOverForm colleagues={colleagues} wished={data.known.asked?.receiver?.account ?? null} onBegun={again} />
            )}
            <Section title={words.sees.title}>
              <ul className={styles['list']}>
                {words.sees.items.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            </Section>
          </>
        )}
      </div>
    </Page>
  );
}

/** One that cannot be gone on with now can still be finished: its colleague may have left, or have other keys. */
function Broken({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const vault = useVault();
  const failure = failureOf(error);
  const end = () => void vault.endHandOver().then(onAgain, onAgain);
  const known = Object.hasOwn(words.failures, failure.code);
  return (
    <FailureNote
      failure={failure}
      words={words.failures}
      actions={
        <>
          <Button onClick={onAgain}>{words.again}</Button>
          {(failure.code === 'compare_first' || failure.code === 'keys_changed') && <ButtonLink href={paths.trust}>{words.compare}</ButtonLink>}
          {known && <Button onClick={end}>{words.run.endEarly}</Button>}
        </>
      }
    />
  );
}
