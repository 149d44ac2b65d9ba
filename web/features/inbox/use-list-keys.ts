// j and k: with a message open they open its neighbour, else they move the focus along the list.
'use client';

import { useGo } from '../../ui/navigation.ts';
import { type MailFolder, paths } from '../../ui/paths.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';

export function useListKeys({ ids, openId, folder }: { ids: readonly string[]; openId: string | null; folder: MailFolder }): void {
  const go = useGo();
  const step = (by: 1 | -1) => {
    const current = openId ?? focusedMessage();
    const index = current === null ? -1 : ids.indexOf(current);
    const next = index === -1 ? ids.at(by === 1 ? 0 : -1) : ids[index + by];
    if (next === undefined) return;
    if (openId !== null) go(paths.message({ id: next, folder }));
    rowLink(next)?.focus();
  };
  useShortcut('next', () => step(1));
  useShortcut('previous', () => step(-1));
}

function focusedMessage(): string | null {
  return document.activeElement?.closest<HTMLElement>('[data-message]')?.dataset['message'] ?? null;
}

function rowLink(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-message="${CSS.escape(id)}"]`);
}
