// Addressing: the field "To" and under it the list "Selected recipients".
'use client';

import { text } from '../../text/index.ts';
import { say } from '../../ui/toasts.ts';
import { sameAddress } from './parse-addresses.ts';
import { RecipientField } from './recipient-field.tsx';
import { SelectedRecipients } from './selected-recipients.tsx';
import type { ChosenRecipient } from './use-recipients.ts';
import styles from './recipients.module.css';

type RecipientsProps = {
  recipients: ChosenRecipient[];
  autoFocus: boolean;
  onChange: (change: (addresses: string[]) => string[]) => void;
};

const words = text.compose.to;
/** More than these are said by their number. */
const mostSaid = 3;

export function Recipients({ recipients, autoFocus, onChange }: RecipientsProps) {
  const chosen = recipients.map((recipient) => recipient.address);
  const add = (addresses: string[]) => {
    const fresh = addresses.filter((address) => !chosen.some((other) => sameAddress(other, address)));
    if (addresses.length > mostSaid) say(words.severalAdded(fresh.length));
    else for (const address of addresses) say(fresh.includes(address) ? words.added(address) : words.alreadyThere(address));
    onChange((before) => [...before, ...fresh.filter((address) => !before.some((other) => sameAddress(other, address)))]);
  };
  const putInPlace = (added: string, addresses: readonly string[]) => {
    onChange((before) => {
      const others = before.filter((address) => address !== added);
      const fresh = addresses.filter((address) => !others.some((other) => sameAddress(other, address)));
      return before.flatMap((address) => (address === added ? fresh : [address]));
    });
  };
  const remove = (address: string) => {
    say(words.removed(address));
    onChange((before) => before.filter((other) => other !== address));
  };
  const removeLast = () => {
    const last = chosen.at(-1);
    if (last !== undefined) remove(last);
  };
  return (
    <div className={styles['block']}>
      <RecipientField chosen={chosen} autoFocus={autoFocus} onAdd={add} onFound={putInPlace} onRemoveLast={removeLast} />
      <SelectedRecipients recipients={recipients} onRemove={remove} />
    </div>
  );
}
