// Says that an address does not exist, and leads to one that does.
import { OperatorLinks } from '../features/operator/operator-links.tsx';
import { text } from '../text/dead-ends.ts';
import { AccessFrame } from '../ui/access-frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { ButtonLink } from '../ui/link.tsx';

const words = text.deadEnds.notFound;

export function DeadEnd() {
  return (
    <AccessFrame foot={<OperatorLinks />}>
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
