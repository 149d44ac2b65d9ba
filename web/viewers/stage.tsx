// One file on the stage: opened, looked at for what it is, and given to what can show it. Progress until it can be seen; words where
// it cannot.
'use client';

import { FileQuestion } from 'lucide-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import { formatBytes } from '../text/format.ts';
import { text } from '../text/viewers.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Progress } from '../ui/progress.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { FailureBoundary } from './failure-boundary.tsx';
import type { FileKind } from './file-hint.ts';
import type { FailedView, OpenStream, ViewedFile, ViewProps } from './source.ts';
import { useStream } from './use-stream.ts';
import styles from './viewer.module.css';

const ImageView = lazy(() => import('./image/image-view.tsx').then((code) => ({ default: code.ImageView })));
const MeshView = lazy(() => import('./mesh/mesh-view.tsx').then((code) => ({ default: code.MeshView })));
const DicomView = lazy(() => import('./dicom/dicom-view.tsx').then((code) => ({ default: code.DicomView })));
const PdfView = lazy(() => import('./pdf/pdf-view.tsx').then((code) => ({ default: code.PdfView })));
const TextView = lazy(() => import('./text/text-view.tsx').then((code) => ({ default: code.TextView })));

const words = text.viewers;

/** What is said of a file that arrived whole. Of one without a single byte there is only one thing to say. */
const NOT_SHOWN: ReadonlySet<FailedView> = new Set(['unsupported', 'broken']);

type StageProps = {
  file: ViewedFile;
  files: readonly ViewedFile[];
  /** A person chose this very file: what is wrong with it is said. Else they came for the images. */
  asked: boolean;
  open: OpenStream;
  /** A file that might have been a DICOM image is none. */
  onNoImage: (id: string) => void;
};

export function Stage({ file, files, asked, open, onNoImage }: StageProps) {
  const [seen, setSeen] = useState(false);
  const { state, received, fail } = useStream(file, { open, onNoImage });
  const onReady = useCallback(() => setSeen(true), []);
  if (state.status === 'failed') return <Failed reason={file.size === 0 && NOT_SHOWN.has(state.reason) ? 'empty' : state.reason} />;
  const waiting = !seen && <Waiting file={file} received={received} />;
  if (state.status === 'opening') return <div className={styles['stage']}>{waiting}</div>;
  const props: ViewProps = { file, bytes: state.bytes, onReady, onFailed: fail };
  return (
    <FailureBoundary fallback={<Failed reason="broken" />}>
      <div className={styles['stage']} data-waiting={!seen || undefined}>
        <Suspense fallback={null}>
          <View kind={state.kind} files={files} asked={asked} open={open} onNoImage={onNoImage} {...props} />
        </Suspense>
        {waiting}
      </div>
      <p className="visually-hidden" role="status">
        {seen && words.ready(file.name)}
      </p>
    </FailureBoundary>
  );
}

type AnyViewProps = ViewProps & Omit<StageProps, 'file'> & { kind: FileKind };

function View({ kind, files, asked, open, onNoImage, ...props }: AnyViewProps) {
  switch (kind) {
    case 'image':
      return <ImageView {...props} />;
    case 'mesh':
      return <MeshView {...props} />;
    case 'dicom':
    case 'archive':
      return <DicomView {...props} kind={kind} files={files} asked={asked} open={open} onNoImage={onNoImage} />;
    case 'pdf':
      return <PdfView {...props} />;
    case 'text':
    case 'table':
      return <TextView {...props} kind={kind} />;
  }
}

function Waiting({ file, received }: { file: ViewedFile; received: number }) {
  const whole = received >= file.size;
  return (
    <div className={styles['waiting']}>
      {whole ? (
        <Spinner label={words.preparing} />
      ) : (
        <Progress label={words.opening(file.name)} value={received / file.size} detail={words.progress(formatBytes(received), formatBytes(file.size))} />
      )}
    </div>
  );
}

function Failed({ reason }: { reason: FailedView }) {
  const { title, text: explanation } = words.failed[reason];
  return (
    <div className={styles['stage']}>
      <div className={styles['failed']} role="alert">
        <EmptyState icon={<FileQuestion />} title={title}>
          <p>{explanation}</p>
        </EmptyState>
      </div>
    </div>
  );
}
