// The field "Secure message": formatted text in the small schema. Pasted HTML is reduced to it before it is shown.
'use client';

import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import type { Editor } from '@tiptap/core';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Draft } from '../../session/vault-api/drafts.ts';
import { text } from '../../text/index.ts';
import { fromBody, toBody } from './body-document.ts';
import { bodyExtensions } from './editor-schema.ts';
import { EditorToolbar } from './editor-toolbar.tsx';
import styles from './body-editor.module.css';

export type BodyHandle = {
  /** Puts a text where one was writing. */
  insert: (body: Draft['body']) => void;
  /** Puts each line into a paragraph of its own: at the end, but before what is quoted. */
  append: (lines: readonly string[]) => void;
};

type BodyEditorProps = {
  handle?: RefObject<BodyHandle | null>;
  /** The accessible name. */
  label?: string;
  placeholder?: string;
  /** Read once: the editor keeps the text from then on. */
  initial: Draft['body'];
  onChange: (body: Draft['body']) => void;
  disabled: boolean;
  autoFocus: boolean;
};

const words = text.compose.secure;

export function BodyEditor({ handle, label = words.message, placeholder = words.placeholder, initial, onChange, disabled, autoFocus }: BodyEditorProps) {
  const changed = useRef(onChange);
  useEffect(() => {
    changed.current = onChange;
  });
  const [content] = useState(() => fromBody(initial));
  const editor = useEditor({
    extensions: bodyExtensions,
    content,
    // An injected <style> would break the content security policy; body-editor.module.css holds the same rules.
    injectCSS: false,
    // Nothing of this is rendered into the export, so the text may stand there from the first moment.
    immediatelyRender: true,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        'data-placeholder': placeholder,
        class: styles['text'] ?? '',
      },
    },
    onUpdate: ({ editor: updated }) => changed.current(toBody(updated.state.doc)),
  });
  // TipTap's own autofocus comes some frames late: whoever has begun to type in another field would go on typing here.
  useLayoutEffect(() => {
    if (!autoFocus) return;
    editor.view.focus();
    // Below the other fields it may begin out of sight.
    void editor.view.dom.scrollIntoView({ block: 'nearest' });
    // Once, when the text appears.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [editor]);
  useEffect(() => editor.setEditable(!disabled, false), [editor, disabled]);
  useImperativeHandle(
    handle,
    () => ({ append: (lines) => append(editor, lines), insert: (body) => void editor.chain().focus().insertContent(fromBody(body).content ?? []).run() }),
    [editor],
  );
  const empty = useEditorState({ editor, selector: ({ editor: current }) => current.isEmpty });

  return (
    <div className={styles['editor']}>
      <EditorToolbar editor={editor} disabled={disabled} />
      <EditorContent editor={editor} className={styles['content']} data-empty={empty || undefined} />
    </div>
  );
}

function append(editor: Editor, lines: readonly string[]): void {
  const paragraphs = lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }));
  if (editor.isEmpty) {
    editor.commands.setContent({ type: 'doc', content: paragraphs }, { emitUpdate: true });
    return;
  }
  let at = editor.state.doc.content.size;
  editor.state.doc.forEach((node, offset) => {
    if (node.type.name === 'blockquote') at = Math.min(at, offset);
  });
  editor.commands.insertContentAt(at, paragraphs);
}
