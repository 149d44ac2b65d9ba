// Practices as the operator sees them.
import { listPractices, updatePlan } from '../../server/database/practices.ts';
import { setPracticeStorage } from '../../server/database/storage.ts';
import type { Plan } from '../../server/database/tables/accounts.ts';
import { OperatorError, print, printRow, withDatabase } from './office.ts';

export async function listAll({ json }: { json?: true }): Promise<void> {
  await withDatabase(async ({ database }) => {
    for (const { id, name, plan, members, created_at: founded } of await listPractices(database)) {
      printRow({ id, plan, members, founded: founded.toISOString(), name }, { json });
    }
  });
}

export async function putOnPlan(practice: string, plan: Plan): Promise<void> {
  await withDatabase(async ({ database, now }) => {
    if (!(await updatePlan(database, { practice, plan, now }))) throw new OperatorError('There is no practice with this id.');
    print(`The practice is on the ${plan} plan now.`);
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
