// The viewer: one attachment over the whole window, with the way to the next and the previous, to Download and back. What shows the
// file is loaded when it is needed, and what goes wrong in it stays in it.
'use client';

import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { text } from '../text/viewers.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { hintOf } from './file-hint.ts';
import type { OpenStream, ViewedFile } from './source.ts';
import { Stage } from './stage.tsx';
import { type Seen, stopsOf, withoutImage } from './stops.ts';
import styles from './viewer.module.css';

const words = text.viewers;

export type ViewerProps = {
  /** What can be viewed, in the order of the list. */
  files: readonly ViewedFile[];
  start: string;
  open: OpenStream;
  onDownload: (file: ViewedFile) => void;
  onClose: () => void;
};

export function Viewer({ files, start, open, onDownload, onClose }: ViewerProps) {
  const [seen, setSeen] = useState<Seen>({ shown: start, image: null, apart: new Set() });
  const stops = stopsOf(files, seen);
  const at = Math.max(0, stops.findIndex(({ id }) => id === seen.shown));
  const onNoImage = useCallback((id: string) => setSeen((now) => withoutImage(files, { seen: now, file: id, asked: start })), [files, start]);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What had the focus went with the file before, or can no longer be pressed.
    if (document.activeElement === document.body) frame.current?.querySelector<HTMLElement>('[role="dialog"]')?.focus();
  });
  const file = stops[at];
  if (file === undefined) return null;
  const go = (step: number) => {
    const next = stops[Math.min(stops.length - 1, Math.max(0, at + step))] ?? file;
    setSeen({ ...seen, shown: next.id, image: hintOf(file) === 'dicom' && !seen.apart.has(file.id) ? file.id : seen.image });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = isForTheFrame(event) ? STEPS[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    go(step);
  };
  return (
    <ModalOverlay className={styles['overlay'] ?? ''} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className={styles['modal'] ?? ''}>
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the dialog and what stands inside, passed up to here */}
        <div ref={frame} className={styles['keys']} tabIndex={-1} onKeyDown={onKeyDown}>
          <Dialog className={styles['dialog'] ?? ''}>
            <div className={styles['head']}>
              <Heading slot="title" level={2} className={styles['title'] ?? ''}>
                {file.name}
              </Heading>
              {stops.length > 1 && (
                <div className={styles['steps']}>
                  <IconButton label={words.previous} icon={<ChevronLeft aria-hidden="true" />} disabled={at === 0} onClick={() => go(-1)} />
                  <span className={styles['position']}>{words.position(at + 1, stops.length)}</span>
                  <IconButton label={words.next} icon={<ChevronRight aria-hidden="true" />} disabled={at === stops.length - 1} onClick={() => go(1)} />
                </div>
              )}
              <Button size="small" icon={<Download aria-hidden="true" />} onClick={() => onDownload(file)}>
                <span>
                  {words.download}
                  <span className="visually-hidden"> {file.name}</span>
                </span>
              </Button>
              <IconButton label={words.close} icon={<X aria-hidden="true" />} tip="none" onClick={onClose} />
            </div>
            <Stage key={file.id} file={file} files={files} asked={file.id === start} open={open} onNoImage={onNoImage} />
          </Dialog>
        </div>
      </Modal>
    </ModalOverlay>
  );
}

const STEPS: Readonly<Record<string, number | undefined>> = { ArrowLeft: -1, ArrowRight: 1 };

/** What stands inside takes the arrows where it can use them. */
function isForTheFrame(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !(event.target instanceof HTMLElement && event.target.closest('input, select, textarea, [data-own-arrows]') !== null);
}
