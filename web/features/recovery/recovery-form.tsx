// Address, the 24 words and a new password; and, beforehand, what to do without a kit.
'use client';
import { useState } from 'react';
import { useSession, useVault } from '../../session/session-provider.tsx';
import type { RecoveryKit } from '../../session/vault-api/account.ts';
import { text } from '../../text/entering.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Link } from '../../ui/link.tsx';
import { NewPasswordFields } from '../../ui/new-password/new-password-fields.tsx';
import { useNewPassword } from '../../ui/new-password/new-password.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { say } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { countWords, KIT_WORDS } from './kit-words.ts';
import { WithoutKit } from './without-kit.tsx';

const words = text.recovery;

/** These mark the words' field, which the focus goes to: the note stands below it, where it is seen. */
const WORD_FAILURES = new Set(['wrong_kit', 'kit_words_invalid']);

export function RecoveryForm({ onRecovered }: { onRecovered: (kit: RecoveryKit) => void }) {
  const vault = useVault();
  const { wake } = useSession();
  const [address, setAddress] = useState('');
  const [typed, setTyped] = useState('');
  const [seen, setSeen] = useState(false);
  const [checked, setChecked] = useState(false);
  const newPassword = useNewPassword();
  const own = address.split('@');
  const count = countWords(typed);
  const errors = {
    address: looksLikeAddress(address) ? null : words.addressError,
    words: count === 0 ? words.wordsError : null,
  };
  const recover = useAction(async () => {
    say(words.working);
    const reason = seen ? 'compromise' : 'renewal';
    onRecovered(await vault.recover({ address: address.trim(), words: typed, password: newPassword.password, reason }));
  });
  const submit = async () => {
    setChecked(true);
    const passwordFits = await newPassword.check(own);
    if (passwordFits && errors.address === null && errors.words === null) await recover.run();
  };
  const wrong = recover.failure !== null && WORD_FAILURES.has(recover.failure.code);
  return (
    <>
      <Heading>{words.title}</Heading>
      <p>{words.lead}</p>
      <Form onSubmit={submit}>
        <TextField
          label={words.address}
          type="email"
          name="address"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={address}
          error={checked ? errors.address : null}
          onChange={(event) => {
            wake();
            setAddress(event.target.value);
          }}
        />
        <TextArea
          label={words.words}
          description={
            <>
              {words.wordsHint} <strong>{words.count(Math.min(count, KIT_WORDS))}</strong>
            </>
          }
          mono
          rows={5}
          name="words"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          value={typed}
          error={checked ? errors.words : null}
          aria-invalid={wrong || undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        {wrong && <FailureNote failure={recover.failure} />}
        <NewPasswordFields label={words.newPassword} value={newPassword} own={own} />
        <Checkbox label={words.seen} description={words.seenHint} checked={seen} onChange={(event) => setSeen(event.target.checked)} />
        <p>{words.after}</p>
        {!wrong && <FailureNote failure={recover.failure} />}
        <FormActions>
          <Button type="submit" variant="primary" size="large" wide busy={recover.busy}>
            {words.submit}
          </Button>
        </FormActions>
      </Form>
      <p>
        <Link href="/login">{words.remembered}</Link>
      </p>
      <WithoutKit />
    </>
  );
}
