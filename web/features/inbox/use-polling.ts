// Asks again every 30 seconds, and at once when the window is looked at or the connection is back. A hidden window rests.
// None of this counts as activity: the idle time-out is not put off by it.
'use client';

import { useEffect } from 'react';

const every = 30_000;
/** Focus, visibility and connection often change together: one question is enough. */
const atMostEvery = 2_000;

export function usePolling(ask: () => Promise<void>): void {
  useEffect(() => {
    let last = Date.now();
    let asking = false;
    const askNow = () => {
      if (asking || document.hidden || !navigator.onLine || Date.now() - last < atMostEvery) return;
      asking = true;
      last = Date.now();
      // A failed question is no news: what is shown stays, and the next round asks again.
      void ask().catch(() => undefined).finally(() => (asking = false));
    };
    const timer = setInterval(askNow, every);
    window.addEventListener('focus', askNow);
    window.addEventListener('online', askNow);
    document.addEventListener('visibilitychange', askNow);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', askNow);
      window.removeEventListener('online', askNow);
      document.removeEventListener('visibilitychange', askNow);
    };
  }, [ask]);
}
