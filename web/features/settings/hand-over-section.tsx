// The way to handing messages over, a page of its own.
import { text } from '../../text/index.ts';
import { FormActions } from '../../ui/form.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { paths } from '../../ui/paths.ts';
import { Section } from './section.tsx';

const words = text.settings.handOver;

export function HandOverSection() {
  return (
    <Section title={words.title} hint={words.hint}>
      <FormActions>
        <ButtonLink href={paths.handOver}>{words.look}</ButtonLink>
      </FormActions>
    </Section>
  );
}
