// What a member's client needs to check who belongs to the practice: memberships, up to the founder's (SPEC.md, V5).
import { findDirectory } from '../../database/directory.ts';
import type { Executor } from '../../database/executor.ts';
import { findMemberships } from '../../database/members.ts';
import { findStatementsAmong } from '../../database/statements.ts';
import type { StoredObject } from '../../database/tables/accounts.ts';
import { directoryView } from '../directory.ts';

/** Who brought whom in goes up to the founder, who brought themselves in. */
const LONGEST_CHAIN = 10;

/** In the practice of whoever asks: whom else somebody belongs to now is not theirs to know. The memberships of these accounts, of the administrators who signed them, and so on upwards, null for one who signed and belongs to no practice any more; `own` is that of whoever asks; `statements`: what they have signed of each other's keys. */
export async function membershipsAbove(database: Executor, { accounts, asker }: { accounts: readonly string[]; asker: string }) {
  const found = await findChainOfMemberships(database, [...accounts, asker]);
  const own = found.get(asker);
  const shown = [...found].filter(([, object]) => own === undefined || practiceOf(object) === practiceOf(own));
  // Who has left for good leaves their public keys, by which those whom they brought in go on proving each other.
  const gone = shown.map(([, object]) => signerOf(object)).filter((account) => !found.has(account));
  const memberships = new Map<string, StoredObject | null>([...gone.map((account) => [account, null] as const), ...shown]);
  const people = await findDirectory(database, [...memberships.keys()]);
  const statements = await findStatementsAmong(database, shown.map(([account]) => account));
  return {
    own: own ?? null,
    administrators: [...memberships].flatMap(([account, object]) => {
      const entry = people.get(account);
      return entry === undefined ? [] : [{ directory: directoryView(entry), member: object, statements: statements.get(account) ?? [] }];
    }),
  };
}

function signerOf({ json }: StoredObject): string {
  return (JSON.parse(json) as { administrator: string }).administrator;
}

function practiceOf({ json }: StoredObject): string {
  return (JSON.parse(json) as { practice: string }).practice;
}

async function findChainOfMemberships(database: Executor, accounts: readonly string[]): Promise<Map<string, StoredObject>> {
  const found = new Map<string, StoredObject>();
  let asked = [...new Set(accounts)];
  for (let step = 0; step < LONGEST_CHAIN && asked.length > 0; step += 1) {
    const next = await findMemberships(database, asked);
    for (const [account, object] of next) found.set(account, object);
    asked = [...new Set([...next.values()].map(signerOf))].filter((account) => !found.has(account));
  }
  return found;
}
