// Sets, changes or removes the link of the selected words. It stands under the toolbar; a dialog would lose the place.
'use client';

import type { Editor } from '@tiptap/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { completeLink } from './editor-schema.ts';
import styles from './body-editor.module.css';

const words = text.compose.toolbar;

export function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const current: unknown = editor.getAttributes('link')['href'];
  const existing = typeof current === 'string' ? current : '';
  const [address, setAddress] = useState(existing);
  const [error, setError] = useState<string | null>(null);

  const set = () => {
    const href = completeLink(address);
    if (href === null) {
      setError(words.linkInvalid);
      return;
    }
    const chain = editor.chain().focus().extendMarkRange('link');
    // Nothing selected and no link here: the address itself becomes the words.
    if (editor.state.selection.empty && existing === '') chain.insertContent({ type: 'text', text: address.trim(), marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onDone();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // The panel around would take Escape as its own.
    event.preventDefault();
    event.stopPropagation();
    onDone();
    editor.commands.focus();
  };

  return (
    // Escape closes it from any of its fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className={styles['link-form']} onSubmit={submit} onKeyDown={onKeyDown}>
      <TextField label={words.linkAddress} description={words.linkHint} error={error} value={address} inputMode="url" autoFocus onChange={(event) => setAddress(event.target.value)} />
      <div className={styles['link-actions']}>
        <Button size="small" variant="primary" type="submit">
          {words.linkSet}
        </Button>
        {existing !== '' && (
          <Button
            size="small"
            onClick={() => {
              editor.chain().focus().extendMarkRange('link').unsetLink().run();
              onDone();
            }}
          >
            {words.linkRemove}
          </Button>
        )}
        <Button size="small" variant="quiet" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
