// Has the search index built in the background while the mailbox is open: by one tab at a time, in short stretches, after what the
// person is waiting for. None of it counts as activity. Where the messages are is asked anew from time to time, and sooner when the server
// tells of a change while somebody searches.
'use client';

import { useEffect } from 'react';
import { useSession, useVault } from '../../session/session-provider.tsx';
import { useLive } from '../../session/use-live.ts';
import type { SearchProgress } from '../../session/vault-api/search.ts';
import type { Vault } from '../../session/vault-api/vault.ts';

/** The mailbox opens first. */
const BEGIN_MS = 4_000;
const BETWEEN_STRETCHES_MS = 40;
const LOOK_AGAIN_MS = 20_000;
const AFTER_FAILURE_MS = 30_000;
/** After news nothing is asked for so long, and for a millisecond more of each message: some 90 bytes of each come with the answer. */
const BETWEEN_NEWS_MS = 2_000;
const LOCK = 'sealpost-search-index';

const waiting = new Set<() => void>();
/** Searches that are open in this tab. */
let searches = 0;
/** Told of a change, here or on another device, that the index does not know yet. */
let news = false;
let newsDueAt = 0;

/** Somebody is about to search: look now whether anything is missing. */
export function nudgeIndex(): void {
  for (const wake of waiting) wake();
}

/** Somebody looks at what was found: what another device moves or deletes leaves it as it leaves the lists. */
export function useFreshIndex(): void {
  useEffect(() => {
    searches += 1;
    nudgeIndex();
    return () => void (searches -= 1);
  }, []);
}

function hearNews(): void {
  news = true;
  if (searches > 0) nudgeIndex();
}

export function useIndexBuilding(): void {
  const vault = useVault();
  const { status } = useSession();
  useLive('mail', hearNews);
  useEffect(() => {
    if (status !== 'ready') return;
    const ended = new AbortController();
    void keepBuilding(vault, ended.signal);
    return () => ended.abort();
  }, [vault, status]);
}

async function keepBuilding(vault: Vault, ended: AbortSignal): Promise<void> {
  await pause(BEGIN_MS, ended);
  while (!ended.aborted) {
    // Another tab that builds leaves what it made on this device: then there is nothing left to do here.
    const complete = await navigator.locks.request(LOCK, { signal: ended }, () => build(vault, ended)).catch(() => false);
    if (!complete || !isNewsAwaited()) await pause(complete ? LOOK_AGAIN_MS : AFTER_FAILURE_MS, ended);
    while (isNewsAwaited() && Date.now() < newsDueAt && !ended.aborted) await pause(newsDueAt - Date.now(), ended);
    while (document.hidden && !ended.aborted) await pause(LOOK_AGAIN_MS, ended);
  }
}

async function build(vault: Vault, ended: AbortSignal): Promise<boolean> {
  while (!ended.aborted) {
    const { complete } = await buildWithNews(vault);
    if (complete) return true;
    await pause(BETWEEN_STRETCHES_MS, ended);
  }
  return false;
}

async function buildWithNews(vault: Vault): Promise<SearchProgress> {
  if (!isNewsAwaited() || Date.now() < newsDueAt) return vault.buildIndex({ news: false });
  news = false;
  try {
    const progress = await vault.buildIndex({ news: true });
    newsDueAt = Date.now() + BETWEEN_NEWS_MS + progress.total;
    return progress;
  } catch (error) {
    news = true;
    throw error;
  }
}

/** Where nobody searches, it waits for the next search. */
function isNewsAwaited(): boolean {
  return news && searches > 0;
}

/** Over early at a nudge and at the end. */
function pause(milliseconds: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      waiting.delete(wake);
      ended.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    if (ended.aborted) return wake();
    waiting.add(wake);
    ended.addEventListener('abort', wake);
  });
}
