// The operator's commands. They work on the database that the server uses, so they read the same settings. What a command does is
// loaded when it runs (operator/), so that --help answers at once.
import { Command } from 'commander';
import { accountCommands } from './commands/accounts.ts';
import { backupCommand, backupKeyCommand, restoreCommand } from './commands/backup.ts';
import { doctorCommand } from './commands/doctor.ts';
import { mailCommands } from './commands/mail.ts';
import { operatorTokenCommand } from './commands/operator-token.ts';
import { planCommands } from './commands/plan.ts';
import { practiceCommands } from './commands/practice.ts';
import { signUpTokenCommand } from './commands/sign-up-token.ts';
import { codeOf } from './operator/doctor/finding.ts';
import { carryIds } from './leading-dashes.ts';
import { version } from './version.ts';

const program = new Command('sealpost')
  .description("Sealpost's commands for its operator. They read the server's settings from the environment.")
  .version(version, '-v, --version', 'print the version')
  .helpOption('-h, --help', 'say what there is')
  .showHelpAfterError('(sealpost --help says what there is)')
  .addCommand(doctorCommand)
  .addCommand(backupCommand)
  .addCommand(restoreCommand)
  .addCommand(backupKeyCommand)
  .addCommand(signUpTokenCommand)
  .addCommand(accountCommands)
  .addCommand(practiceCommands)
  .addCommand(planCommands)
  .addCommand(operatorTokenCommand)
  .addCommand(mailCommands);

program
  .command('version')
  .description('print the version')
  .action(() => print(version));

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Codes of errors whose message was written for the operator. What others say may quote addresses: only their kind is told. */
const TOLD = new Set(['operator', 'settings_malformed', 'cannot_start']);

function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  return 'code' in error && TOLD.has(String(error.code)) ? error.message : `failed (${codeOf(error)})`;
}

try {
  await program.parseAsync(carryIds(program, process.argv.slice(2)), { from: 'user' });
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
