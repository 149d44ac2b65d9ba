// The dialog "New message": for a new message, a draft, and every kind of reply.
'use client';

import type { Draft, Sent } from '../../session/vault-api.ts';
import type { ComposeTarget } from '../../ui/paths.ts';
import { ComposeForm } from './compose-form.tsx';
import { ComposeFrame } from './compose-frame.tsx';
import { PanelState } from './panel-states.tsx';
import { useDraftSource } from './use-draft-source.ts';

export type ComposePanelProps = {
  target: ComposeTarget;
  onClose: () => void;
  /** The draft stands in the sealed state for the first time. */
  onSaved: (draft: Draft['id']) => void;
  onSent: (sent: Sent) => void;
};

export function ComposePanel({ target, onClose, onSaved, onSent }: ComposePanelProps) {
  const source = useDraftSource(target);
  return (
    <ComposeFrame onClose={onClose}>
      {source.status === 'ready' ? (
        <ComposeForm initial={source.draft} isReply={target.kind !== 'new'} onClose={onClose} onSaved={onSaved} onSent={onSent} />
      ) : (
        <PanelState source={source} onClose={onClose} />
      )}
    </ComposeFrame>
  );
}
