// sealpost plan: what each plan allows.
import { Argument, Command } from 'commander';
import type { LimitName, PlanName } from '../operator/plans.ts';

const list = new Command('list')
  .description('list plans: name, people, bytes of attachments, invitations and e-mails about messages a day, whether members invite people from outside and send advanced types to them')
  .option('--json', 'one JSON object a line')
  .action(async (options: { json?: true }) => {
    const { listPlans } = await import('../operator/plans.ts');
    await listPlans(options);
  });

const set = new Command('set')
  .description('set one thing that a plan allows, in force at once for everybody on it who has no figure of their own')
  .addArgument(new Argument('<plan>', 'the plan; `guest` is of whoever belongs to no practice').choices(['guest', 'free', 'paid'] as const))
  .addArgument(
    new Argument('<limit>', 'members: people of a practice, with those who are invited; storage: bytes of attachments; invitations, notices: a day; inviting: people from outside; advanced: ZIP, STL and DICOM to people outside the network')
      .choices(['members', 'storage', 'invitations', 'notices', 'inviting', 'advanced'] as const),
  )
  .argument('<value>', 'a whole number from 1; for inviting and advanced `yes` or `no`')
  .addHelpText('after', '\nFor example: sealpost plan set free members 10')
  .action(async (plan: PlanName, limit: LimitName, value: string) => {
    const { setLimit } = await import('../operator/plans.ts');
    await setLimit(plan, limit, value);
  });

export const planCommands = new Command('plan').description('list plans, set what they allow').addCommand(list).addCommand(set);
