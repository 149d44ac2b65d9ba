// A mailed link that lost its end on the way: what to do about it, and where to go from here.
import { text } from '../text/entering.ts';
import { ButtonLink } from './link.tsx';
import { NoticeStep } from './notice-step.tsx';

const words = text.incompleteLink;

export function IncompleteLink() {
  return (
    <NoticeStep title={words.title} action={<ButtonLink href="/login">{words.logIn}</ButtonLink>}>
      <p>{words.text}</p>
    </NoticeStep>
  );
}
