// At the head of a list: whether it has a row for each conversation. For this device, as in the settings.
'use client';

import { useQueryClient } from '@tanstack/react-query';
import { MessagesSquare } from 'lucide-react';
import { useState } from 'react';
import { regroup } from '../../session/regroup.ts';
import { text } from '../../text/mailbox.ts';
import { readGrouping, saveGrouping } from '../../ui/appearance.ts';
import { IconButton } from '../../ui/icon-button.tsx';

export function GroupSwitch() {
  const queryClient = useQueryClient();
  const [grouping, setGrouping] = useState(readGrouping);
  const on = grouping === 'conversations';
  const change = () => {
    const next = on ? 'messages' : 'conversations';
    saveGrouping(next);
    setGrouping(next);
    void regroup(queryClient);
  };
  return <IconButton label={text.inbox.group} icon={<MessagesSquare />} aria-pressed={on} onClick={change} />;
}
