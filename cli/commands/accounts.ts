// sealpost accounts: what only the operator can do for an account.
import { Command } from 'commander';

const restart = new Command('restart')
  .description('mail a link by which a practice owner who lost password and recovery kit starts again; old messages stay closed')
  .argument('<address>', "the owner's e-mail address")
  .action(async (address: string) => {
    const { restartAccount } = await import('../operator/restart-account.ts');
    await restartAccount(address);
  });

export const accountCommands = new Command('accounts').description('do for an account what only the operator can').addCommand(restart);
