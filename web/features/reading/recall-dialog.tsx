// Taking a sent message back from those who have not opened it: from whom, and what that can and cannot do. Loaded by its first use.
'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { DeliveryView, OpenedMessage } from '../../session/vault-api/mailbox.ts';
import type { Recall } from '../../session/vault-api/sending.ts';
import { codeOf } from '../../session/vault-error.ts';
import { formatCount, formatList } from '../../text/format.ts';
import { recall as words } from '../../text/recall.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { announce } from '../../ui/toasts.ts';
import { isRecallable } from './recallable.ts';
import styles from './recall-dialog.module.css';

export function RecallDialog({ message, onClose }: { message: OpenedMessage; onClose: () => void }) {
  const vault = useVault();
  const queryClient = useQueryClient();
  const [unopened] = useState(() => message.deliveries.filter(isRecallable));
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const chosen = unopened.map(({ address }) => address).filter((address) => !kept.has(address));
  const { id } = message.summary;

  const recall = async () => {
    if (chosen.length === 0) {
      announce(words.nothing);
      return;
    }
    try {
      const done = await vault.recall({ message: id, addresses: chosen });
      announce(outcomeOf(done), { duration: 12_000 });
    } catch (error) {
      announce(codeOf(error) === 'not_found' ? words.notYet : words.failed, { tone: 'danger' });
    }
    await queryClient.invalidateQueries({ queryKey: queryKeys.message(id) });
  };

  return (
    <AlertDialog title={words.title} isOpen tone="danger" confirmLabel={words.confirm} onConfirm={recall} onOpenChange={(open) => !open && onClose()}>
      <p>{words.does}</p>
      <p>{words.doesNot}</p>
      <fieldset className={styles['people']}>
        <legend>{words.from}</legend>
        {unopened.map((delivery) => (
          <Checkbox
            key={delivery.address}
            label={nameOf(delivery)}
            description={delivery.fetched ? words.fetched : undefined}
            checked={!kept.has(delivery.address)}
            onChange={(event) => setKept(toggled(kept, { address: delivery.address, chosen: event.target.checked }))}
          />
        ))}
      </fieldset>
    </AlertDialog>
  );
}

function nameOf({ name, address }: DeliveryView): string {
  return name === '' ? address : `${name}, ${address}`;
}

function toggled(kept: ReadonlySet<string>, { address, chosen }: { address: string; chosen: boolean }): Set<string> {
  const next = new Set(kept);
  if (chosen) next.delete(address);
  else next.add(address);
  return next;
}

function outcomeOf({ recalled, opened, fetched }: Recall): string {
  const parts = [
    recalled.length > 0 ? words.done(formatCount(recalled.length, words.people)) : '',
    fetched.length > 0 ? words.doneFetched(formatList(fetched)) : '',
    opened.length > 0 ? words.doneOpened(formatList(opened)) : '',
  ];
  return parts.filter((part) => part !== '').join(' ') || words.nothing;
}
