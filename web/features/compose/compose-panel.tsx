// The dialog "New message": for a new message, a draft, and every kind of reply.
'use client';

import { useCallback, useState } from 'react';
import type { Draft } from '../../session/vault-api/drafts.ts';
import type { Sent } from '../../session/vault-api/sending.ts';
import type { ComposeTarget } from '../../ui/paths.ts';
import { ComposeForm } from './compose-form.tsx';
import { ComposeFrame } from './compose-frame.tsx';
import { PanelState } from './panel-states.tsx';
import { SharedLost } from './shared-files.tsx';
import { useDraftSource } from './use-draft-source.ts';
import { useUndoSend } from './use-undo-send.ts';

type ComposePanelProps = {
  target: ComposeTarget;
  onClose: () => void;
  /** The draft stands in the sealed state for the first time. */
  onSaved: (draft: Draft['id']) => void;
  onSent: (sent: Sent) => void;
  /** Taken back after all. */
  onUndone: () => void;
};

export function ComposePanel({ target, onClose, onSaved, onSent, onUndone }: ComposePanelProps) {
  const announceSent = useUndoSend({ onUndone });
  const source = useDraftSource(target);
  // Another version of the draft, which is gone on with: its fields are filled in anew.
  const [taken, setTaken] = useState<{ draft: Draft; number: number }>();
  const replace = useCallback((draft: Draft) => setTaken((before) => ({ draft, number: (before?.number ?? 0) + 1 })), []);
  return (
    <ComposeFrame onClose={onClose}>
      {source.status === 'ready' ? (
        <ComposeForm
          key={taken?.number ?? 0}
          initial={taken?.draft ?? source.draft}
          shared={taken === undefined ? source.shared : null}
          isReply={target.kind !== 'new' && target.kind !== 'shared'}
          onClose={onClose}
          onSaved={onSaved}
          onReplace={replace}
          onSent={(sent) => {
            onSent(sent);
            announceSent(sent);
          }}
        />
      ) : source.status === 'lost' ? (
        <SharedLost onClose={onClose} />
      ) : (
        <PanelState source={source} onClose={onClose} />
      )}
    </ComposeFrame>
  );
}
