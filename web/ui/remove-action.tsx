// The button of a form that removes what it shows: at once, with a way back. A removal that fails is said in the form.
'use client';

import { Button } from './button.tsx';
import { announceWithUndo } from './undo-notice.ts';
import { type Action, useAction } from './use-action.ts';

/** `remove` resolves to what takes it back. */
type Removal = { remove: () => Promise<() => Promise<void>>; removed: string; onDone: () => void };

export function useRemoval({ remove, removed, onDone }: Removal): Action<[]> {
  return useAction(async () => {
    const undo = await remove();
    onDone();
    announceWithUndo(removed, undo);
  });
}

export function RemoveButton({ label, removal }: { label: string; removal: Action<[]> }) {
  return (
    <Button variant="danger" busy={removal.busy} onClick={() => void removal.run()}>
      {label}
    </Button>
  );
}
