// Has the search index built in the background while the mailbox is open: by one tab at a time, in short stretches, after what the
// person is waiting for. None of it counts as activity.
'use client';

import { useEffect } from 'react';
import { useSession, useVault } from '../../session/session-provider.tsx';
import type { Vault } from '../../session/vault-api/vault.ts';

/** The mailbox opens first. */
const BEGIN_MS = 4_000;
const BETWEEN_STRETCHES_MS = 40;
const LOOK_AGAIN_MS = 20_000;
const AFTER_FAILURE_MS = 30_000;
const LOCK = 'sealpost-search-index';

const waiting = new Set<() => void>();

/** Somebody is about to search: look now whether anything is missing. */
export function nudgeIndex(): void {
  for (const wake of waiting) wake();
}

export function useIndexBuilding(): void {
  const vault = useVault();
  const { status } = useSession();
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
    await pause(complete ? LOOK_AGAIN_MS : AFTER_FAILURE_MS, ended);
    while (document.hidden && !ended.aborted) await pause(LOOK_AGAIN_MS, ended);
  }
}

async function build(vault: Vault, ended: AbortSignal): Promise<boolean> {
  while (!ended.aborted) {
    const { complete } = await vault.buildIndex();
    if (complete) return true;
    await pause(BETWEEN_STRETCHES_MS, ended);
  }
  return false;
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
