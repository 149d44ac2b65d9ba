// Asks again at once when the server tells of new mail, when the window is looked at or the connection is back; and every 30 seconds,
// where no event stream comes through. A hidden window rests.
// None of this counts as activity: the idle time-out is not put off by it.
'use client';

import { useCallback, useEffect, useRef } from 'react';
import { useLive } from '../../session/use-live.ts';

const every = 30_000;
/** Focus, visibility and connection often change together: one question is enough. */
const atMostEvery = 2_000;

export function usePolling(ask: () => Promise<void>): void {
  const told = useRef(() => {});
  useLive('mail', useCallback(() => told.current(), []));
  useEffect(() => {
    let last = Date.now();
    let asking = false;
    let again = false;
    let soon: ReturnType<typeof setTimeout> | undefined;
    const askNow = () => {
      if (asking || document.hidden || !navigator.onLine || Date.now() - last < atMostEvery) return;
      clearTimeout(soon);
      soon = undefined;
      asking = true;
      last = Date.now();
      // A failed question is no news: what is shown stays, and the next round asks again.
      void ask().catch(() => undefined).finally(() => {
        asking = false;
        if (again) told.current();
        again = false;
      });
    };
    // What the server tells is never passed over: it waits until the next question is due.
    told.current = () => {
      soon ??= setTimeout(() => {
        soon = undefined;
        again = asking;
        askNow();
      }, Math.max(0, last + atMostEvery - Date.now()));
    };
    const timer = setInterval(askNow, every);
    window.addEventListener('focus', askNow);
    window.addEventListener('online', askNow);
    document.addEventListener('visibilitychange', askNow);
    return () => {
      clearInterval(timer);
      clearTimeout(soon);
      told.current = () => {};
      window.removeEventListener('focus', askNow);
      window.removeEventListener('online', askNow);
      document.removeEventListener('visibilitychange', askNow);
    };
  }, [ask]);
}
