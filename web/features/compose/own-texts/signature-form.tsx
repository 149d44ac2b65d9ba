// One's signature.
'use client';

import { useState } from 'react';
import type { Signature } from '../../../session/vault-api/texts.ts';
import { text } from '../../../text/own-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useAction } from '../../../ui/use-action.ts';
import { blankSignature, SignatureFields, writtenSignature } from './signature-fields.tsx';
import { TextsState } from './texts-state.tsx';
import { useOwnTextsView, useTextChanges } from './use-own-texts.ts';

const words = text.ownTexts.signature;

export function SignatureForm() {
  const view = useOwnTextsView();
  if (view.status !== 'ready') return <TextsState view={view} />;
  return <Fields initial={view.signature ?? blankSignature} />;
}

/** `initial` is read once: what another device saves meanwhile does not change what is being typed. */
function Fields({ initial }: { initial: Signature }) {
  const [signature, setSignature] = useState(initial);
  const { saveSignature } = useTextChanges();
  const save = useAction(async () => {
    await saveSignature(writtenSignature(signature));
    announce(words.saved);
  });
  return (
    <Form label={words.form} onSubmit={() => save.run()}>
      <SignatureFields initial={initial} notice={signature.notice} disabled={save.busy} onChange={(patch) => setSignature((before) => ({ ...before, ...patch }))} />
      <FailureNote failure={save.failure} />
      <FormActions>
        <Button type="submit" busy={save.busy}>
          {words.save}
        </Button>
      </FormActions>
    </Form>
  );
}
