// A CSV file of coworkers to invite: read whole, and every line that is wrong is named before anybody is invited.
import type { NewCoworker } from '../../session/vault-api/invitations.ts';
import type { MemberRole, Role } from '../../session/vault-api/session.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { parseTable } from '../../viewers/text/parse-table.ts';

export const MOST_COWORKERS = 100;

/** Lines are counted as a text editor counts them, from 1. */
export type FileLine = NewCoworker & { line: number };
export type FileProblem = { line: number; address: string; problem: Problem };
export type Problem = 'address' | 'role' | 'columns' | 'owner' | 'twice' | 'member' | 'former' | 'unavailable' | 'invited';

// In every language at once: whoever writes the file need not be who reads it.
const HEADER = /^(e-?mail|address|e-?mail[ -]address|mail|adresse|e-?mail[ -]adresse)$/i;
const ROLES: Readonly<Record<string, MemberRole>> = {
  '': 'member', member: 'member', administrator: 'administrator', admin: 'administrator', owner: 'owner',
  mitglied: 'member', administratorin: 'administrator', inhaber: 'owner', inhaberin: 'owner',
};

/** `giver`: the role of whoever invites. */
export function readCoworkerFile(content: string, giver: Role | undefined): { lines: FileLine[]; problems: FileProblem[] } {
  const lines: FileLine[] = [];
  const problems: FileProblem[] = [];
  const seen = new Set<string>();
  let first = true;
  for (const [index, text] of content.replace(/^\ufeff/, '').split(/\r\n|\r|\n/).entries()) {
    if (text.trim() === '' || /^sep=.$/.test(text)) continue;
    const cells = (parseTable(text, 1).rows[0] ?? []).map((cell) => cell.trim());
    // A spreadsheet keeps the separators of rows that were emptied.
    if (cells.every((cell) => cell === '')) continue;
    const [address = '', role = '', ...more] = cells;
    const isHeader = first && HEADER.test(address);
    first = false;
    if (isHeader) continue;
    const line = index + 1;
    const given = ROLES[role.toLowerCase()];
    const problem = problemOf({ address, role: given, more, giver, seen });
    seen.add(address.toLowerCase());
    if (problem !== null) problems.push({ line, address, problem });
    else lines.push({ line, address, role: given ?? 'member' });
  }
  return { lines, problems };
}

type Asked = { address: string; role: MemberRole | undefined; more: string[]; giver: Role | undefined; seen: ReadonlySet<string> };

function problemOf({ address, role, more, giver, seen }: Asked): Problem | null {
  if (!looksLikeAddress(address)) return 'address';
  if (more.some((cell) => cell !== '')) return 'columns';
  if (role === undefined) return 'role';
  if (role === 'owner' && giver !== 'owner') return 'owner';
  return seen.has(address.toLowerCase()) ? 'twice' : null;
}
