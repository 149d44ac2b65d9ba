// X-rays and scans: scroll through a series, brightness and contrast, zoom, lengths, and what the file says of the patient. It shows
// images and claims nothing about them: "Not for diagnosis" stands over every one.
'use client';

import { useEffect, useMemo, useState } from 'react';
import { formatCount } from '../../text/format.ts';
import { text } from '../../text/viewers.ts';
import { Spinner } from '../../ui/spinner.tsx';
import type { OpenStream, ViewedFile, ViewProps } from '../source.ts';
import { DicomImage } from './dicom-image.tsx';
import { DicomTools, type Look, type Tool } from './dicom-tools.tsx';
import type { Length } from './length.ts';
import type { Series } from './series.ts';
import type { Slice } from './slice.ts';
import { StudyData } from './study-data.tsx';
import { useFrame } from './use-frame.ts';
import { type Loading, useSeries } from './use-series.ts';
import { windowOf } from './window-level.ts';
import styles from './dicom-view.module.css';

const words = text.viewers.dicom;

export type DicomViewProps = ViewProps & { kind: 'dicom' | 'archive'; files: readonly ViewedFile[]; asked: boolean; open: OpenStream; onNoImage: (id: string) => void };

export function DicomView(props: DicomViewProps) {
  const { series, asked, loading, frame } = useSeries(props);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = series.find(({ uid }) => uid === (chosen ?? asked));
  if (shown === undefined) return null;
  return <SeriesView name={props.file.name} series={shown} all={series} loading={loading} load={frame} onChoose={setChosen} onReady={props.onReady} />;
}

type SeriesViewProps = Pick<ViewProps, 'onReady'> & {
  name: string;
  series: Series;
  all: Series[];
  loading: Loading;
  load: ReturnType<typeof useSeries>['frame'];
  onChoose: (uid: string) => void;
};

function SeriesView({ name, series, all, loading, load, onChoose, onReady }: SeriesViewProps) {
  const { slices, facts } = series;
  // The slice stays while others come in before it; another series begins with its first.
  const [key, setKey] = useState(slices[0]?.key ?? '');
  const at = Math.max(0, slices.findIndex((slice) => slice.key === key));
  const slice = slices[at] as Slice;
  const { frame, broken } = useFrame({ slices, at, load });
  const [tool, setTool] = useState<Tool>('window');
  // Each series has its own: what suits a scan makes an X-ray black.
  const [looks, setLooks] = useState<ReadonlyMap<string, Look>>(new Map());
  const look = looks.get(series.uid) ?? asStored(slice);
  const setLook = (next: Look) => setLooks((before) => new Map(before).set(series.uid, next));
  const [lengths, setLengths] = useState<ReadonlyMap<string, readonly Length[]>>(new Map());
  useEffect(() => {
    if (frame !== null || broken) onReady();
  }, [frame, broken, onReady]);

  const window = useMemo(() => {
    if (frame === null || frame.kind === 'colour') return null;
    return look.preset === 'own' && look.own !== null ? look.own : windowOf(look.preset === 'own' ? 'full' : look.preset, slice, frame);
  }, [frame, look, slice]);
  const go = (to: number) => {
    const next = slices[Math.min(slices.length - 1, Math.max(0, to))];
    if (next !== undefined) setKey(next.key);
  };
  const own = lengths.get(slice.key) ?? [];
  const keep = (kept: readonly Length[]) => setLengths((before) => new Map(before).set(slice.key, kept));

  return (
    <div className={styles['view']}>
      <DicomTools
        {...{ slice, window, tool, look, facts }}
        count={slices.length}
        at={at}
        onTool={setTool}
        onLook={setLook}
        onScroll={go}
        onClear={own.length === 0 ? null : () => keep([])}
        series={labelsOf(all)}
        chosen={series.uid}
        onSeries={onChoose}
      />
      <div className={styles['main']}>
        <div className={styles['image']}>
          {broken ? (
            <p className={styles['broken']} role="alert">{words.frameBroken}</p>
          ) : (
            <DicomImage
              key={series.uid}
              {...{ slice, frame, window, tool, lengths: own }}
              label={`${words.name(name)}. ${words.frameOf(String(at + 1), String(slices.length))}`}
              inverted={look.inverted !== slice.inverted}
              onScroll={(steps) => go(at + steps)}
              onWindow={(changed) => setLook({ ...look, preset: 'own', own: changed })}
              onLength={(length) => keep([...own, length])}
            />
          )}
          {frame === null && !broken && <div className={styles['wait']}><Spinner label={text.viewers.preparing} /></div>}
          <p className={styles['warning']} title={words.notForDiagnosisHint}>{words.notForDiagnosis}</p>
          <p className={styles['count']} aria-hidden="true">{words.frameOf(String(at + 1), String(slices.length))}</p>
          <LoadingNote loading={loading} />
        </div>
        <StudyData series={series} slice={slice} />
      </div>
    </div>
  );
}

/** Where the files are of several people, each series says whose it is. */
function labelsOf(all: readonly Series[]): (readonly [string, string])[] {
  const several = new Set(all.map(({ facts: { patientName, patientId } }) => JSON.stringify([patientName, patientId]))).size > 1;
  return all.map(({ uid, facts: { patientName = '', patientId = '', seriesDescription = '', modality = '' }, slices: { length } }) => {
    const patient = several ? patientName || patientId : '';
    return [uid, words.seriesLabel({ patient, description: seriesDescription, modality, images: formatCount(length, words.images) })] as const;
  });
}

function asStored({ window }: Slice): Look {
  return { preset: window === null ? 'full' : 'file', own: null, inverted: false };
}

function LoadingNote({ loading: { done, of, skipped } }: { loading: Loading }) {
  const parts = [
    ...(done < of ? [words.loadingMore(String(done), String(of))] : []),
    ...(skipped > 0 ? [words.skipped(formatCount(skipped, words.skippedFiles))] : []),
  ];
  return (
    <p className={styles['loading']} role="status">
      {parts.join(' · ')}
    </p>
  );
}
