// Says that an address does not exist, and leads to one that does.
import { text } from '../text/dead-ends.ts';
import { AccessFrame } from '../ui/access-frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { ButtonLink } from '../ui/link.tsx';

const words = text.deadEnds.notFound;

export function DeadEnd() {
  return (
    <AccessFrame>
      <Heading>{words.title}</Heading>
      <p>{words.text}</p>
      <div>
        <ButtonLink href="/" variant="primary">
          {words.action}
        </ButtonLink>
      </div>
    </AccessFrame>
  );
}
