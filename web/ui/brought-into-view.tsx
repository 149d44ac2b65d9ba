// What has just appeared far down in a dialog that scrolls: shown to whoever waits for it.
'use client';
import { useEffect, useRef, type ReactNode } from 'react';

export function BroughtIntoView({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not give on.
    void ref.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return <div ref={ref}>{children}</div>;
}
