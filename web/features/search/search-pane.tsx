// What the search finds, in the place of the folder's list.
'use client';

import { CalendarX2, CloudOff, SearchX, ShieldAlert } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { misreadDates, parseQuery, termsToMark, type Term } from '../../session/search/query.ts';
import { useLabels } from '../../session/use-labels.ts';
import type { SearchProgress } from '../../session/vault-api/search.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type MailFolder, paths } from '../../ui/paths.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { ConditionsBar } from './conditions-bar.tsx';
import { FoundDrafts, useFoundDrafts } from './found-drafts.tsx';
import { FoundMessage } from './found-message.tsx';
import { useSearch } from './search-context.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useResultKeys } from './use-result-keys.ts';
import { type SearchView, useSearchResults } from './use-search-results.ts';
import styles from './search-pane.module.css';

/** Who has not gone on for so long is taken to have typed what they meant. */
const TYPING_MS = 1_500;

type SearchPaneProps = {
  /** Where one was when one began to search: going back leads there, and so to the search again. */
  folder: MailFolder;
  openId: string | null;
  headingLevel: 1 | 2;
};

export function SearchPane({ folder, openId, headingLevel }: SearchPaneProps) {
  const { setQuery } = useSearch();
  const query = useDeferredValue(useSearch().query.trim());
  const view = useSearchResults(query);
  const now = useNow();
  const Heading = headingLevel === 1 ? 'h1' : 'h2';
  return (
    <div className={styles['pane']}>
      <div className={styles['head']}>
        <Heading className={styles['title']}>{text.search.title}</Heading>
        <Button variant="quiet" size="small" onClick={() => setQuery('')}>
          {text.search.close}
        </Button>
      </div>
      <ConditionsBar now={now} />
      <MisreadDates query={query} />
      {view.status === 'loading' && (
        <div className={styles['waiting']}>
          <Spinner label={text.search.searching} />
        </div>
      )}
      {view.status === 'failed' && <Failed retry={view.retry} />}
      {view.status === 'ready' && <Found view={view} query={query} folder={folder} openId={openId} now={now} />}
    </div>
  );
}

/** In the live region from the start: what is put into it is read out. */
function MisreadDates({ query }: { query: string }) {
  const [settled, setSettled] = useState(query);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(query), TYPING_MS);
    return () => clearTimeout(timer);
  }, [query]);
  const dates = useMemo(() => misreadDates(query, { typing: settled !== query }), [query, settled]);
  return (
    <div role="status">
      {dates.map((typed) => (
        <p key={typed} className={styles['misread']}>
          <CalendarX2 aria-hidden="true" />
          {text.search.noDate(typed)}
        </p>
      ))}
    </div>
  );
}

type FoundProps = { view: Extract<SearchView, { status: 'ready' }>; query: string; folder: MailFolder; openId: string | null; now: number };

function Found({ view: { results, more }, query, folder, openId, now }: FoundProps) {
  const { hits, total, progress } = results;
  const parsed = useMemo(() => parseQuery(query), [query]);
  const terms: readonly Term[] = useMemo(() => termsToMark(parsed), [parsed]);
  const drafts = useFoundDrafts(parsed);
  const labels = useLabels();
  const hrefOf = (id: string) => paths.message({ id, folder });
  useResultKeys({ ids: hits.map(({ id }) => id), openId, hrefOf });
  return (
    <>
      <p className={styles['note']} role="status">
        {text.search.found(total)}
      </p>
      <Progress progress={progress} />
      {hits.length > 0 && (
        <ul className={styles['list']} aria-label={text.inbox.messages}>
          {hits.map((hit) => (
            <FoundMessage key={hit.id} hit={hit} labels={labels.of(hit.id)} terms={terms} href={hrefOf(hit.id)} open={hit.id === openId} now={now} />
          ))}
        </ul>
      )}
      {more !== null && (
        <div className={styles['more']}>
          <Button variant="quiet" onClick={more}>
            {text.search.more}
          </Button>
        </div>
      )}
      {drafts.length > 0 && <FoundDrafts drafts={drafts} terms={terms} now={now} />}
      {hits.length === 0 && drafts.length === 0 && progress.complete && (
        <EmptyState icon={<SearchX />} title={text.search.nothing.title}>
          {text.search.nothing.text}
        </EmptyState>
      )}
    </>
  );
}

function Progress({ progress: { complete, searched, total, refused } }: { progress: SearchProgress }) {
  return (
    <>
      {!complete && <p className={styles['progress']}>{total === 0 ? text.search.preparing : text.search.progress(searched, total)}</p>}
      {refused && (
        <p className={styles['refused']} role="alert">
          <ShieldAlert aria-hidden="true" />
          {text.search.refused}
        </p>
      )}
    </>
  );
}

function Failed({ retry }: { retry: () => void }) {
  return (
    <div role="alert">
      <EmptyState icon={<CloudOff />} title={text.search.failed.title} action={<Button onClick={retry}>{text.inbox.tryAgain}</Button>}>
        {text.search.failed.text}
      </EmptyState>
    </div>
  );
}
