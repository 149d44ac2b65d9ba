// Where not everybody may found a practice: says so, and asks for nothing in vain.
import { text } from '../../text/entering.ts';
import { ButtonLink } from '../../ui/link.tsx';
import { NoticeStep } from '../../ui/notice-step.tsx';
import type { SignUpRule } from './use-sign-up-rule.ts';

const words = text.registration;

export function SignUpClosed({ rule }: { rule: Exclude<SignUpRule, 'open'> }) {
  return (
    <NoticeStep title={words.title} action={<ButtonLink href="/login">{words.haveAccount}</ButtonLink>}>
      <p>
        <strong>{rule === 'closed' ? words.closed : words.tokenNeeded}</strong>
      </p>
      <p>{words.invited}</p>
    </NoticeStep>
  );
}
