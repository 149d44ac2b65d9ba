// j and k: with a message open they open its neighbour, else they move the focus along the list. x selects the row that has the focus.
'use client';

import type { RefObject } from 'react';
import { listKey } from '../../session/conversation-rows.ts';
import type { MessageSummary } from '../../session/vault-api.ts';
import { useGo } from '../../ui/navigation.ts';
import { type MailFolder, paths } from '../../ui/paths.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import type { Selection } from './use-selection.ts';
import type { Show } from './virtual-rows.tsx';

type ListKeys = { rows: readonly MessageSummary[]; openId: string | null; openIndex: number; folder: MailFolder; selection: Selection; show: RefObject<Show | null> };

export function useListKeys({ rows, openId, openIndex, folder, selection, show }: ListKeys): void {
  const go = useGo();
  const step = (by: 1 | -1) => {
    const index = openId === null ? focusedIndex(rows) : openIndex;
    const next = index === -1 ? (by === 1 ? 0 : rows.length - 1) : index + by;
    const row = rows[next];
    if (row === undefined) return;
    if (openId !== null) go(paths.message({ id: row.id, folder }));
    show.current?.(next);
  };
  useShortcut('next', () => step(1));
  useShortcut('previous', () => step(-1));
  useShortcut('select', () => {
    const row = rows[focusedIndex(rows) === -1 ? openIndex : focusedIndex(rows)];
    if (row !== undefined) selection.toggle(row);
  });
}

function focusedIndex(rows: readonly MessageSummary[]): number {
  const row = document.activeElement?.closest('li[data-index]')?.querySelector<HTMLElement>('[data-message]');
  return row === null || row === undefined ? -1 : rows.findIndex((each) => listKey(each) === row.dataset['message']);
}
