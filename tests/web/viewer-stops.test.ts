// Where the viewer stops: DICOM images together, and what turns out to be none by itself.
import { expect, test } from 'vitest';
import { type Seen, stopsOf, withoutImage } from '../../web/viewers/stops.ts';

const files = ['README', 'AUTORUN', 'START', 'IM0001', 'IM0002', 'photo.jpg'].map((name) => ({ id: name, name, mediaType: '' }));
const at = (shown: string, seen: Partial<Seen> = {}): Seen => ({ shown, image: null, apart: new Set(), ...seen });
const stops = (seen: Seen) => stopsOf(files, seen).map(({ id }) => id);

test('files that may be images are one stop, at the one that is shown or was shown last', () => {
  expect(stops(at('IM0002'))).toEqual(['README', 'IM0002', 'photo.jpg']);
  expect(stops(at('photo.jpg', { image: 'IM0002' }))).toEqual(['README', 'IM0002', 'photo.jpg']);
  expect(stops(at('README'))).toEqual(['README', 'AUTORUN', 'photo.jpg']);
});

test('what is no image stands by itself, and whoever came for the images is led on to the next', () => {
  const first = withoutImage(files, { seen: at('AUTORUN'), file: 'AUTORUN', asked: 'README' });
  expect(first).toEqual({ shown: 'START', image: null, apart: new Set(['AUTORUN']) });
  const then = withoutImage(files, { seen: first, file: 'START', asked: 'README' });
  expect(then.shown).toBe('IM0001');
  expect(stops(then)).toEqual(['README', 'AUTORUN', 'START', 'IM0001', 'photo.jpg']);
  const nearly = withoutImage(files, { seen: then, file: 'IM0001', asked: 'README' });
  expect(nearly.shown).toBe('IM0002');
  const none = withoutImage(files, { seen: nearly, file: 'IM0002', asked: 'README' });
  expect(none.shown).toBe('IM0002');
  expect(stops(none)).toEqual(['README', 'AUTORUN', 'START', 'IM0001', 'IM0002', 'photo.jpg']);
});

test('a file that was chosen by its name stays, and so does what is shown while another is found to be no image', () => {
  expect(withoutImage(files, { seen: at('AUTORUN'), file: 'AUTORUN', asked: 'AUTORUN' })).toEqual({ shown: 'AUTORUN', image: null, apart: new Set(['AUTORUN']) });
  expect(withoutImage(files, { seen: at('IM0001'), file: 'AUTORUN', asked: 'IM0001' }).shown).toBe('IM0001');
  // Come back to, it is known, and nobody is led on from it.
  const known = at('AUTORUN', { apart: new Set(['AUTORUN']) });
  expect(withoutImage(files, { seen: known, file: 'AUTORUN', asked: 'README' })).toBe(known);
});
