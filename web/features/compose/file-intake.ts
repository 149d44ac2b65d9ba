// How files reach a draft: chosen, dropped or pasted.
import type { ChosenFile } from '../../session/use-uploads.ts';

/** From an input for files, or for a folder: then each has its folders' names. */
export function chosenFiles(files: FileList | null): ChosenFile[] {
  return [...(files ?? [])].map((file) => ({ file, path: folderOf(file.webkitRelativePath) }));
}

function folderOf(relativePath: string): string | null {
  const end = relativePath.lastIndexOf('/');
  return end <= 0 ? null : relativePath.slice(0, end);
}

/** Dropped folders appear as entries without bytes of their own; their files are asked for by name. */
export async function droppedFiles(transfer: DataTransfer): Promise<ChosenFile[]> {
  // Entries and handles must be taken before the first await: afterwards the browser has emptied the list.
  const dropped = [...transfer.items].map((item: WithHandle) => ({ entry: item.webkitGetAsEntry(), handle: item.getAsFileSystemHandle?.() }));
  if (!dropped.some(({ entry }) => entry !== null)) return chosenFiles(transfer.files);
  const found: ChosenFile[] = [];
  for (const { entry, handle } of dropped) {
    const files = entry === null ? [] : await filesOf(entry, null);
    const own = entry?.isFile === true ? await handle?.catch(() => null) : null;
    found.push(...files.map((file) => ({ ...file, handle: own?.kind === 'file' ? (own as FileSystemFileHandle) : null })));
  }
  return found;
}

/** Not in TypeScript's DOM library: Chromium gives handles, by which a file can be read again after a reload. */
type WithHandle = DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> };

async function filesOf(entry: FileSystemEntry, path: string | null): Promise<ChosenFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, path }];
  }
  if (!isDirectory(entry)) return [];
  const inside = path === null ? entry.name : `${path}/${entry.name}`;
  const found: ChosenFile[] = [];
  for (const child of await childrenOf(entry)) found.push(...(await filesOf(child, inside)));
  return found;
}

/** A reader gives at most a hundred entries at a time, and none when it is through. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return children;
    children.push(...batch);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/**
 * Pictures or files from the clipboard. Text that a program put there beside a picture of it stays text; the name of a copied file, and
 * HTML that is nothing but the picture, say no more than the file does.
 */
export function pastedFiles(data: Pick<DataTransfer, 'files' | 'getData'>): ChosenFile[] {
  const files = chosenFiles(data.files);
  const names = new Set(files.map(({ file }) => file.name));
  const written = data.getData('text/plain').split(/[\r\n]+/).map((line) => line.trim()).filter((line) => line !== '');
  const isText = written.length > 0 ? written.some((line) => !names.has(line.replace(/^.*[/\\]/, ''))) : textOf(data.getData('text/html')) !== '';
  return isText ? [] : files;
}

/** What one would read of it. Only to find out whether there is anything: it is never shown. */
function textOf(html: string): string {
  return html.replace(/<!--[^]*?-->|<(style|title)\b[^]*?<\/\1>|<[^>]*>|&nbsp;/gi, '').trim();
}
