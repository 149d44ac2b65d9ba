// Where the viewer stops on its way through a message's files: at each of them, and once for all DICOM images together.
import { endingOf, hintOf } from './file-hint.ts';

type Named = { id: string; name: string; mediaType: string };

export type Seen = {
  /** What is shown. */
  shown: string;
  /** The image that was shown last: one comes back to it. */
  image: string | null;
  /** Files without an ending whose bytes are no image: each stands by itself. */
  apart: ReadonlySet<string>;
};

/** The DICOM files of a message are looked at together: they are one stop, at the one that is shown, or that looks most like an image. */
export function stopsOf<File extends Named>(files: readonly File[], { shown, image, apart }: Seen): File[] {
  const images = files.filter((file) => hintOf(file) === 'dicom' && !apart.has(file.id));
  const byId = (wanted: string | null) => images.find(({ id }) => id === wanted);
  const stop = byId(shown) ?? byId(image) ?? images.find(({ name }) => endingOf(name) !== '') ?? images[0];
  return files.filter((file) => !images.includes(file) || file === stop);
}

/**
 * What is seen after a file turned out to be no image. `asked`: what a person chose by its name; where it is another, they wanted the
 * images, and the next that may be one is shown instead.
 */
export function withoutImage(files: readonly Named[], { seen, file, asked }: { seen: Seen; file: string; asked: string }): Seen {
  if (seen.apart.has(file)) return seen;
  const apart = new Set([...seen.apart, file]);
  const image = seen.image === file ? null : seen.image;
  if (seen.shown !== file || file === asked) return { ...seen, image, apart };
  const next = stopsOf(files, { shown: '', image, apart }).find((each) => hintOf(each) === 'dicom' && !apart.has(each.id));
  return { shown: next?.id ?? file, image, apart };
}
