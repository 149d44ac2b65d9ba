// j and k: with a message open they open its neighbour, else they move the focus along the list. x selects the row that has the focus.
'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { listKey } from '../../session/conversation-rows.ts';
import type { MessageSummary } from '../../session/vault-api/mailbox.ts';
import { useGo } from '../../ui/navigation.ts';
import { type MailFolder, paths } from '../../ui/paths.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import type { Selection } from './use-selection.ts';
import type { Show } from './virtual-rows.tsx';

type ListKeys = { rows: readonly MessageSummary[]; openId: string | null; openIndex: number; folder: MailFolder; selection: Selection; show: RefObject<Show | null> };

export function useListKeys({ rows, openId, openIndex, folder, selection, show }: ListKeys): void {
  const go = useGo();
  useFocusOnReturn({ openId, openIndex, show, count: rows.length });
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

/** Who comes back from a message goes on at its row, or at the one that has moved up into its place. */
function useFocusOnReturn({ openId, openIndex, show, count }: Pick<ListKeys, 'openId' | 'openIndex' | 'show'> & { count: number }): void {
  const left = useRef(-1);
  useEffect(() => {
    if (openId !== null) {
      if (openIndex !== -1) left.current = openIndex;
      return;
    }
    if (left.current !== -1 && document.activeElement === document.body) show.current?.(Math.min(left.current, count - 1));
    left.current = -1;
  }, [openId, openIndex, show, count]);
}

function focusedIndex(rows: readonly MessageSummary[]): number {
  const row = document.activeElement?.closest('li[data-index]')?.querySelector<HTMLElement>('[data-message]');
  return row === null || row === undefined ? -1 : rows.findIndex((each) => listKey(each) === row.dataset['message']);
}
