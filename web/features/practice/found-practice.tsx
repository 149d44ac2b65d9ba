// For somebody who belongs to no practice: the form with which they found their own, and what stays as it is.
'use client';
import { useState } from 'react';
import { server } from '../../session/server.ts';
import { useSession, useVault } from '../../session/session-provider.tsx';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { useLoaded } from '../../ui/use-loaded.ts';
import styles from './practice.module.css';

const words = text.practice.founding;

export function FoundPractice() {
  // Until it is known who may, nothing is offered that could turn out not to be.
  const settings = useLoaded('settings', server.settings);
  if (settings.status !== 'ready') return null;
  const { signUp: rule } = settings.data;
  return (
    <section className={styles['section']} aria-labelledby="found-practice">
      <Heading level={2} id="found-practice">
        {words.title}
      </Heading>
      <p className={styles['measure']}>{rule === 'closed' ? words.closed : words.text}</p>
      {rule !== 'closed' && <FoundingForm asksLink={rule === 'token'} />}
    </section>
  );
}

function FoundingForm({ asksLink }: { asksLink: boolean }) {
  const vault = useVault();
  const { refresh } = useSession();
  const [fields, setFields] = useState({ name: '', link: '' });
  const [missing, setMissing] = useState({ name: false, link: false });
  const founding = useAction(async () => {
    await vault.foundPractice({ name: fields.name, token: asksLink ? tokenIn(fields.link) : null });
    announce(words.founded(fields.name.trim()));
    await refresh();
  });
  const submit = async () => {
    const found = { name: fields.name.trim() === '', link: asksLink && fields.link.trim() === '' };
    setMissing(found);
    if (!found.name && !found.link) await founding.run();
  };
  return (
    <Form onSubmit={submit}>
      <TextField
        label={text.practice.name}
        description={words.nameHint}
        name="practice"
        autoComplete="organization"
        maxLength={120}
        value={fields.name}
        error={missing.name ? text.practice.nameRequired : undefined}
        onChange={({ target }) => setFields((before) => ({ ...before, name: target.value }))}
      />
      {asksLink && (
        <TextField
          label={words.link}
          description={words.linkHint}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={fields.link}
          error={missing.link ? words.linkRequired : undefined}
          onChange={({ target }) => setFields((before) => ({ ...before, link: target.value }))}
        />
      )}
      <FailureNote failure={founding.failure} words={words.failures} />
      <FormActions>
        <Button variant="primary" type="submit" busy={founding.busy}>
          {words.submit}
        </Button>
      </FormActions>
    </Form>
  );
}

/** Of the operator's link, or what was copied out of it. */
function tokenIn(link: string): string {
  return /[?&]token=([\w-]+)/.exec(link)?.[1] ?? link.trim();
}
