// The log, loaded page by page, and what the chart draws of it.
'use client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { activityLog, type ActivityEvent, type ActivityQuery, type ActivityScope } from '../../session/activity.ts';
import { queryKeys } from '../../session/query-keys.ts';
import { chartRange, type Range } from './choice.ts';

export type { ActivityScope } from '../../session/activity.ts';
export type Asked = { scope: ActivityScope; query: ActivityQuery };

export type ActivityView =
  | { status: 'loading' }
  | { status: 'failed'; retry: () => void }
  | { status: 'ready'; events: ActivityEvent[]; older: 'none' | 'more' | 'loading' | 'failed'; loadOlder: () => void };

export function useActivity({ scope, query }: Asked): ActivityView {
  const pages = useInfiniteQuery({
    queryKey: queryKeys.activity(scope, query),
    queryFn: ({ pageParam }) => activityLog.list({ scope, query: { ...query, ...(pageParam === null ? {} : { before: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchOnMount: 'always',
  });
  const events = useMemo(() => pages.data?.pages.flatMap((page) => page.events) ?? [], [pages.data]);
  if (pages.data === undefined) return pages.isError ? { status: 'failed', retry: () => void pages.refetch() } : { status: 'loading' };
  return { status: 'ready', events, older: olderState(pages), loadOlder: () => void pages.fetchNextPage() };
}

function olderState(pages: { isFetchingNextPage: boolean; isFetchNextPageError: boolean; hasNextPage: boolean }) {
  if (pages.isFetchingNextPage) return 'loading';
  if (pages.isFetchNextPageError) return 'failed';
  return pages.hasNextPage ? 'more' : 'none';
}

export type Day = { events: number; warnings: number };

/** One entry for each day of the range; null while it is not known, or cannot be had: the list says what went wrong. */
export function useDays({ scope, query }: Asked): { range: Range; days: Day[] } | null {
  const [now] = useState(() => Date.now());
  const range = useMemo(() => chartRange(query, now), [query, now]);
  const asked = { ...query, from: String(range.from), to: String(range.from + range.days * 86_400_000) };
  const counted = useQuery({
    queryKey: queryKeys.activityDays(scope, asked),
    queryFn: () => activityLog.days({ scope, query: asked }),
    enabled: range.days > 0,
    placeholderData: keepPreviousData,
    refetchOnMount: 'always',
  });
  if (counted.data === undefined || range.days === 0) return null;
  const found = new Map(counted.data.days.map((day) => [day.day, day]));
  return { range, days: Array.from({ length: range.days }, (_, day) => found.get(day) ?? { events: 0, warnings: 0 }) };
}
