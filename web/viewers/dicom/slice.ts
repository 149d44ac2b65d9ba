// What a DICOM file says of its images: how pixels are stored, how large they are, where they lie, how to show them. Enhanced files say
// it for each frame in functional groups, others once for all.
import { type DataSet, type DicomFile, itemOf, numbersOf, textOf } from './data-set.ts';

export type Window = { level: number; width: number };

/** Millimetres between pixels. `detector`: at the plate, where the body is shown larger than it is. */
export type Spacing = { rows: number; columns: number; at: 'patient' | 'detector' };

/** How pixels are stored (PS3.3, C.7.6.3). */
export type PixelForm = {
  rows: number;
  columns: number;
  samples: number;
  bitsAllocated: number;
  bitsStored: number;
  signed: boolean;
  photometric: string;
  planar: boolean;
};

/** One image, as the page needs it. */
export type Slice = {
  key: string;
  rows: number;
  columns: number;
  colour: boolean;
  inverted: boolean;
  slope: number;
  intercept: number;
  window: Window | null;
  spacing: Spacing | null;
  /** Where it stands among its series, in millimetres along its normal; null where the file does not say. */
  position: number | null;
  instance: number;
};

export function pixelFormOf(dataSet: DataSet): PixelForm | null {
  const [rows, columns, bitsAllocated] = [dataSet.uint16('x00280010'), dataSet.uint16('x00280011'), dataSet.uint16('x00280100')];
  if (!rows || !columns || !bitsAllocated || dataSet.elements['x7fe00010'] === undefined) return null;
  return {
    rows,
    columns,
    samples: dataSet.uint16('x00280002') ?? 1,
    bitsAllocated,
    bitsStored: dataSet.uint16('x00280101') ?? bitsAllocated,
    signed: dataSet.uint16('x00280103') === 1,
    photometric: (dataSet.string('x00280004') ?? 'MONOCHROME2').trim(),
    planar: dataSet.uint16('x00280006') === 1,
  };
}

const FRAMES_MAX = 20_000;

/** Empty where the file holds no image. */
export function slicesOf({ dataSet }: DicomFile, file: number): Slice[] {
  const form = pixelFormOf(dataSet);
  if (form === null) return [];
  const count = Math.min(FRAMES_MAX, Math.max(1, numbersOf(dataSet, 'x00280008')[0] ?? 1));
  const instance = numbersOf(dataSet, 'x00200013')[0] ?? 0;
  return Array.from({ length: count }, (_, frame) => {
    const groups = groupsOf(dataSet, frame);
    const [slope, intercept] = [first(groups, 'x00281053') ?? 1, first(groups, 'x00281052') ?? 0];
    const window = { level: first(groups, 'x00281050'), width: first(groups, 'x00281051') };
    return {
      key: `${file}/${frame}`,
      rows: form.rows,
      columns: form.columns,
      colour: form.samples > 1 || form.photometric === 'PALETTE COLOR',
      inverted: form.photometric === 'MONOCHROME1',
      slope: slope === 0 ? 1 : slope,
      intercept,
      window: window.level !== null && window.width !== null && window.width >= 1 ? { level: window.level, width: window.width } : null,
      spacing: spacingOf(groups),
      position: positionOf(groups),
      instance: instance + frame / FRAMES_MAX,
    };
  });
}

/** Where values of a frame may stand: its own groups, the shared ones, the file itself. */
function groupsOf(dataSet: DataSet, frame: number): (DataSet | null)[] {
  const perFrame = itemOf(dataSet, 'x52009230', frame);
  const shared = itemOf(dataSet, 'x52009229');
  const of = (tag: string) => [itemOf(perFrame, tag), itemOf(shared, tag)];
  // Pixel measures, plane position and orientation, value transformation, window.
  return [...['x00289110', 'x00209113', 'x00209116', 'x00289145', 'x00289132'].flatMap(of), dataSet];
}

function list(groups: (DataSet | null)[], tag: string): number[] {
  return groups.map((group) => numbersOf(group, tag)).find((numbers) => numbers.length > 0) ?? [];
}

function first(groups: (DataSet | null)[], tag: string): number | null {
  return list(groups, tag)[0] ?? null;
}

/** The size of a pixel in the body where it is known. The same as at the detector, it was copied from there (PS3.3, 10.7.1.3). */
function spacingOf(groups: (DataSet | null)[]): Spacing | null {
  const [patient, detector] = [pairOf(list(groups, 'x00280030')), pairOf(list(groups, 'x00181164'))];
  const copied = patient !== null && patient.rows === detector?.rows && patient.columns === detector.columns;
  if (patient !== null && !copied) return { ...patient, at: 'patient' };
  return detector === null ? null : { ...detector, at: 'detector' };
}

function pairOf([rows, columns = rows]: number[]): Pick<Spacing, 'rows' | 'columns'> | null {
  return rows !== undefined && columns !== undefined && rows > 0 && columns > 0 ? { rows, columns } : null;
}

function positionOf(groups: (DataSet | null)[]): number | null {
  const [x, y, z] = list(groups, 'x00200032');
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0] = list(groups, 'x00200037');
  if (x === undefined || y === undefined || z === undefined) return null;
  return x * (b * f - c * e) + y * (c * d - a * f) + z * (a * e - b * d);
}

export type StudyFacts = Partial<Record<
  'patientName' | 'patientId' | 'birthDate' | 'sex' | 'studyDate' | 'studyDescription' | 'seriesDescription' | 'modality' | 'bodyPart' | 'institution' | 'device' | 'thickness',
  string
>>;

const FACTS: readonly (readonly [keyof StudyFacts, string])[] = [
  ['patientName', 'x00100010'], ['patientId', 'x00100020'], ['birthDate', 'x00100030'], ['sex', 'x00100040'], ['studyDate', 'x00080020'],
  ['studyDescription', 'x00081030'], ['seriesDescription', 'x0008103e'], ['modality', 'x00080060'], ['bodyPart', 'x00180015'],
  ['institution', 'x00080080'], ['device', 'x00081090'], ['thickness', 'x00180050'],
];

export function factsOf({ dataSet }: DicomFile): StudyFacts {
  const facts: StudyFacts = {};
  for (const [name, tag] of FACTS) {
    const value = readable(name, textOf(dataSet, tag));
    if (value !== '') facts[name] = value;
  }
  return facts;
}

/** "RUIZ^ANA" is "RUIZ, ANA", 20260503 is 2026-05-03. */
function readable(name: keyof StudyFacts, value: string): string {
  if (name === 'patientName') {
    const [family = '', ...others] = (value.split('=')[0] ?? '').split('^').map((part) => part.trim());
    return [family, others.filter((part) => part !== '').join(' ')].filter((part) => part !== '').join(', ');
  }
  if (name === 'birthDate' || name === 'studyDate') return value.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return value.replaceAll('\\', ', ');
}
