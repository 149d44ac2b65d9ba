// The practice's signature: read by everybody, written by administrators in a form of its own.
'use client';

import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { Signature } from '../../../session/vault-api/texts.ts';
import { text } from '../../../text/practice-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useAction } from '../../../ui/use-action.ts';
import { plainText } from '../body-document.ts';
import { blankSignature, SignatureFields, writtenSignature } from '../own-texts/signature-fields.tsx';
import { SaveFailure } from './save-failure.tsx';
import { usePracticeTextsChanges } from './use-practice-texts.ts';
import { WrittenWords } from './written-words.tsx';
import styles from './practice-texts.module.css';

const words = text.practiceTexts.signature;

export function PracticeSignature({ signature, mayWrite }: { signature: Signature | null; mayWrite: boolean }) {
  const [editing, setEditing] = useState(false);
  const parts = signature === null ? [] : [{ term: words.secure, value: plainText(signature.body) }, { term: words.notice, value: signature.notice }];
  return (
    <>
      <WrittenWords parts={parts} otherwise={words.none} />
      {mayWrite && (
        <FormActions>
          <Button icon={<Pencil aria-hidden="true" />} onClick={() => setEditing(true)}>
            {signature === null ? words.write : words.edit}
          </Button>
        </FormActions>
      )}
      {editing && <SignatureDialog before={signature} onClose={() => setEditing(false)} />}
    </>
  );
}

/** `before` is read once: what others save meanwhile does not change what is being typed. */
function SignatureDialog({ before: given, onClose }: { before: Signature | null; onClose: () => void }) {
  const [before] = useState(given);
  const [signature, setSignature] = useState(before ?? blankSignature);
  const { savePracticeSignature } = usePracticeTextsChanges();
  const saving = useAction((force: boolean) => savePracticeSignature({ before, after: writtenSignature(signature), force }));
  const submit = async (force: boolean) => {
    if (!(await saving.run(force))) return;
    announce(words.saved);
    onClose();
  };
  return (
    <Dialog title={words.formTitle} size="large" isOpen onOpenChange={(open) => !open && onClose()}>
      <Form onSubmit={() => submit(false)}>
        <p className={styles['quiet']}>{words.hint}</p>
        <SignatureFields initial={before ?? blankSignature} notice={signature.notice} disabled={saving.busy} onChange={(patch) => setSignature((now) => ({ ...now, ...patch }))} />
        <SaveFailure failure={saving.failure} onMine={() => void submit(true)} onTheirs={onClose} />
        <FormActions>
          <Button variant="primary" type="submit" busy={saving.busy}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
