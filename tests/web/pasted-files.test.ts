// What a paste brings: the files of the clipboard, or the text that stands beside a picture of it.
import { describe, expect, test } from 'vitest';
import { pastedFiles } from '../../web/features/compose/file-intake.ts';

type Clipboard = { files: string[]; plain?: string; html?: string };

function paste({ files, plain = '', html = '' }: Clipboard): string[] {
  const chosen = files.map((name) => Object.assign(new File(['x'], name), { webkitRelativePath: '' }));
  const data = { files: chosen as unknown as FileList, getData: (type: string) => ({ 'text/plain': plain, 'text/html': html })[type] ?? '' };
  return pastedFiles(data).map(({ file }) => file.name);
}

describe('files are pasted', () => {
  test.each<[string, Clipboard]>([
    ['from a screenshot', { files: ['image.png'] }],
    ['from "Copy image" of a browser', { files: ['image.png'], html: "<meta charset='utf-8'><img src=\"https://x.example/scan.png\" alt=\"Scan\">" }],
    ['from "Copy image" on Windows', { files: ['image.png'], html: '<html><body>\r\n<!--StartFragment--><img src="file:///scan.png"/><!--EndFragment-->\r\n</body></html>' }],
    ['from a file manager that adds their names', { files: ['upper.stl', 'lower jaw.stl'], plain: 'upper.stl\nlower jaw.stl' }],
    ['from one that adds their places', { files: ['upper.stl'], plain: '/home/mara/scans/upper.stl\r\n' }],
  ])('%s', (_, clipboard) => {
    expect(paste(clipboard)).toEqual(clipboard.files);
  });
});

describe('text is pasted, not the picture of it', () => {
  test.each<[string, Clipboard]>([
    ['from a word processor', { files: ['image.png'], plain: 'Upper jaw', html: '<style>p { color: red }</style><p>Upper jaw</p>' }],
    ['from a table', { files: ['image.png'], plain: '1\t2\r\n', html: '<table><tr><td>1</td><td>2</td></tr></table>' }],
    ['from HTML alone', { files: ['image.png'], html: '<p>Upper <img src="x.png"> jaw</p>' }],
    ['that names more than the file', { files: ['upper.stl'], plain: 'See upper.stl' }],
  ])('%s', (_, clipboard) => {
    expect(paste(clipboard)).toEqual([]);
  });
});
