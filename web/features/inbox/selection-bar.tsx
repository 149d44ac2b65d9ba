// What can be done with the selected rows.
'use client';

import { Archive, EllipsisVertical, HandHelping, Inbox, MailMinus, MailOpen, Star, StarOff, Tags, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { idsOf, isStarred, messagesOf } from '../../session/conversation-rows.ts';
import { useSession } from '../../session/session-provider.tsx';
import type { MailView, MessageSummary } from '../../session/vault-api/mailbox.ts';
import { formatNumber } from '../../text/format.ts';
import { text } from '../../text/mailbox.ts';
import { chooseForHandOver } from '../../ui/hand-over-choice.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { askForLabels } from '../../ui/labelling.ts';
import { MenuButton } from '../../ui/menu.tsx';
import { useGo } from '../../ui/navigation.ts';
import { paths } from '../../ui/paths.ts';
import { RemoveQuestion } from '../../ui/remove-question.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import type { BulkActions } from './use-bulk-actions.ts';
import type { Selection } from './use-selection.ts';
import styles from './list-head.module.css';

const words = text.inbox.bar;

type SelectionBarProps = { view: MailView; selection: Selection; actions: BulkActions };

export function SelectionBar({ view, selection, actions }: SelectionBarProps) {
  const { rows } = selection;
  const go = useGo();
  const { session } = useSession();
  const [asking, setAsking] = useState(false);
  const then = (act: (chosen: MessageSummary[]) => void) => () => {
    act(rows);
    leave(selection);
  };
  const received = rows.flatMap(messagesOf).filter(({ role }) => role === 'recipient');
  const read = received.some((message) => !message.read);
  const starred = rows.some((row) => !isStarred(row));
  const kept = view === 'archive' || view === 'trash';
  const archive = kept ? null : then(actions.archive);
  const trash = view === 'trash' ? null : then(actions.trash);
  const star = view === 'trash' ? null : then((chosen) => actions.setStarred(chosen, starred));
  // Guests have no coworkers.
  const gives = view !== 'trash' && (session?.practice ?? null) !== null;
  const label = () => askForLabels([...new Set(rows.flatMap(idsOf))], () => leave(selection));
  const handOver = () => {
    chooseForHandOver(rows.flatMap(idsOf));
    go(paths.handOver);
  };
  useShortcut('archive', archive);
  useShortcut('trash', trash);
  useShortcut('star', star);
  return (
    <div className={styles['bar']} role="toolbar" aria-label={words.name}>
      <span className={styles['count']} role="status">
        <span className={styles['count-words']}>{words.selected(rows.length)}</span>
        <span className={styles['count-figure']} aria-hidden="true">
          {formatNumber(rows.length)}
        </span>
      </span>
      {kept && <IconButton label={words.restore} icon={<Inbox />} onClick={then(actions.restore)} />}
      {archive !== null && <IconButton label={words.archive} icon={<Archive />} onClick={archive} />}
      {trash !== null && <IconButton label={words.trash} icon={<Trash2 />} onClick={trash} />}
      {view === 'trash' && <IconButton label={words.remove} icon={<Trash2 />} onClick={() => setAsking(true)} />}
      {received.length > 0 && (
        <IconButton label={read ? words.read : words.unread} icon={read ? <MailOpen /> : <MailMinus />} onClick={then((chosen) => actions.setRead(chosen, read))} />
      )}
      {star !== null && <IconButton label={starred ? words.star : words.unstar} icon={starred ? <Star /> : <StarOff />} onClick={star} />}
      {!gives && <IconButton label={text.labels.action} icon={<Tags />} onClick={label} />}
      {gives && (
        <>
          <span className={styles['roomy']}>
            <IconButton label={text.labels.action} icon={<Tags />} onClick={label} />
            <IconButton label={words.handOver} icon={<HandHelping />} onClick={handOver} />
          </span>
          <span className={styles['narrow']}>
            <MenuButton
              label={words.more}
              icon={<EllipsisVertical aria-hidden="true" />}
              iconOnly
              groups={[
                [
                  { id: 'labels', label: text.labels.action, icon: <Tags aria-hidden="true" />, onAction: label },
                  { id: 'hand-over', label: words.handOver, icon: <HandHelping aria-hidden="true" />, onAction: handOver },
                ],
              ]}
            />
          </span>
        </>
      )}
      <IconButton label={words.clear} icon={<X />} onClick={() => leave(selection)} />
      {asking && (
        <RemoveQuestion
          count={rows.flatMap(messagesOf).length}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await actions.remove(rows);
            leave(selection);
          }}
        />
      )}
    </div>
  );
}

/** The bar goes with the selection: the focus goes from it to what stays. In a row it keeps its place. */
function leave(selection: Selection): void {
  selection.clear();
  if (document.querySelector('li[data-index]:focus-within') === null) document.querySelector<HTMLElement>('[data-select-all]')?.focus();
}
