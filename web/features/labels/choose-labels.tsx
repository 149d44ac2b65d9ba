// Which labels some messages have: ticked for all of them, half for some.
'use client';

import { useEffect, useRef, useState } from 'react';
import { useLabelChanges, useLabels } from '../../session/use-labels.ts';
import type { Label } from '../../session/vault-api/labels.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LabelDot } from '../../ui/label-chips.tsx';
import { announce } from '../../ui/toasts.ts';
import { LabelForm } from './label-form.tsx';
import { complain } from './label-problem.ts';
import styles from './labels.module.css';

const words = text.labels;

/** What is chosen for a label: untouched ones stay as each message has them. */
type Choice = 'all' | 'some' | 'none';

type ChooseLabelsProps = { messages: readonly string[]; onDone: () => void; onClose: () => void };

export function ChooseLabels({ messages, onDone, onClose }: ChooseLabelsProps) {
  const { labels, of } = useLabels();
  const { assign } = useLabelChanges();
  const [chosen, setChosen] = useState<ReadonlyMap<string, 'all' | 'none'>>(new Map());
  const now = ({ id }: Label): Choice => {
    const having = messages.filter((message) => of(message).some((label) => label.id === id)).length;
    return having === 0 ? 'none' : having === messages.length ? 'all' : 'some';
  };
  const choose = (label: string, choice: 'all' | 'none') => setChosen((before) => new Map(before).set(label, choice));

  const save = async () => {
    const changed = labels.filter((label) => chosen.has(label.id) && chosen.get(label.id) !== now(label));
    const ids = (choice: Choice) => changed.filter(({ id }) => chosen.get(id) === choice).map(({ id }) => id);
    onClose();
    onDone();
    if (changed.length === 0) return;
    try {
      const undo = await assign({ messages, add: ids('all'), remove: ids('none') });
      announce(words.assigned(messages.length), { action: { label: words.undo, onAction: () => void undo().catch(complain) } });
    } catch (error) {
      complain(error);
    }
  };

  return (
    <Dialog
      title={words.choose(messages.length)}
      size="small"
      isOpen
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{text.ui.cancel}</Button>
          <Button variant="primary" onClick={() => void save()}>
            {words.save}
          </Button>
        </>
      }
    >
      {labels.length === 0 && <p>{words.none}</p>}
      <ul className={styles['list']} aria-label={words.name}>
        {labels.map((label) => (
          <li key={label.id}>
            <LabelBox label={label} choice={chosen.get(label.id) ?? now(label)} onChoose={(choice) => choose(label.id, choice)} />
          </li>
        ))}
      </ul>
      <LabelForm label={null} onSaved={({ id }) => choose(id, 'all')} />
    </Dialog>
  );
}

function LabelBox({ label, choice, onChoose }: { label: Label; choice: Choice; onChoose: (choice: 'all' | 'none') => void }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = choice === 'some';
  }, [choice]);
  return (
    <label className={styles['box']}>
      <input ref={box} type="checkbox" checked={choice === 'all'} onChange={(event) => onChoose(event.target.checked ? 'all' : 'none')} />
      <LabelDot colour={label.colour} />
      <span>{label.name}</span>
    </label>
  );
}
