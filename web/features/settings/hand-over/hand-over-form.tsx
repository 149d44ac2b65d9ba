// Which messages, and to whom.
'use client';
import { useState } from 'react';
import { useVault } from '../../../session/session-provider.tsx';
import { useLabels } from '../../../session/use-labels.ts';
import type { HandOverScope } from '../../../session/vault-api/hand-over.ts';
import { text } from '../../../text/hand-over.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { chooseForHandOver, chosenForHandOver } from '../../../ui/hand-over-choice.ts';
import { ButtonLink } from '../../../ui/link.tsx';
import { paths } from '../../../ui/paths.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { Section } from '../section.tsx';

const words = text.handOver.what;

type Colleague = { account: string; name: string; address: string };
type HandOverFormProps = { colleagues: readonly Colleague[]; wished: string | null; onBegun: () => void };

export function HandOverForm({ colleagues, wished, onBegun }: HandOverFormProps) {
  const vault = useVault();
  const { labels } = useLabels();
  const [selected] = useState(chosenForHandOver);
  const [account, setAccount] = useState(colleagues.some((each) => each.account === wished) ? (wished ?? '') : '');
  const [kind, setKind] = useState<HandOverScope['kind']>(selected.length > 0 ? 'messages' : 'everything');
  const [typedLabel, setLabel] = useState('');
  const [contact, setContact] = useState('');
  const [checked, setChecked] = useState(false);
  const to = colleagues.find((each) => each.account === account);
  const label = typedLabel === '' ? (labels[0]?.id ?? '') : typedLabel;
  const lacksContact = kind === 'contact' && !contact.includes('@');
  const begin = useAction(async () => {
    if (to === undefined) return;
    await vault.beginHandOver({ to: { account: to.account, address: to.address }, scope: scopeOf({ kind, label, contact, selected }) });
    chooseForHandOver([]);
    onBegun();
  });
  const submit = async () => {
    setChecked(true);
    if (to !== undefined && !lacksContact) await begin.run();
  };
  const kinds: HandOverScope['kind'][] = [...(selected.length > 0 ? ['messages' as const] : []), 'everything', ...(labels.length > 0 ? ['label' as const] : []), 'contact'];
  const keys = begin.failure?.code === 'compare_first' || begin.failure?.code === 'keys_changed';
  return (
    <Section title={words.title} hint={words.hint}>
      <Form label={words.title} onSubmit={submit}>
        <SelectField
          label={words.to}
          value={account}
          error={checked && to === undefined ? words.toError : null}
          aria-invalid={(checked && to === undefined) || undefined}
          options={[{ value: '', label: words.choose }, ...colleagues.map((each) => ({ value: each.account, label: `${each.name}, ${each.address}` }))]}
          onChange={setAccount}
        />
        <SelectField
          label={words.scope}
          value={kind}
          description={words.left}
          options={kinds.map((value) => ({ value, label: value === 'messages' ? words.scopes.messages(selected.length) : words.scopes[value] }))}
          onChange={setKind}
        />
        {kind === 'label' && <SelectField label={words.label} value={label} options={labels.map(({ id, name }) => ({ value: id, label: name }))} onChange={setLabel} />}
        {kind === 'contact' && (
          <TextField label={words.contact} type="email" autoComplete="off" value={contact} error={checked && lacksContact ? words.contactError : null} onChange={(event) => setContact(event.target.value)} />
        )}
        <FailureNote failure={begin.failure} words={text.handOver.failures} actions={keys ? <ButtonLink href={paths.trust}>{text.handOver.compare}</ButtonLink> : undefined} />
        <FormActions>
          <Button type="submit" variant="primary" busy={begin.busy}>
            {begin.busy ? words.busy : words.submit}
          </Button>
        </FormActions>
      </Form>
    </Section>
  );
}

type Fields = { kind: HandOverScope['kind']; label: string; contact: string; selected: readonly string[] };

function scopeOf({ kind, label, contact, selected }: Fields): HandOverScope {
  switch (kind) {
    case 'everything':
      return { kind };
    case 'messages':
      return { kind, ids: [...selected] };
    case 'label':
      return { kind, label };
    case 'contact':
      return { kind, address: contact };
  }
}
