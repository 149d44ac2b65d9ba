// The button of a form that removes what it shows, after a question. A removal that fails says so, and the question stays.
'use client';

import { useState } from 'react';
import { AlertDialog } from './alert-dialog.tsx';
import { Button } from './button.tsx';
import { FailureNote } from './failure-note.tsx';
import { announce } from './toasts.ts';
import { useAction } from './use-action.ts';

type RemoveWords = { remove: string; removeText: string; removeConfirm: string; removed: string };
type RemoveActionProps = { words: RemoveWords; title: string; remove: () => Promise<void>; onDone: () => void };

export function RemoveAction({ words, title, remove, onDone }: RemoveActionProps) {
  const [asking, setAsking] = useState(false);
  const removing = useAction(remove);
  const confirm = async () => {
    if (!(await removing.run())) return false;
    announce(words.removed);
    onDone();
    return true;
  };
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      <AlertDialog title={title} isOpen={asking} onOpenChange={setAsking} confirmLabel={words.removeConfirm} tone="danger" onConfirm={confirm}>
        <p>{words.removeText}</p>
        <FailureNote failure={removing.failure} />
      </AlertDialog>
    </>
  );
}
