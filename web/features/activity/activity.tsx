// The activity page: who did what and when, filtered, drawn by day, and as a file.
'use client';
import { CloudOff, Download, History } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Page } from '../../ui/page.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { ActivityChart } from './activity-chart.tsx';
import { ActivityFilter } from './activity-filter.tsx';
import { ActivityList } from './activity-list.tsx';
import { type Choice, EVERYTHING, queryOf } from './choice.ts';
import { type ActivityScope, useActivity } from './use-activity.ts';
import { useExport } from './use-export.ts';

const words = text.activity;

export function Activity() {
  const { session } = useSession();
  return session === undefined ? null : <ActivityOf session={session} scope={scopeOf(session)} />;
}

function scopeOf({ role }: SessionInfo): ActivityScope {
  return role === 'owner' || role === 'administrator' ? 'practice' : 'own';
}

function ActivityOf({ session, scope }: { session: SessionInfo; scope: ActivityScope }) {
  const [choice, setChoice] = useState<Choice>(EVERYTHING);
  const query = useMemo(() => queryOf(choice), [choice]);
  const view = useActivity({ scope, query });
  const save = useExport({ scope, query });
  return (
    <Page
      back="practice"
      title={scope === 'practice' ? words.ofPractice : words.own}
      lead={scope === 'practice' ? words.leadOfPractice : words.leadOwn}
      actions={
        <Button icon={<Download aria-hidden="true" />} busy={save.busy} onClick={() => void save.run()}>
          {words.save}
        </Button>
      }
    >
      <FailureNote failure={save.failure} />
      <ActivityFilter scope={scope} choice={choice} onChange={setChoice} />
      <ActivityChart scope={scope} query={query} />
      {view.status === 'loading' && <Spinner label={words.loading} />}
      {view.status === 'failed' && (
        <div role="alert">
          <EmptyState icon={<CloudOff />} title={words.failed.title} action={<Button onClick={view.retry}>{words.failed.again}</Button>}>
            {words.failed.text}
          </EmptyState>
        </div>
      )}
      {view.status === 'ready' && view.events.length === 0 && (
        <EmptyState icon={<History />} title={words.none.title}>
          {words.none.text}
        </EmptyState>
      )}
      {view.status === 'ready' && view.events.length > 0 && <ActivityList view={view} account={session.account} />}
    </Page>
  );
}
