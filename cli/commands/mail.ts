// sealpost mail: mail that could not be delivered.
import { Command } from 'commander';

const list = new Command('list')
  .description('list mail that failed or bounced: id, kind, status, why, when, recipient')
  .option('--json', 'one JSON object a line')
  .action(async (options: { json?: true }) => {
    const { listUndelivered } = await import('../operator/mail.ts');
    await listUndelivered(options);
  });

const retry = new Command('retry')
  .description('send mail again that failed, once what kept it from leaving is mended')
  .argument('[id...]', 'only these, as `sealpost mail list` shows them')
  .option('--bounced', 'also what the recipient refused')
  .action(async (ids: string[], options: { bounced?: true }) => {
    const { retryMail } = await import('../operator/mail.ts');
    await retryMail(ids, options);
  });

export const mailCommands = new Command('mail').description('list mail that was not delivered, and send it again').addCommand(list).addCommand(retry);
