// Checks a file of coworkers whole: by its own lines, and against who is in the practice already, or cannot join it.
import { roster } from '../../session/roster.ts';
import { isVaultError } from '../../session/vault-error.ts';
import type { Role } from '../../session/vault-api/session.ts';
import { type FileLine, type FileProblem, MOST_COWORKERS, readCoworkerFile } from './coworker-file.ts';

export type Room = { asked: number; left: number };
export type CheckedFile =
  | { status: 'unreadable'; why: 'unreadable' | 'empty' }
  | { status: 'too-many'; most: number }
  /** `room`: for how many, where there are more than that in the file. */
  | { status: 'wrong'; problems: FileProblem[]; room: Room | null }
  | { status: 'ready'; lines: FileLine[] };

/** Far more than a hundred lines take. */
const MOST_BYTES = 1_000_000;

export async function checkCoworkerFile(file: File, giver: Role | undefined): Promise<CheckedFile> {
  const content = file.size > MOST_BYTES ? null : await readText(file);
  if (content === null) return { status: 'unreadable', why: 'unreadable' };
  const { lines, problems } = readCoworkerFile(content, giver);
  if (lines.length + problems.length === 0) return { status: 'unreadable', why: 'empty' };
  if (lines.length + problems.length > MOST_COWORKERS) return { status: 'too-many', most: MOST_COWORKERS };
  const { obstacles, left } = await askServer(lines);
  const all = [...problems, ...obstacles].sort((a, b) => a.line - b.line);
  const asked = lines.length + problems.length;
  const room = left !== null && asked > left ? { asked, left } : null;
  return all.length > 0 || room !== null ? { status: 'wrong', problems: all, room } : { status: 'ready', lines };
}

async function readText(file: File): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** `left`: for how many there is room; null: not told. */
async function askServer(lines: FileLine[]): Promise<{ obstacles: FileProblem[]; left: number | null }> {
  if (lines.length === 0) return { obstacles: [], left: null };
  try {
    const { obstacles, places } = await roster.check(lines.map(({ address }) => address));
    return { obstacles: obstacles.flatMap(({ index, obstacle }) => problemAt(lines[index], obstacle)), left: Math.max(0, places.limit - places.used) };
  } catch (error) {
    if (!isVaultError(error, 'invalid_request')) throw error;
    // Addresses of the right shape that are none all the same: the server says which.
    const { fields } = error.details;
    const wrong = (Array.isArray(fields) ? fields : []).flatMap((field) => problemAt(lines[Number(/^addresses\.(\d+)$/.exec(String(field))?.[1] ?? NaN)], 'address'));
    if (wrong.length === 0) throw error;
    return { obstacles: wrong, left: null };
  }
}

function problemAt(line: FileLine | undefined, problem: FileProblem['problem']): FileProblem[] {
  return line === undefined ? [] : [{ line: line.line, address: line.address, problem }];
}
