// Letting a sole owner who lost everything start again: the proof is the mailbox, the decision is the operator's.
import { newId } from '#crypto';
import { findConfirmed } from '../../server/database/accounts.ts';
import { record } from '../../server/database/activity.ts';
import { insertRestart } from '../../server/database/confirmations.ts';
import { enqueue } from '../../server/database/outbox.ts';
import { findMember } from '../../server/database/practices.ts';
import { readAddress } from './accounts.ts';
import { OperatorError, print, withDatabase } from './office.ts';

const RESTART_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

export async function restartAccount(typed: string): Promise<void> {
  await withDatabase(async ({ database, now }) => {
    const address = readAddress(typed);
    const account = address === null ? null : await findConfirmed(database, address);
    if (account === null) throw new OperatorError('There is no account with this address.');
    const member = await findMember(database, account.id);
    // Everybody else begins again through a new invitation: the inviter's access code then vouches for them, as it did the first time.
    if (member?.role !== 'owner') throw new OperatorError('Only the owner of a practice is restarted here; a coworker or a guest is invited again.');
    await database.transaction().execute(async (writer) => {
      const restart = newId();
      await insertRestart(writer, { id: restart, account: account.id, expiresAt: new Date(now.getTime() + RESTART_DAYS * DAY_MS) });
      const mail = { recipient: account.address, account: account.id, practice: null, message: null, invitation: null, writer: null, now };
      await enqueue(writer, { ...mail, kind: 'restart', payload: { restart } });
      await record(writer, { event: 'restart-offered', account: account.id, by: { by: 'operator' }, now });
    });
    print(`A link that can be used for ${RESTART_DAYS} days is on its way to the account's address.`);
  });
}
