// The ways to "Your data" and to deleting the account, pages of their own.
import { text } from '../../text/index.ts';
import { ButtonLink } from '../../ui/link.tsx';
import { paths } from '../../ui/paths.ts';
import { FormActions } from '../../ui/form.tsx';
import { Section } from './section.tsx';

const words = text.settings.ownData;

export function OwnDataSection() {
  return (
    <Section title={words.title} hint={words.hint}>
      <FormActions>
        <ButtonLink href={paths.ownData}>{words.look}</ButtonLink>
        <ButtonLink variant="danger" href={paths.deletion}>
          {words.delete}
        </ButtonLink>
      </FormActions>
    </Section>
  );
}
