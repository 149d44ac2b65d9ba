// The dialog "Export contacts": which kind of file, and what it means that nothing protects it any more.
'use client';

import { useId, useState } from 'react';
import { saveBlob } from '../../session/save-blob.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { ContactGroup } from '../../session/vault-api/contacts.ts';
import { text } from '../../text/contact-files.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Radio } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import type { ExportFormat } from './transfer/write-contacts.ts';
import { groupsOf } from './use-groups.ts';
import styles from './contacts.module.css';

const words = text.contactFiles.exporting;
const formats = ['csv', 'vcard'] as const satisfies readonly ExportFormat[];

export function ExportContacts({ groups, onClose }: { groups: readonly ContactGroup[]; onClose: () => void }) {
  const name = useId();
  const vault = useVault();
  const [format, setFormat] = useState<ExportFormat>('csv');
  const exporting = useAction(async () => {
    const [contacts, { writeContacts }] = await Promise.all([vault.contacts(), import('./transfer/write-contacts.ts')]);
    const cards = contacts.map((contact) => ({ ...contact, groups: groupsOf(contact, groups) }));
    saveBlob(writeContacts(cards, format), words.fileName[format]);
    announce(words.done(cards.length));
  });
  const submit = async () => {
    if (await exporting.run()) onClose();
  };
  return (
    <Dialog title={words.title} isOpen onOpenChange={(open) => !open && onClose()}>
      <Form onSubmit={submit}>
        <fieldset className={styles['choice']}>
          <legend className={styles['choice-label']}>{words.format}</legend>
          {formats.map((each) => (
            <Radio key={each} name={name} label={words.formats[each]} checked={each === format} onChange={() => setFormat(each)} />
          ))}
        </fieldset>
        <Callout tone="open" title={words.warning}>
          <p>{words.warningText}</p>
        </Callout>
        <FailureNote failure={exporting.failure} />
        <FormActions>
          <Button variant="primary" type="submit" busy={exporting.busy}>
            {words.go}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
