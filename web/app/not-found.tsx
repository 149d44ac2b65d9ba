// Shown for every address that does not exist.
import type { Metadata } from 'next';
import { text } from '../text/dead-ends.ts';
import { AccessFrame } from '../ui/access-frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { ButtonLink } from '../ui/link.tsx';

export const metadata: Metadata = { title: text.deadEnds.notFound.title };

export default function NotFound() {
  return (
    <AccessFrame>
      <Heading>{text.deadEnds.notFound.title}</Heading>
      <p>{text.deadEnds.notFound.text}</p>
      <div>
        <ButtonLink href="/" variant="primary">
          {text.deadEnds.notFound.action}
        </ButtonLink>
      </div>
    </AccessFrame>
  );
}
