// The list of attached files, in an order that can be changed: by the grip of a row, with the arrow keys or with the pointer.
'use client';

import { GripVertical } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import { text } from '../../text/index.ts';
import { AttachmentRow } from './attachment-row.tsx';
import type { AttachmentsEditing } from './use-attachments.ts';
import styles from './attachments.module.css';

const words = text.compose.attachments;

export function AttachmentOrder({ attachments, disabled }: { attachments: AttachmentsEditing; disabled: boolean }) {
  const list = useRef<HTMLUListElement>(null);
  const hint = useId();
  const [moving, setMoving] = useState<string | null>(null);
  const { files, move } = attachments;
  const placeOf = (id: string) => files.findIndex(({ attachment }) => attachment.id === id);

  const byKey = (event: KeyboardEvent, id: string) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const place = placeOf(id) + (step ?? 0);
    if (step === undefined) return;
    event.preventDefault();
    if (place >= 0 && place < files.length) move(id, place);
  };
  const byPointer = (event: PointerEvent) => {
    if (moving === null) return;
    const place = placeUnder(list.current, event.clientY);
    if (place !== null && place !== placeOf(moving)) move(moving, place);
  };
  return (
    <>
      <ul ref={list} className={styles['list']} aria-label={words.list} onPointerMove={byPointer} onLostPointerCapture={() => setMoving(null)}>
        {files.map((file) => {
          const { id, name } = file.attachment;
          return (
            <AttachmentRow
              key={id}
              draft={attachments.draft}
              thumbnails={attachments.thumbnails}
              file={file}
              actions={attachments}
              isMoving={moving === id}
              grip={
                files.length > 1 && (
                  <button
                    type="button"
                    className={styles['grip']}
                    aria-label={words.move(name)}
                    aria-describedby={hint}
                    disabled={disabled}
                    onKeyDown={(event) => byKey(event, id)}
                    onPointerDown={(event) => {
                      // By the list: the grip itself changes places under the pointer, and would lose it.
                      list.current?.setPointerCapture(event.pointerId);
                      setMoving(id);
                    }}
                  >
                    <GripVertical aria-hidden="true" />
                  </button>
                )
              }
            />
          );
        })}
      </ul>
      <span id={hint} hidden>
        {words.moveHint}
      </span>
    </>
  );
}

/** The row at this height of the screen; null above and below all of them. */
function placeUnder(list: HTMLElement | null, y: number): number | null {
  const place = [...(list?.children ?? [])].findIndex((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return y >= top && y < bottom;
  });
  return place === -1 ? null : place;
}
