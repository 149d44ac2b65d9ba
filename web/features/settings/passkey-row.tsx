// One passkey: its name, what it does, when it was added and used.
'use client';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { passkeys, type Passkey } from '../../session/passkeys.ts';
import { text } from '../../text/passkeys.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import styles from './passkeys.module.css';

const words = text.passkeys;

type PasskeyRowProps = { passkey: Passkey; onRenamed: () => void; onRemove: () => void; onLetUnlock: (() => void) | null };

export function PasskeyRow({ passkey, onRenamed, onRemove, onLetUnlock }: PasskeyRowProps) {
  const { name, unlocks, madeAt, lastUsedAt } = passkey;
  const [renaming, setRenaming] = useState(false);
  return (
    <li className={styles['passkey']}>
      <KeyRound aria-hidden="true" />
      <div className={styles['words']}>
        <p className={styles['name']}>{name}</p>
        <p className={styles['detail']}>
          <span data-unlocks={unlocks || undefined}>{unlocks ? words.unlocks : words.secondOnly}</span>, {words.added(madeAt)}, {words.used(lastUsedAt)}
        </p>
        {renaming ? (
          <RenameForm
            passkey={passkey}
            onCancel={() => setRenaming(false)}
            onRenamed={() => {
              setRenaming(false);
              onRenamed();
            }}
          />
        ) : (
          <FormActions>
            {onLetUnlock !== null && (
              <Button size="small" aria-label={words.letUnlockOf(name)} onClick={onLetUnlock}>
                {words.letUnlock}
              </Button>
            )}
            <Button size="small" aria-label={words.renameOf(name)} onClick={() => setRenaming(true)}>
              {words.rename}
            </Button>
            <Button size="small" aria-label={words.removeOf(name)} onClick={onRemove}>
              {words.remove}
            </Button>
          </FormActions>
        )}
      </div>
    </li>
  );
}

function RenameForm({ passkey, onCancel, onRenamed }: { passkey: Passkey; onCancel: () => void; onRenamed: () => void }) {
  const [name, setName] = useState(passkey.name);
  const [missing, setMissing] = useState(false);
  const save = useAction(async () => {
    await passkeys.rename({ id: passkey.id, name: name.trim() });
    announce(words.renamed);
    onRenamed();
  });
  const submit = async () => {
    setMissing(name.trim() === '');
    if (name.trim() !== '') await save.run();
  };
  return (
    <Form label={words.renameOf(passkey.name)} onSubmit={submit}>
      <TextField autoFocus label={words.name} maxLength={60} value={name} error={missing ? words.nameError : null} onChange={(event) => setName(event.target.value)} />
      <FailureNote failure={save.failure} />
      <FormActions>
        <Button type="submit" variant="primary" size="small" busy={save.busy}>
          {words.save}
        </Button>
        <Button variant="quiet" size="small" onClick={onCancel}>
          {words.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
