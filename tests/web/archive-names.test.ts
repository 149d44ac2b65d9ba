// Names inside a ZIP come from a stranger too, and end up on somebody's disk side by side.
import { describe, expect, test } from 'vitest';
import { archiveNames } from '../../web/session/archive-names.ts';

const named = (...names: string[]) => names.map((name) => ({ name, path: null }));

describe('names in a ZIP', () => {
  test('are those of the files, in their folders', () => {
    expect(archiveNames([{ name: 'a.dcm', path: 'series/1' }, { name: 'b.dcm', path: 'series/1' }, { name: 'a.dcm', path: null }])).toEqual(['series/1/a.dcm', 'series/1/b.dcm', 'a.dcm']);
  });

  test('that occur again are numbered before their ending, also where only capitals or accents differ in form', () => {
    expect(archiveNames(named('scan.stl', 'Scan.STL', 'scan.stl', 'scan (2).stl'))).toEqual(['scan.stl', 'Scan (2).STL', 'scan (3).stl', 'scan (2) (2).stl']);
    expect(archiveNames(named('Ro\u0308ntgen', 'R\u00f6ntgen'))).toEqual(['R\u00f6ntgen', 'R\u00f6ntgen (2)']);
  });

  test.each([
    ['../../etc', 'passwd', 'etc/passwd'],
    ['/etc', 'passwd', 'etc/passwd'],
    ['C:\\Windows', 'x.dll', 'C_/Windows/x.dll'],
    ['a/./../b', 'x', 'a/b/x'],
    [null, '../../x', '_.._x'],
    [null, '..', 'attachment'],
    ['aux', 'con.txt', '_aux/_con.txt'],
  ])('never lead out of it: %j, %j', (path, name, inside) => {
    expect(archiveNames([{ name, path }])).toEqual([inside]);
  });

  test('that are long in Chinese or Japanese can be unpacked, each with its number and its ending', () => {
    const names = archiveNames(Array.from({ length: 300 }, () => ({ name: `${'右上顎'.repeat(80)}.dcm`, path: '左'.repeat(200) })));
    expect(new Set(names).size).toBe(300);
    for (const name of names) {
      for (const part of name.split('/')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255);
      expect(name).toMatch(/\.dcm$/);
    }
  });

  test('of files are never those of folders', () => {
    expect(archiveNames([{ name: 'a', path: null }, { name: 'x', path: 'A/b' }, { name: 'b', path: 'a' }])).toEqual(['a (2)', 'A/b/x', 'a/b (2)']);
  });
});
