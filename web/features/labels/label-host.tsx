// Shows the dialogs of the labels wherever one asks for them. They are loaded by their first use.
'use client';

import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react';
import { text } from '../../text/mailbox.ts';
import { currentLabelling, endLabelling, noLabelling, subscribeLabelling } from '../../ui/labelling.ts';
import { announce } from '../../ui/toasts.ts';

type Dialogs = {
  ChooseLabels: ComponentType<{ messages: readonly string[]; onDone: () => void; onClose: () => void }>;
  ManageLabels: ComponentType<{ onClose: () => void }>;
};

export function LabelHost() {
  const request = useSyncExternalStore(subscribeLabelling, currentLabelling, noLabelling);
  const [dialogs, setDialogs] = useState<Dialogs | null>(null);
  const wanted = request !== null && dialogs === null;
  useEffect(() => {
    if (!wanted) return;
    Promise.all([import('./choose-labels.tsx'), import('./manage-labels.tsx')]).then(
      ([{ ChooseLabels }, { ManageLabels }]) => setDialogs({ ChooseLabels, ManageLabels }),
      () => {
        endLabelling();
        announce(text.labels.failed, { tone: 'danger' });
      },
    );
  }, [wanted]);
  if (request === null || dialogs === null) return null;
  if ('manage' in request) return <dialogs.ManageLabels onClose={endLabelling} />;
  return <dialogs.ChooseLabels messages={request.messages} onDone={request.onDone} onClose={endLabelling} />;
}
