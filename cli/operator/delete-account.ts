// Deleting an account for good, where its owner cannot: what goes is told first, and then exactly what the owner could do is done.
import { ApiError } from '../../server/api-error.ts';
import { findMember, findPracticeName } from '../../server/database/practices.ts';
import type { AccountRow } from '../../server/database/tables/accounts.ts';
import { foretell, leave, type Leaver } from '../../server/leaving.ts';
import { findByAddressOrId, readAddress } from './accounts.ts';
import { askForLine, type Office, OperatorError, print, withDatabase } from './office.ts';

const LAST_OWNER = 'This is the only owner of a practice in which others are. Somebody else has to be made an owner there first.';

export async function deleteAccount(addressOrId: string, { yes }: { yes?: true }): Promise<void> {
  await withDatabase(async ({ database }) => {
    const account = await findByAddressOrId(database, addressOrId);
    if (account.deleted_at !== null) throw new OperatorError('This account is deleted already.');
    const leaver: Leaver = { account: account.id, membership: await membershipOf(database, account.id) };
    const told = await foretell(database, leaver);
    if (told.practice?.lastOwner === true) throw new OperatorError(LAST_OWNER);
    for (const line of consequences(account, { leaver, told })) print(line);
    if (yes !== true) await assertMeant(account);
    const endsPractice = told.practice?.ends ?? false;
    try {
      // Now, not when the question was asked: the log's times follow each other.
      await database.transaction().execute((writer) => leave(writer, { ...leaver, endsPractice, by: { by: 'operator' }, now: new Date() }));
    } catch (error) {
      throw inWords(error);
    }
    print('The account is deleted. Its messages leave the mailbox within minutes, where the server runs.');
  });
}

async function membershipOf(database: Office['database'], account: string): Promise<Leaver['membership']> {
  const member = await findMember(database, account);
  if (member === null) return null;
  return { role: member.role, practice: { id: member.practice, name: await findPracticeName(database, member.practice) } };
}

type Told = Awaited<ReturnType<typeof foretell>>;

/** One line each, what weighs most first. */
function consequences({ name, address }: AccountRow, { leaver: { membership }, told }: { leaver: Leaver; told: Told }): string[] {
  const { messages, files, invitations, waiting, practice } = told;
  const who = `${name}, ${address}${membership === null ? '' : `, ${membership.role} of ${membership.practice.name}`}`;
  return [
    `To be deleted for good: ${who}`,
    `- the mailbox with ${counted(messages, 'message')}: those that nobody else has are deleted with their files`,
    '- password, recovery kit, keys, contacts and drafts: nothing opens the account any more, and nobody brings it back',
    ...(files === 0 ? [] : [`- ${counted(files, 'file')} that no message has`]),
    ...(invitations === 0 ? [] : [`- ${counted(invitations, 'open invitation')}, under which ${counted(waiting, 'message')} ${waiting === 1 ? 'waits' : 'wait'} that nobody can open then`]),
    ...(practice?.ends === true ? [`- the practice ${practice.name}, in which nobody else is, with its invitations${practice.formerAccounts === 0 ? '' : ` and ${counted(practice.formerAccounts, 'account')} of removed coworkers`}`] : []),
    '- what stays: messages that others have, with this name and address; what happened, in the activity; backups',
    ...(practice === null || practice.ends
      ? ['- who is told: the mailbox']
      : ['- who is told: the mailbox and the owners of the practice, which may be bound to keep records: nothing can be handed over afterwards']),
  ];
}

function counted(count: number, word: string): string {
  return `${count} ${count === 1 ? word : `${word}s`}`;
}

async function assertMeant({ address }: AccountRow): Promise<void> {
  const typed = await askForLine('Type its e-mail address to delete it: ');
  if (readAddress(typed.trim()) !== address) throw new OperatorError('Nothing was deleted: that is not the address of the account.');
}

/** What somebody else has changed since it was told. */
function inWords(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  if (error.code === 'last_owner') return new OperatorError(LAST_OWNER);
  return new OperatorError('Nothing was deleted: somebody has come to the practice or gone, or the account has, since this was told. Run it again.');
}
