// All labels: new ones, other names and colours, and away with them, with a way back.
'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLabelChanges, useLabels } from '../../session/use-labels.ts';
import type { Label } from '../../session/vault-api/labels.ts';
import { text } from '../../text/index.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LabelDot } from '../../ui/label-chips.tsx';
import { announce } from '../../ui/toasts.ts';
import { LabelForm } from './label-form.tsx';
import { complain } from './label-problem.ts';
import styles from './labels.module.css';

const words = text.labels;

export function ManageLabels({ onClose }: { onClose: () => void }) {
  const { labels } = useLabels();
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <Dialog title={words.manageTitle} size="small" isOpen onOpenChange={(open) => !open && onClose()}>
      <p>{words.sealed}</p>
      {labels.length === 0 && <p>{words.none}</p>}
      <ul className={styles['list']} aria-label={words.name}>
        {labels.map((label) => (
          <li key={label.id}>
            <LabelRow label={label} onEdit={() => setEditing(editing === label.id ? null : label.id)} />
            {editing === label.id && <LabelForm label={label} onSaved={() => setEditing(null)} />}
          </li>
        ))}
      </ul>
      <LabelForm label={null} onSaved={() => undefined} />
    </Dialog>
  );
}

function LabelRow({ label, onEdit }: { label: Label; onEdit: () => void }) {
  const { remove } = useLabelChanges();
  const removeIt = async () => {
    try {
      const undo = await remove(label);
      announce(words.removed(label.name), { action: { label: words.undo, onAction: () => void undo().catch(complain) } });
    } catch (error) {
      complain(error);
    }
  };
  return (
    <div className={styles['row']}>
      <LabelDot colour={label.colour} />
      <span className={styles['name']}>{label.name}</span>
      <IconButton label={words.edit(label.name)} icon={<Pencil />} onClick={onEdit} />
      <IconButton label={words.remove(label.name)} icon={<Trash2 />} onClick={() => void removeIt()} />
    </div>
  );
}
