// A file of an archive on the shelf of series. A directory, a report or a picture beside the images is no fault; an image that cannot be
// read is one, whatever it is called: a series must not have a hole that nobody is told of.
import { hintOf } from '../file-hint.ts';
import { kindOf } from '../file-type.ts';
import type { SeriesShelf } from './series.ts';
import type { ZipEntry } from './zip-entries.ts';

const HEAD_BYTES = 4096;

/** False where it should have been an image, and could not be read. */
export async function taken(shelf: SeriesShelf, entry: Pick<ZipEntry, 'name' | 'read'>): Promise<boolean> {
  const named = { name: entry.name.split('/').at(-1) ?? '', mediaType: '' };
  const file = await entry.read().catch(() => null);
  if (file === null) return hintOf(named) !== 'dicom';
  const shouldBe = () => /\.(dcm|dicom|dic)$/i.test(named.name) || kindOf({ ...named, head: file.subarray(0, HEAD_BYTES), size: file.length }) === 'dicom';
  return await shelf.add(file).then(() => true, () => !shouldBe());
}
