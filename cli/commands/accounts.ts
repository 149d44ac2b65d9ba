// sealpost accounts: who there is, and what only the operator can do for an account.
import { Command } from 'commander';

const ACCOUNT = "the account's confirmed e-mail address, or its id";

const list = new Command('list')
  .description('list accounts: id, address, state, role, since when, name, practice')
  .option('--suspended', 'only those that are suspended')
  .option('--json', 'one JSON object a line')
  .action(async (options: { json?: true; suspended?: true }) => {
    const { listAll } = await import('../operator/accounts.ts');
    await listAll(options);
  });

const suspend = new Command('suspend')
  .description('sign an account out everywhere and let nobody log in to it; its messages stay, and new ones arrive')
  .argument('<account>', ACCOUNT)
  .action(async (account: string) => {
    const { suspend: suspendOne } = await import('../operator/accounts.ts');
    await suspendOne(account);
  });

const resume = new Command('resume')
  .description('let a suspended account log in again')
  .argument('<account>', ACCOUNT)
  .action(async (account: string) => {
    const { resume: resumeOne } = await import('../operator/accounts.ts');
    await resumeOne(account);
  });

const remove = new Command('delete')
  .description('delete an account for good, as its owner could: first says what goes, and asks for the address to be typed')
  .argument('<account>', ACCOUNT)
  .option('-y, --yes', 'do not ask')
  .action(async (account: string, options: { yes?: true }) => {
    const { deleteAccount } = await import('../operator/delete-account.ts');
    await deleteAccount(account, options);
  });

const restart = new Command('restart')
  .description('mail a link by which a practice owner who lost password and recovery kit starts again; old messages stay closed')
  .argument('<address>', "the owner's e-mail address")
  .action(async (address: string) => {
    const { restartAccount } = await import('../operator/restart-account.ts');
    await restartAccount(address);
  });

export const accountCommands = new Command('accounts')
  .description('list accounts, suspend and resume them, delete one, let an owner start again')
  .addCommand(list)
  .addCommand(suspend)
  .addCommand(resume)
  .addCommand(remove)
  .addCommand(restart);
