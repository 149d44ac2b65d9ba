// Practices as the operator sees them.
import { countPlaces, setPracticeMembers } from '../../server/database/places.ts';
import { PLAN_FIGURES } from '../../server/database/plans.ts';
import { listPractices, updatePlan } from '../../server/database/practices.ts';
import { setPracticeStorage } from '../../server/database/storage.ts';
import type { Plan } from '../../server/database/tables/accounts.ts';
import { type Office, OperatorError, print, printAside, printRow, withDatabase } from './office.ts';

export async function listAll({ json }: { json?: true }): Promise<void> {
  await withDatabase(async ({ database }) => {
    for (const { id, name, plan, members, room, created_at: founded } of await listPractices(database)) {
      printRow({ id, plan, members, founded: founded.toISOString(), room, name }, { json });
    }
  });
}

export async function putOnPlan(practice: string, plan: Plan): Promise<void> {
  await withDatabase(async ({ database, now }) => {
    if (!(await updatePlan(database, { practice, plan, now }))) throw new OperatorError('There is no practice with this id.');
    print(`The practice is on the ${plan} plan now.`);
    await sayWhetherFull({ database, now }, practice);
  });
}

export async function setStorageOf(practice: string, bytes: string): Promise<void> {
  if (bytes !== 'default' && !/^\d{1,15}$/.test(bytes)) throw new OperatorError('Bytes: a whole number, or `default`.');
  await withDatabase(async ({ database, now }) => {
    const set = await setPracticeStorage(database, { practice, bytes: bytes === 'default' ? null : Number(bytes), now });
    if (!set) throw new OperatorError('There is no practice with this id.');
    print(bytes === 'default' ? 'The practice may keep what its plan allows.' : `The practice may keep ${bytes} bytes of attachments.`);
  });
}

export async function setMembersOf(practice: string, number: string): Promise<void> {
  const most = PLAN_FIGURES.members;
  const right = number === 'default' || (/^\d{1,4}$/.test(number) && Number(number) >= 1 && Number(number) <= most);
  if (!right) throw new OperatorError(`People: a whole number from 1 to ${most}, or \`default\`.`);
  await withDatabase(async ({ database, now }) => {
    const set = await setPracticeMembers(database, { practice, members: number === 'default' ? null : Number(number), now });
    if (!set) throw new OperatorError('There is no practice with this id.');
    print(number === 'default' ? 'The practice has room for as many people as its plan allows.' : `The practice has room for ${number} people.`);
    await sayWhetherFull({ database, now }, practice);
  });
}

/** Nobody is removed by a smaller number: the operator is told what happens instead. */
async function sayWhetherFull({ database, now }: Pick<Office, 'database' | 'now'>, practice: string): Promise<void> {
  const { members, invited, limit } = await countPlaces(database, { practice, now });
  if (members + invited > limit) printAside(`It has ${members} members and ${invited} invited, and room for ${limit}: nobody is removed, and nobody new comes in.`);
}
