// The list of attached files, in an order that can be changed: by the grip of a row, with the arrow keys or with the pointer.
'use client';

import { type KeyboardEvent, type PointerEvent, useCallback, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { text } from '../../text/index.ts';
import { AttachmentRow, type GripParts, type RowActions } from './attachment-row.tsx';
import type { AttachmentsEditing } from './use-attachments.ts';
import styles from './attachments.module.css';

const words = text.compose.attachments;

export function AttachmentOrder({ attachments, disabled }: { attachments: AttachmentsEditing; disabled: boolean }) {
  const list = useRef<HTMLUListElement>(null);
  const hint = useId();
  const [moving, setMoving] = useState<string | null>(null);
  const { draft, files, move, thumbnails } = attachments;
  const { actions, step } = useSteadyActions(attachments);
  const onPointer = useCallback((event: PointerEvent, id: string) => {
    // By the list: the grip itself changes places under the pointer, and would lose it.
    list.current?.setPointerCapture(event.pointerId);
    setMoving(id);
  }, []);
  const grip = useMemo<GripParts>(() => ({ hint, disabled, onKey: step, onPointer }), [hint, disabled, step, onPointer]);

  const byPointer = (event: PointerEvent) => {
    if (moving === null) return;
    const place = placeUnder(list.current, event.clientY);
    if (place !== null && place !== files.findIndex(({ attachment }) => attachment.id === moving)) move(moving, place);
  };
  return (
    <>
      <ul ref={list} className={styles['list']} aria-label={words.list} onPointerMove={byPointer} onLostPointerCapture={() => setMoving(null)}>
        {files.map(({ attachment, upload }) => (
          <AttachmentRow
            key={attachment.id}
            draft={draft}
            attachment={attachment}
            upload={upload}
            thumbnailEdition={thumbnails.get(attachment.id) ?? 0}
            actions={actions}
            grip={files.length > 1 ? grip : null}
            isMoving={moving === attachment.id}
          />
        ))}
      </ul>
      <span id={hint} hidden>
        {words.moveHint}
      </span>
    </>
  );
}

/** The same functions while the list stands, whatever it holds meanwhile: no row is drawn again because of them. */
function useSteadyActions(attachments: AttachmentsEditing): { actions: RowActions; step: GripParts['onKey'] } {
  const now = useRef(attachments);
  useLayoutEffect(() => {
    now.current = attachments;
  });
  const [actions] = useState<RowActions>(() => ({
    remove: (id) => now.current.remove(id),
    pause: (id) => now.current.pause(id),
    resume: (id) => now.current.resume(id),
    retry: (id) => now.current.retry(id),
    takeUp: (attachment, file) => now.current.takeUp(attachment, file),
  }));
  const step = useCallback((event: KeyboardEvent, id: string) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const { files, move } = now.current;
    const place = files.findIndex(({ attachment }) => attachment.id === id) + by;
    if (place >= 0 && place < files.length) move(id, place);
  }, []);
  return { actions, step };
}

/** The row at this height of the screen; null above and below all of them. */
function placeUnder(list: HTMLElement | null, y: number): number | null {
  const place = [...(list?.children ?? [])].findIndex((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return y >= top && y < bottom;
  });
  return place === -1 ? null : place;
}
