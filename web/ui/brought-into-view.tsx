// What has just appeared far down in a dialog that scrolls: shown to whoever waits for it.
'use client';
import { useEffect, useRef, type ReactNode } from 'react';

export function BroughtIntoView({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.scrollIntoView({ block: 'nearest' }), []);
  return <div ref={ref}>{children}</div>;
}
