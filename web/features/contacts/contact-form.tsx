// A contact's own details: name, practice, notes; for a new one the address too.
'use client';

import { useState } from 'react';
import type { Contact, ContactGroup } from '../../session/vault-api/contacts.ts';
import type { Id } from '../../session/vault-api/id.ts';
import { text as addressBook } from '../../text/address-book.ts';
import { text } from '../../text/index.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { RemoveButton, useRemoval } from '../../ui/remove-action.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { useContactChanges } from './use-contacts.ts';
import styles from './contacts.module.css';

const words = text.contacts.form;

type Fields = Pick<Contact, 'address' | 'name' | 'practice' | 'notes'>;
const empty: Fields = { address: '', name: '', practice: '', notes: '' };

type ContactFormProps = { contact: Contact | null; groups: readonly ContactGroup[]; onClose: () => void };

export function ContactForm({ contact, groups, onClose }: ContactFormProps) {
  const [memberOf, setMemberOf] = useState<readonly Id[]>(() => groups.filter(({ members }) => contact !== null && members.includes(contact.address)).map(({ id }) => id));
  const [fields, setFields] = useState<Fields>(contact ?? empty);
  const [addressError, setAddressError] = useState<string | null>(null);
  const { isThere, save, remove } = useContactChanges();
  const saving = useAction(async () => {
    // What is known of somebody would be replaced by what is not filled in here.
    if (contact === null && (await isThere(fields.address))) return setAddressError(words.addressThere);
    const { address, name, practice, notes } = fields;
    await save({ address: address.trim(), name: name.trim(), practice: practice.trim(), notes: notes.trim(), groups: [...memberOf] });
    announce(text.contacts.saved);
    onClose();
  });
  const removal = useRemoval({ remove: () => remove(fields.address), removed: text.contacts.removed, onDone: onClose });
  const change = (patch: Partial<Fields>) => setFields((before) => ({ ...before, ...patch }));
  const submit = async () => {
    const wrong = !looksLikeAddress(fields.address);
    setAddressError(wrong ? words.addressInvalid : null);
    if (!wrong) await saving.run();
  };
  return (
    <Dialog title={contact === null ? words.newTitle : words.editTitle} isOpen onOpenChange={(open) => !open && onClose()}>
      <Form onSubmit={submit}>
        <TextField
          label={words.address}
          type="email"
          inputMode="email"
          autoComplete="off"
          readOnly={contact !== null}
          autoFocus={contact === null}
          error={addressError}
          value={fields.address}
          onChange={(event) => change({ address: event.target.value })}
        />
        <TextField label={words.name} autoComplete="off" autoFocus={contact !== null} maxLength={200} value={fields.name} onChange={(event) => change({ name: event.target.value })} />
        <TextField label={words.practice} autoComplete="off" maxLength={200} value={fields.practice} onChange={(event) => change({ practice: event.target.value })} />
        <TextArea label={words.notes} description={words.notesHint} maxLength={4000} value={fields.notes} onChange={(event) => change({ notes: event.target.value })} />
        {groups.length > 0 && <Memberships groups={groups} memberOf={memberOf} onChange={setMemberOf} />}
        <FailureNote failure={saving.failure ?? removal.failure} />
        <FormActions>
          <Button variant="primary" type="submit" busy={saving.busy}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
          {contact !== null && <RemoveButton label={words.remove} removal={removal} />}
        </FormActions>
      </Form>
    </Dialog>
  );
}

type MembershipsProps = { groups: readonly ContactGroup[]; memberOf: readonly Id[]; onChange: (memberOf: Id[]) => void };

function Memberships({ groups, memberOf, onChange }: MembershipsProps) {
  return (
    <fieldset className={styles['choice']}>
      <legend className={styles['choice-label']}>{addressBook.addressBook.groups.ofContact}</legend>
      <div className={styles['boxes']}>
        {groups.map(({ id, name }) => (
          <Checkbox key={id} label={name} checked={memberOf.includes(id)} onChange={() => onChange(memberOf.includes(id) ? memberOf.filter((each) => each !== id) : [...memberOf, id])} />
        ))}
      </div>
    </fieldset>
  );
}
