// Shown for every address that does not exist.
import type { Metadata } from 'next';
import { text } from '../text/access.ts';
import { AccessFrame } from '../ui/access-frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { ButtonLink } from '../ui/link.tsx';

export const metadata: Metadata = { title: text.system.notFoundTitle };

export default function NotFound() {
  return (
    <AccessFrame>
      <Heading>{text.system.notFoundTitle}</Heading>
      <p>{text.system.notFoundText}</p>
      <div>
        <ButtonLink href="/" variant="primary">
          {text.system.notFoundAction}
        </ButtonLink>
      </div>
    </AccessFrame>
  );
}
