// Why it was not sent, each with what can be done about it from here.
'use client';

import { MailCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { server } from '../../session/server.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { paths } from '../../ui/paths.ts';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import type { Problem, ProblemHelp } from './problems.ts';

const words = text.compose.problems;

export function SendProblems({ problems }: { problems: Problem[] }) {
  const [first] = problems;
  return (
    <Callout tone={first?.passes === true ? 'info' : 'danger'} title={words.title} actions={helpFor(problems)}>
      {problems.map((problem) => (
        <p key={problem.code}>{problem.text}</p>
      ))}
    </Callout>
  );
}

function helpFor(problems: Problem[]): ReactNode {
  const needed = new Set(problems.flatMap(({ help }) => (help === null ? [] : [help])));
  if (needed.size === 0) return undefined;
  return [...needed].map((help) => <Help key={help} help={help} />);
}

function Help({ help }: { help: ProblemHelp }) {
  if (help === 'compare-keys') return <ButtonLink size="small" href={paths.trust}>{words.compare}</ButtonLink>;
  if (help === 'open-invitations') return <ButtonLink size="small" href={paths.contacts}>{words.openInvitations}</ButtonLink>;
  return <ConfirmAgain />;
}

function ConfirmAgain() {
  const again = useAction(async () => {
    await server.resendConfirmation();
    announce(words.confirmSent);
  });
  const press = async () => {
    if (!(await again.run())) announce(words.confirmFailed, { tone: 'danger' });
  };
  return (
    <Button size="small" icon={<MailCheck aria-hidden="true" />} busy={again.busy} onClick={() => void press()}>
      {words.confirmAgain}
    </Button>
  );
}
