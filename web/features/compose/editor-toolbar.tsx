// The buttons above the text. One stop for the Tab key; arrows move inside, as in every toolbar.
'use client';

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { Bold, Italic, Link as LinkSign, List, ListOrdered, TextQuote } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { text } from '../../text/index.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { LinkForm } from './link-form.tsx';
import styles from './body-editor.module.css';

const words = text.compose.toolbar;

const marks = [
  { name: 'bold', label: words.bold, icon: <Bold />, toggle: (editor: Editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', label: words.italic, icon: <Italic />, toggle: (editor: Editor) => editor.chain().focus().toggleItalic().run() },
  { name: 'bulletList', label: words.bulletList, icon: <List />, toggle: (editor: Editor) => editor.chain().focus().toggleBulletList().run() },
  { name: 'orderedList', label: words.orderedList, icon: <ListOrdered />, toggle: (editor: Editor) => editor.chain().focus().toggleOrderedList().run() },
  { name: 'blockquote', label: words.quote, icon: <TextQuote />, toggle: (editor: Editor) => editor.chain().focus().toggleBlockquote().run() },
] as const;

export function EditorToolbar({ editor, disabled }: { editor: Editor; disabled: boolean }) {
  const [linking, setLinking] = useState(false);
  const [stop, setStop] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => ({ marks: marks.map(({ name }) => current.isActive(name)), link: current.isActive('link') }),
  });

  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const buttons = [...(bar.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
    const next = (stop + by + buttons.length) % buttons.length;
    setStop(next);
    buttons[next]?.focus();
  };

  return (
    <>
      <div ref={bar} role="toolbar" tabIndex={-1} aria-label={words.name} className={styles['toolbar']} onKeyDown={move}>
        {marks.map(({ name, label, icon, toggle }, index) => (
          <IconButton
            key={name}
            label={label}
            icon={icon}
            size="small"
            tip="above"
            tabIndex={index === stop ? 0 : -1}
            aria-pressed={active.marks[index] === true}
            disabled={disabled}
            onFocus={() => setStop(index)}
            onClick={() => toggle(editor)}
          />
        ))}
        <IconButton
          label={words.link}
          icon={<LinkSign />}
          size="small"
          tip="above"
          tabIndex={marks.length === stop ? 0 : -1}
          aria-pressed={active.link}
          aria-expanded={linking}
          disabled={disabled}
          onFocus={() => setStop(marks.length)}
          onClick={() => setLinking(!linking)}
        />
      </div>
      {linking && <LinkForm editor={editor} onDone={() => setLinking(false)} />}
    </>
  );
}
