// The name of a downloaded file comes from a stranger: it must not leave its folder, its header or its ending.
import { describe, expect, test } from 'vitest';
import { contentDisposition, safeFileName } from '../../web/session/content-disposition.ts';

describe('file names', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\x.exe', 'C__Windows_x.exe'],
    ['photo\u202Egpj.exe', 'photo_gpj.exe'],
    ['a\r\nSet-Cookie: x', 'a__Set-Cookie_ x'],
    ['.htaccess', 'htaccess'],
    ['...', 'attachment'],
    ['', 'attachment'],
    ['name. . ', 'name'],
    ['con', '_con'],
    ['NUL.txt', '_NUL.txt'],
    ['console.txt', 'console.txt'],
    ['Röntgen 36.dcm', 'Röntgen 36.dcm'],
  ])('%j is saved as %j', (name, saved) => {
    expect(safeFileName(name)).toBe(saved);
  });

  test('keep their ending when they are too long', () => {
    const name = safeFileName(`${'a'.repeat(400)}.stl`);
    expect(name).toHaveLength(180);
    expect(name.endsWith('.stl')).toBe(true);
  });

  test.each(['ä', '右', '\u{1F9B7}', 'a\u0323\u0323'])('made of %j are cut by bytes, as file systems count, at a whole character', (character) => {
    const name = safeFileName(`${character.repeat(400)}.stl`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
    expect(Buffer.byteLength(name)).toBeGreaterThan(170);
    expect(name).toMatch(/\.stl$/);
    expect(name.isWellFormed()).toBe(true);
  });
});

describe('the header', () => {
  test('is one line of ASCII with the name in both forms', () => {
    expect(contentDisposition('Röntgen "36" (1)\'s.dcm')).toBe(
      "attachment; filename=\"R_ntgen _36_ (1)'s.dcm\"; filename*=UTF-8''R%C3%B6ntgen%20_36_%20%281%29%27s.dcm",
    );
    for (const name of ['a"b', 'a;b', 'a\nb', '日本語.pdf', '%41', '\u{1F600}.png']) expect(contentDisposition(name)).toMatch(/^[\x20-\x7e]+$/);
  });
});
