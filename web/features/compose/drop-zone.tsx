// The panel as a place to drop or paste files anywhere.
'use client';

import { Paperclip } from 'lucide-react';
import { type ClipboardEvent, type DragEvent, type ReactNode, useState } from 'react';
import type { ChosenFile } from '../../session/use-uploads.ts';
import { text } from '../../text/index.ts';
import { type DroppedFiles, droppedFiles, pastedFiles } from './file-intake.ts';
import styles from './compose.module.css';

type DropZoneProps = { onFiles: (files: ChosenFile[] | Promise<DroppedFiles>) => void; disabled: boolean; children: ReactNode };

export function DropZone({ onFiles, disabled, children }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    setOver(false);
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    if (!disabled) onFiles(droppedFiles(event.dataTransfer));
  };
  const paste = (event: ClipboardEvent) => {
    const files = disabled ? [] : pastedFiles(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onFiles(files);
  };
  return (
    <div
      className={styles['drop-zone']}
      onDragOver={(event) => {
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false);
      }}
      // Before the editor, which would take a dropped or pasted picture as its own.
      onDropCapture={drop}
      onPasteCapture={paste}
    >
      {children}
      {over && !disabled && (
        <div className={styles['drop-sign']} aria-hidden="true">
          <Paperclip />
          <p>{text.compose.attachments.drop}</p>
        </div>
      )}
    </div>
  );
}

function hasFiles(data: DataTransfer): boolean {
  return data.types.includes('Files');
}
