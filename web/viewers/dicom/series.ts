// The images of one or many files, put in order by series. Files stay as they came; frames are decoded when they are looked at.
import type { Codecs } from './codecs.ts';
import { type DicomFile, parseDicomFile, textOf } from './data-set.ts';
import { decodeFrame, type Frame } from './decode-frame.ts';
import { factsOf, type Slice, slicesOf, type StudyFacts } from './slice.ts';

export type Series = { uid: string; facts: StudyFacts; transferSyntax: string; slices: Slice[] };

export type SeriesShelf = {
  /** The series it belongs to, or null where it holds no image. Throws DicomError where it is no DICOM file. */
  add(bytes: Uint8Array<ArrayBuffer>): Promise<string | null>;
  series(): Series[];
  frame(key: string): Promise<Frame>;
};

export function createShelf(codecs: Codecs): SeriesShelf {
  const files: DicomFile[] = [];
  const shelf = new Map<string, Series>();
  return {
    async add(bytes) {
      const file = await parseDicomFile(bytes);
      const slices = slicesOf(file, files.length);
      if (slices.length === 0) return null;
      files.push(file);
      const uid = textOf(file.dataSet, 'x0020000e') || `file ${files.length}`;
      const series = shelf.get(uid) ?? { uid, facts: factsOf(file), transferSyntax: file.transferSyntax, slices: [] };
      shelf.set(uid, { ...series, slices: [...series.slices, ...slices].sort(inOrder) });
      return uid;
    },
    series: () => [...shelf.values()],
    async frame(key) {
      const [file, frame] = key.split('/').map(Number);
      const found = files[file ?? -1];
      if (found === undefined) throw new RangeError('no such frame');
      return await decodeFrame(found, { frame: frame ?? 0, codecs });
    },
  };
}

/** By where they lie in the body; where that is not said or the same, by their number. */
function inOrder(a: Slice, b: Slice): number {
  const byPlace = a.position === null || b.position === null ? 0 : a.position - b.position;
  return Math.abs(byPlace) > 1e-4 ? byPlace : a.instance - b.instance;
}
