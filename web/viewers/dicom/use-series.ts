// The series of a view: the file that was asked for first, then its fellows among the message's attachments, one after the other.
'use client';

import { proxy, type Remote } from 'comlink';
import { useCallback, useEffect, useRef, useState } from 'react';
import { readHead } from '../byte-port.ts';
import { hintOf } from '../file-hint.ts';
import { kindOf } from '../file-type.ts';
import type { OpenedStream, ViewedFile } from '../source.ts';
import { handOver, useWorker } from '../use-worker.ts';
import type { Frame } from './decode-frame.ts';
import type { DicomViewProps } from './dicom-view.tsx';
import type { DicomWorker } from './dicom.worker.ts';
import type { Series } from './series.ts';

export type Loading = { done: number; of: number; skipped: number };

export type SeriesState = {
  series: Series[];
  /** The series of the file that was asked for. */
  asked: string | null;
  loading: Loading;
  frame: (key: string) => Promise<Frame>;
};

const startWorker = () => new Worker(new URL('./dicom.worker.ts', import.meta.url), { type: 'module', name: 'DICOM viewer' });
/** Each list of a long series is long itself: it is fetched now and then. */
const FETCH_EVERY = 20;

export function useSeries({ kind, file, files, asked: isAsked, bytes, open, onNoImage, onFailed }: DicomViewProps): SeriesState {
  const [state, setState] = useState<Pick<SeriesState, 'series' | 'asked' | 'loading'>>({ series: [], asked: null, loading: { done: 0, of: 1, skipped: 0 } });
  const stream = useRef<OpenedStream | null>(null);
  useEffect(() => () => stream.current?.cancel(), []);

  const readArchive = async (worker: Remote<DicomWorker>) => {
    const { skipped, locked } = await worker.addArchive(handOver(bytes), proxy((done: number, of: number) => setState((now) => ({ ...now, loading: { done, of, skipped: 0 } }))));
    const series = await worker.series();
    if (series.length === 0) return onFailed(locked ? 'locked-archive' : 'empty-archive');
    const [first] = series.toSorted((a, b) => b.slices.length - a.slices.length);
    setState({ series, asked: first?.uid ?? null, loading: { done: 1, of: 1, skipped } });
  };
  const readFiles = async (worker: Remote<DicomWorker>) => {
    const fellows = files.filter((each) => each.id !== file.id && hintOf(each) === 'dicom');
    let skipped = 0;
    // A directory (DICOMDIR) or a report holds no image: then the first that comes is shown, and so it is where nobody asked for this
    // one, which cannot be read.
    let asked = await worker.add(handOver(bytes)).catch((error: unknown) => {
      if (isAsked || fellows.length === 0) throw error;
      skipped = 1;
      return null;
    });
    const tell = async (done: number) => setState({ series: await worker.series(), asked, loading: { done, of: fellows.length + 1, skipped } });
    if (asked !== null) await tell(1);
    for (const [at, fellow] of fellows.entries()) {
      stream.current = open(fellow, () => undefined);
      const added = await addFellow(worker, { fellow, stream: stream.current });
      if (added === 'skipped') skipped += 1;
      if (added === 'no-image') onNoImage(fellow.id);
      const [done, of] = [at + 2, fellows.length + 1];
      const first = asked === null && typeof added === 'object' ? added : null;
      if (first !== null) asked = first.series;
      if (first !== null || done % FETCH_EVERY === 0 || done === of) await tell(done);
      else setState((now) => ({ ...now, loading: { done, of, skipped } }));
    }
    if (asked === null) onFailed('broken');
  };
  const worker = useWorker<DicomWorker>(startWorker, { work: kind === 'archive' ? readArchive : readFiles, failed: () => onFailed('broken') });
  const frame = useCallback(async (key: string) => {
    if (worker.current === null) throw new Error('the view is gone');
    return await worker.current.frame(key);
  }, [worker]);
  return { ...state, frame };
}

/** Null: a directory or a report, which holds no image. */
async function addFellow(worker: Remote<DicomWorker>, { fellow, stream }: { fellow: ViewedFile; stream: OpenedStream }): Promise<{ series: string } | 'skipped' | 'no-image' | null> {
  try {
    const head = await readHead(stream.port);
    if (kindOf({ ...fellow, head }) !== 'dicom') {
      stream.cancel();
      // A file without an ending need not be an image.
      return /\.(dcm|dicom|dic)$/i.test(fellow.name) ? 'skipped' : 'no-image';
    }
    const series = await worker.add(handOver({ name: fellow.name, size: fellow.size, head, port: stream.port }));
    return series === null ? null : { series };
  } catch {
    return 'skipped';
  }
}
