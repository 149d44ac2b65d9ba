// The browser's own question before the page is closed or loaded anew, where something would be lost with it.
'use client';
import { useEffect } from 'react';

let decided = false;

/** The session is over, and nobody can stay in the page: what asks elsewhere whether to go asks no more. */
export function noteLeaving(): void {
  decided = true;
}

export const isLeaving = (): boolean => decided;

/** `wouldLose` is called when the page is about to go, and must answer at once. It must stay the same while it holds. */
export function useLeaveQuestion(wouldLose: () => boolean): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (wouldLose()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [wouldLose]);
}
