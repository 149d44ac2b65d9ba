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

/** `unreadable`: names of what the browser could not read. */
export type DroppedFiles = { chosen: ChosenFile[]; unreadable: string[] };

/** Dropped folders appear as entries without bytes of their own; their files are asked for by name. What cannot be read leaves the others alone. */
export async function droppedFiles(transfer: DataTransfer): Promise<DroppedFiles> {
  // Entries and handles must be taken before the first await: afterwards the browser has emptied the list.
  const dropped = [...transfer.items].map((item: WithHandle) => ({ entry: item.webkitGetAsEntry(), handle: item.getAsFileSystemHandle?.() }));
  if (!dropped.some(({ entry }) => entry !== null)) return { chosen: chosenFiles(transfer.files), unreadable: [] };
  const found: DroppedFiles = { chosen: [], unreadable: [] };
  for (const { entry, handle } of dropped) {
    if (entry === null) continue;
    const inside: DroppedFiles = { chosen: [], unreadable: found.unreadable };
    await gather(entry, null, inside);
    const own = entry.isFile ? await handle?.catch(() => null) : null;
    for (const file of inside.chosen) found.chosen.push({ ...file, handle: own?.kind === 'file' ? (own as FileSystemFileHandle) : null });
  }
  return found;
}

/** Not in TypeScript's DOM library: Chromium gives handles, by which a file can be read again after a reload. */
type WithHandle = DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> };

async function gather(entry: FileSystemEntry, path: string | null, found: DroppedFiles): Promise<void> {
  const inside = path === null ? entry.name : `${path}/${entry.name}`;
  try {
    if (isFile(entry)) found.chosen.push({ file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)), path });
    if (isDirectory(entry)) for (const child of await childrenOf(entry)) await gather(child, inside, found);
  } catch {
    found.unreadable.push(inside);
  }
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
