// Whoever looks at the practice while their own role changes is told: what they may do here changes under their hands.
'use client';

import { useEffect, useRef } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/coworkers.ts';
import { announce } from '../../ui/toasts.ts';

export function useRoleNotice(): void {
  const role = useSession().session?.role;
  const before = useRef(role);
  useEffect(() => {
    const wasMember = before.current !== undefined && before.current !== 'guest';
    if (wasMember && role !== undefined && role !== 'guest' && role !== before.current) announce(text.coworkers.role.ownNow(role));
    before.current = role;
  }, [role]);
}
