// What the files of a message are called inside one ZIP: folders kept, nothing that leads out of it, and no name twice, also not
// where capitals do not count.
import { safeFileName } from './content-disposition.ts';

export type Named = { name: string; path: string | null };

/** In the order of the files. */
export function archiveNames(files: readonly Named[]): string[] {
  const wished = files.map(({ name, path }) => ({ folder: folderOf(path), name: safeFileName(name) }));
  // A file must not be called as a folder is.
  const taken = new Set(wished.flatMap(({ folder }) => prefixesOf(folder)).map(keyOf));
  return wished.map(({ folder, name }) => {
    const free = freeName({ folder, name, taken });
    taken.add(keyOf(free));
    return free;
  });
}

function folderOf(path: string | null): string {
  const parts = (path ?? '').split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.map((part) => `${safeFileName(part)}/`).join('');
}

/** "a/b/" is in "a" and "a/b". */
function prefixesOf(folder: string): string[] {
  const parts = folder.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function freeName({ folder, name, taken }: { folder: string; name: string; taken: ReadonlySet<string> }): string {
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]{1,16})?$/su.exec(name) ?? [];
  for (let number = 1; ; number += 1) {
    const candidate = folder + (number === 1 ? name : `${stem} (${number})${ending}`);
    if (!taken.has(keyOf(candidate))) return candidate;
  }
}

/** As the file systems of Windows and macOS compare. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
