// Name, address and place in the practice.
'use client';
import { useState } from 'react';
import { server } from '../../session/server.ts';
import { useSession } from '../../session/session-provider.tsx';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { formatList } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { paths } from '../../ui/paths.ts';
import { TextField } from '../../ui/text-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { UnderWayNote } from './address/under-way-note.tsx';
import { Section } from './section.tsx';

const words = text.settings.profile;

export function ProfileSection({ session }: { session: SessionInfo }) {
  const { refresh } = useSession();
  const [name, setName] = useState(session.name);
  const [missing, setMissing] = useState(false);
  const save = useAction(async () => {
    await server.rename(name.trim());
    await refresh();
    announce(words.saved);
  });
  const submit = async () => {
    setMissing(name.trim() === '');
    if (name.trim() !== '') await save.run();
  };
  return (
    <Section title={words.title} hint={words.hint}>
      <Facts
        facts={[
          { term: words.address, value: session.address },
          { term: words.practice, value: session.practice?.name ?? null },
          { term: words.role, value: session.role === 'guest' ? null : words.roles[session.role] },
          { term: words.sponsors, value: formatList(session.sponsors.map((sponsor) => sponsor.name)) },
        ]}
      />
      <UnderWayNote />
      <Form label={words.title} onSubmit={submit}>
        <TextField
          label={words.name}
          autoComplete="name"
          maxLength={120}
          value={name}
          error={missing ? words.nameError : null}
          onChange={(event) => {
            setMissing(false);
            setName(event.target.value);
          }}
        />
        <FailureNote failure={save.failure} />
        <FormActions>
          <Button type="submit" busy={save.busy}>
            {words.save}
          </Button>
          <ButtonLink href={paths.address}>{words.changeAddress}</ButtonLink>
        </FormActions>
      </Form>
    </Section>
  );
}
