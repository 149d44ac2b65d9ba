// Which interrupted upload a file that is chosen again belongs to: never another one's place.
import { expect, test } from 'vitest';
import { unfinishedFor } from '../../web/features/compose/match-unfinished.ts';

const waiting = (id: string, { path = null as string | null, size = 10, name = 'IM0001' } = {}) => ({ id, name, path, mediaType: 'application/dicom', size, unfinished: { sent: 0, lastModified: 1 } });
const chosen = (path: string | null, size = 10) => ({ file: new File([new Uint8Array(size)], 'IM0001'), path });
const found = (...[file, attachments]: Parameters<typeof unfinishedFor>) => unfinishedFor(file, attachments)?.id ?? null;

test('the file of a folder is the one of that folder, of whatever size it is now', () => {
  const both = [waiting('left', { path: 'left' }), waiting('right', { path: 'right' })];
  expect(found(chosen('right'), both)).toBe('right');
  expect(found(chosen('right', 99), both)).toBe('right');
  expect(found(chosen('other'), both)).toBeNull();
});

test('a file that is chosen by itself is that of a folder only where there is no doubt', () => {
  expect(found(chosen(null), [waiting('left', { path: 'left' }), waiting('large', { path: 'right', size: 20 })])).toBe('left');
  expect(found(chosen(null), [waiting('left', { path: 'left' }), waiting('right', { path: 'right' })])).toBeNull();
  expect(found(chosen(null), [waiting('left', { path: 'left', name: 'IM0002' })])).toBeNull();
});

test('of two that are called alike it is the one of its size', () => {
  expect(found(chosen(null, 20), [waiting('first'), waiting('second', { size: 20 })])).toBe('second');
});

test('a file that is there already belongs to nobody', () => {
  const { unfinished: _unfinished, ...complete } = waiting('complete');
  expect(found(chosen(null), [complete])).toBeNull();
});
