// Another role for somebody, with what each means.
'use client';

import { useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import type { MemberRole } from '../../session/vault-api/session.ts';
import { text } from '../../text/coworkers.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { RoleField } from './role-field.tsx';
import { type RosterMember, useRosterChanges } from './use-roster.ts';

const words = text.coworkers.role;

export function ChangeRole({ member, isSelf, onClose }: { member: RosterMember; isSelf: boolean; onClose: () => void }) {
  const { session, refresh } = useSession();
  const [role, setRole] = useState<MemberRole>(member.role);
  const { changeRole } = useRosterChanges();
  const changing = useAction(() => changeRole({ account: member.account, role }));
  const submit = async () => {
    if (role !== member.role) {
      if (!(await changing.run())) return;
      // Of one's own role the page itself tells (use-role-notice.ts).
      if (isSelf) await refresh();
      else announce(words.done(member.name, role));
    }
    onClose();
  };
  return (
    <Dialog title={words.title(member.name)} size="small" isOpen onOpenChange={(open) => !open && onClose()}>
      <Form onSubmit={submit}>
        <RoleField role={role} giver={session?.role} onChange={setRole} />
        {isSelf && role !== member.role && <Callout tone="info">{words.own}</Callout>}
        <FailureNote failure={changing.failure} />
        <FormActions>
          <Button variant="primary" type="submit" busy={changing.busy}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
