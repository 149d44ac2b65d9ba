// sealpost doctor: what is wrong with this installation, and what to do about it.
import { Command } from 'commander';

export const doctorCommand = new Command('doctor')
  .description('check settings, versions, secrets, database, blob store, mail, clock, disk, server and backups; exit code 1 where something must be mended')
  .option('--json', 'one JSON object a line')
  .action(async (options: { json?: true }) => {
    const { examine } = await import('../operator/doctor/doctor.ts');
    await examine(options);
  });
