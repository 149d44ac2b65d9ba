// A mailbox with many messages, of which the newest can be opened.
import { founder } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { overHttp } from '../support/over-http.ts';
import { ana } from './cast.ts';
import { inDatabase } from './database.ts';
import { foundPractice } from './entry.ts';
import type { Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

/** Ana with "Case 1" to "Case n" from a colleague, and `older` than these that nobody can open: what a list does with rows is the same for them, and they are made at once. */
export async function openFullMailbox({ cases, older }: { cases: number; older: number }): Promise<{ stage: Stage; reader: Person }> {
  const stage = await openStage();
  const reader = await stage.somebody();
  await foundPractice(reader, { sealpost: stage.sealpost, who: ana });
  const ben = await founder(await overHttp(stage.sealpost), { name: 'Ben Okoro', address: 'ben@southside.example' });
  for (let index = 1; index <= cases; index += 1) await send(ben, { to: [ana.address], subject: `Case ${index}`, text: `About case ${index}.` });
  await fill(stage, { sender: ben.account, older });
  return { stage, reader };
}

async function fill({ sealpost }: Stage, { sender, older }: { sender: string; older: number }): Promise<void> {
  await inDatabase(
    sealpost,
    `insert into messages select left(encode(sha256(n::text::bytea), 'hex'), 21) || 'A', left(encode(sha256(n::text::bytea), 'hex'), 21) || 'A', null, $1::text, decode(repeat('5a', 100), 'hex'),
       sha256(n::text::bytea), 'Old ' || n, 'Please read it with the link.', 'standard', now() - n * interval '1 hour', null from generate_series(1, $2::int) as n`,
    [sender, older],
  );
  await inDatabase(
    sealpost,
    `insert into deliveries (message_id, stanza, role, address, account_id, folder, sent_at, read_at)
     select id, 0, 'recipient', $1::text, (select id from accounts where address = $1::text), 'inbox', sent_at, now() from messages where notice_subject like 'Old %'`,
    [ana.address],
  );
  await inDatabase(sealpost, 'analyze');
}
