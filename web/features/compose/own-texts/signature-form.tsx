// One's signature: in the secure part with its formatting, in the e-mail part as plain text.
'use client';

import { useState } from 'react';
import type { Signature } from '../../../session/vault-api.ts';
import { text } from '../../../text/own-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useAction } from '../../../ui/use-action.ts';
import { BodyEditor } from '../body-editor.tsx';
import { manyLines } from '../typed-text.ts';
import { LabelledEditor } from './labelled-editor.tsx';
import { TextsState } from './texts-state.tsx';
import { hasWords } from './signature-place.ts';
import { useOwnTextsView, useTextChanges } from './use-own-texts.ts';

const words = text.ownTexts.signature;
const noticeMaxCharacters = 1000;
const blank: Signature = { body: { type: 'doc', content: [{ type: 'paragraph' }] }, notice: '' };

export function SignatureForm() {
  const view = useOwnTextsView();
  if (view.status !== 'ready') return <TextsState view={view} />;
  return <Fields initial={view.signature ?? blank} />;
}

/** `initial` is read once: what another device saves meanwhile does not change what is being typed. */
function Fields({ initial }: { initial: Signature }) {
  const [signature, setSignature] = useState(initial);
  const { saveSignature } = useTextChanges();
  const save = useAction(async () => {
    const isBlank = !hasWords(signature.body) && signature.notice.trim() === '';
    await saveSignature(isBlank ? null : { ...signature, notice: signature.notice.trim() });
    announce(words.saved);
  });
  return (
    <Form label={words.form} onSubmit={() => save.run()}>
      <LabelledEditor label={words.body}>
        <BodyEditor label={words.body} placeholder={words.bodyPlaceholder} initial={initial.body} disabled={save.busy} autoFocus={false} onChange={(body) => setSignature((before) => ({ ...before, body }))} />
      </LabelledEditor>
      <TextArea
        label={words.notice}
        description={words.noticeHint}
        maxLength={noticeMaxCharacters}
        value={signature.notice}
        onChange={(event) => setSignature((before) => ({ ...before, notice: manyLines(event.target.value) }))}
      />
      <FailureNote failure={save.failure} />
      <FormActions>
        <Button type="submit" busy={save.busy}>
          {words.save}
        </Button>
      </FormActions>
    </Form>
  );
}
