// A contact's own details: name, practice, notes; for a new one the address too.
'use client';

import { useState } from 'react';
import type { Contact } from '../../session/vault-api.ts';
import { text } from '../../text/index.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { contactName, useContactChanges } from './use-contacts.ts';

const words = text.contacts.form;

type Fields = Pick<Contact, 'address' | 'name' | 'practice' | 'notes'>;
const empty: Fields = { address: '', name: '', practice: '', notes: '' };

export function ContactForm({ contact, onClose }: { contact: Contact | null; onClose: () => void }) {
  const [fields, setFields] = useState<Fields>(contact ?? empty);
  const [addressError, setAddressError] = useState<string | null>(null);
  const { save } = useContactChanges();
  const saving = useAction(async () => {
    const { address, name, practice, notes } = fields;
    await save({ address: address.trim(), name: name.trim(), practice: practice.trim(), notes: notes.trim() });
  });
  const change = (patch: Partial<Fields>) => setFields((before) => ({ ...before, ...patch }));
  const submit = async () => {
    const wrong = !looksLikeAddress(fields.address);
    setAddressError(wrong ? words.addressInvalid : null);
    if (wrong || !(await saving.run())) return;
    announce(text.contacts.saved);
    onClose();
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
        <FailureNote failure={saving.failure} />
        <FormActions>
          <Button variant="primary" type="submit" busy={saving.busy}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
          {contact !== null && <RemoveContact contact={contact} onDone={onClose} />}
        </FormActions>
      </Form>
    </Dialog>
  );
}

function RemoveContact({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const [asking, setAsking] = useState(false);
  const { remove } = useContactChanges();
  const removing = useAction(() => remove(contact.address));
  const confirm = async () => {
    if (!(await removing.run())) return;
    announce(text.contacts.removed);
    onDone();
  };
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      <AlertDialog title={words.removeTitle(contactName(contact))} isOpen={asking} onOpenChange={setAsking} confirmLabel={words.removeConfirm} tone="danger" onConfirm={confirm}>
        <p>{words.removeText}</p>
      </AlertDialog>
    </>
  );
}
