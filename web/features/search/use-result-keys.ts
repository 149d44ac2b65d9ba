// j and k among the messages found: with one open they open its neighbour, else they move the focus.
'use client';

import { useEffect, useRef } from 'react';
import { useGo } from '../../ui/navigation.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';

export function useResultKeys({ ids, openId, hrefOf }: { ids: readonly string[]; openId: string | null; hrefOf: (id: string) => string }): void {
  const go = useGo();
  useFocusOnReturn(openId);
  const step = (by: 1 | -1) => {
    const current = openId ?? document.activeElement?.closest<HTMLElement>('[data-message]')?.dataset['message'] ?? null;
    const index = current === null ? -1 : ids.indexOf(current);
    const next = index === -1 ? ids.at(by === 1 ? 0 : -1) : ids[index + by];
    if (next === undefined) return;
    if (openId !== null) go(hrefOf(next));
    linkTo(next)?.focus();
  };
  useShortcut('next', () => step(1));
  useShortcut('previous', () => step(-1));
}

/** Who comes back from a message goes on where it was found. */
function useFocusOnReturn(openId: string | null): void {
  const left = useRef<string | null>(null);
  useEffect(() => {
    if (openId === null && left.current !== null && document.activeElement === document.body) linkTo(left.current)?.focus();
    left.current = openId;
  }, [openId]);
}

function linkTo(message: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-message="${CSS.escape(message)}"]`);
}
