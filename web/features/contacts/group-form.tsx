// A group's name and people; deleting it.
'use client';

import { useState } from 'react';
import type { Contact, ContactGroup } from '../../session/vault-api/contacts.ts';
import { text } from '../../text/address-book.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { RemoveButton, useRemoval } from '../../ui/remove-action.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { MemberChoice } from './member-choice.tsx';
import { groupMaxCharacters, groupName } from './transfer/card-limits.ts';
import { useGroupChanges } from './use-groups.ts';

const words = text.addressBook.groups;

type GroupFormProps = { group: ContactGroup | null; contacts: readonly Contact[]; onClose: () => void };

export function GroupForm({ group, contacts, onClose }: GroupFormProps) {
  const [name, setName] = useState(group?.name ?? '');
  const [members, setMembers] = useState<readonly string[]>(group?.members ?? []);
  const [error, setError] = useState<string | null>(null);
  const { save, remove } = useGroupChanges();
  const saving = useAction(() => save({ id: group?.id ?? null, name: name.trim(), members: [...members] }));
  const removal = useRemoval({ remove: () => remove(group?.id ?? ''), removed: words.removed, onDone: onClose });
  const submit = async () => {
    const wrong = problemOf(name);
    setError(wrong);
    if (wrong !== null || !(await saving.run())) return;
    announce(words.saved);
    onClose();
  };
  return (
    <Dialog title={group === null ? words.newTitle : words.editTitle} isOpen onOpenChange={(open) => !open && onClose()}>
      <Form onSubmit={submit}>
        <TextField
          label={words.name}
          description={words.nameHint}
          autoComplete="off"
          // On a phone a focused field brings the keyboard up, over the people.
          autoFocus={group === null}
          maxLength={groupMaxCharacters}
          error={error}
          value={name}
          onChange={(event) => {
            setError(null);
            setName(event.target.value);
          }}
        />
        <MemberChoice contacts={contacts} members={members} onChange={setMembers} />
        <FailureNote failure={saving.failure ?? removal.failure} />
        <FormActions>
          <Button variant="primary" type="submit" busy={saving.busy}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
          {group !== null && <RemoveButton label={words.remove} removal={removal} />}
        </FormActions>
      </Form>
    </Dialog>
  );
}

function problemOf(name: string): string | null {
  if (name.trim() === '') return words.nameMissing;
  return groupName(name) === name.trim() ? null : words.nameSeparators;
}
