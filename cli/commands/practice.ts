// sealpost practice: which practices there are, their plans, and figures of their own.
import { Argument, Command } from 'commander';

const list = new Command('list')
  .description('list practices: id, plan, members, when founded, room for how many, name')
  .option('--json', 'one JSON object a line')
  .action(async (options: { json?: true }) => {
    const { listAll } = await import('../operator/practices.ts');
    await listAll(options);
  });

const setPlan = new Command('set-plan')
  .description('put a practice on a plan')
  .argument('<practice>', 'its id, as `sealpost practice list` shows it')
  .addArgument(new Argument('<plan>', 'the plan').choices(['free', 'paid'] as const))
  .action(async (practice: string, plan: 'free' | 'paid') => {
    const { putOnPlan } = await import('../operator/practices.ts');
    await putOnPlan(practice, plan);
  });

const setStorage = new Command('set-storage')
  .alias('set-quota')
  .description('set how many bytes of attachments a practice may keep')
  .argument('<practice>', 'its id, as `sealpost practice list` shows it')
  .argument('<bytes>', 'a whole number, or `default` for what its plan allows')
  .action(async (practice: string, bytes: string) => {
    const { setStorageOf } = await import('../operator/practices.ts');
    await setStorageOf(practice, bytes);
  });

const setMembers = new Command('set-members')
  .description('set how many people may belong to a practice, with those who are invited to')
  .argument('<practice>', 'its id, as `sealpost practice list` shows it')
  .argument('<number>', 'a whole number from 1, or `default` for what its plan allows; nobody is removed by it')
  .action(async (practice: string, number: string) => {
    const { setMembersOf } = await import('../operator/practices.ts');
    await setMembersOf(practice, number);
  });

export const practiceCommands = new Command('practice')
  .description('list practices, set their plans, storage and room for people')
  .addCommand(list)
  .addCommand(setPlan)
  .addCommand(setStorage)
  .addCommand(setMembers);
