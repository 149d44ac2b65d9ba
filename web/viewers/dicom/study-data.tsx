// What the file says of patient, study and image; folded away until it is asked for on a narrow screen.
'use client';

import { text } from '../../text/viewers.ts';
import type { Series } from './series.ts';
import type { Slice, StudyFacts } from './slice.ts';
import styles from './dicom-view.module.css';

const words = text.viewers.dicom;

const NAMES: readonly (keyof StudyFacts)[] = ['patientName', 'patientId', 'birthDate', 'sex', 'studyDate', 'studyDescription', 'seriesDescription', 'modality', 'bodyPart', 'institution', 'device'];

/** Transfer syntaxes by their usual names. */
const SYNTAXES: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2': 'Implicit VR', '1.2.840.10008.1.2.1': 'Explicit VR', '1.2.840.10008.1.2.2': 'Explicit VR, big endian', '1.2.840.10008.1.2.5': 'RLE',
  '1.2.840.10008.1.2.4.50': 'JPEG', '1.2.840.10008.1.2.4.51': 'JPEG', '1.2.840.10008.1.2.4.57': 'JPEG lossless', '1.2.840.10008.1.2.4.70': 'JPEG lossless',
  '1.2.840.10008.1.2.4.80': 'JPEG-LS', '1.2.840.10008.1.2.4.81': 'JPEG-LS', '1.2.840.10008.1.2.4.90': 'JPEG 2000', '1.2.840.10008.1.2.4.91': 'JPEG 2000',
};

export function StudyData({ series: { facts, transferSyntax }, slice }: { series: Series; slice: Slice }) {
  const { spacing } = slice;
  const values: (readonly [keyof typeof words.facts, string])[] = [
    ...NAMES.map((name) => [name, facts[name] ?? ''] as const),
    ['size', words.pixels(String(slice.columns), String(slice.rows))],
    ['spacing', spacing === null ? '' : words.millimetres(`${spacing.columns} × ${spacing.rows}`)],
    ['thickness', facts.thickness === undefined ? '' : words.millimetres(facts.thickness)],
    ['transferSyntax', SYNTAXES[transferSyntax] ?? transferSyntax],
  ];
  return (
    <details className={styles['data']} open={globalThis.innerWidth > 900}>
      <summary>{words.data}</summary>
      <dl className={styles['facts']}>
        {values
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{words.facts[name]}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p className={styles['hint']}>{words.notForDiagnosisHint}</p>
      {spacing === null && <p className={styles['hint']}>{words.noSpacing}</p>}
    </details>
  );
}
