// Inviting one coworker.
'use client';

import { useState } from 'react';
import { roster } from '../../session/roster.ts';
import { useSession } from '../../session/session-provider.tsx';
import type { AccessCode } from '../../session/vault-api/invitations.ts';
import type { MemberRole } from '../../session/vault-api/session.ts';
import { VaultError } from '../../session/vault-error.ts';
import { text } from '../../text/coworkers.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { say } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { RoleField } from './role-field.tsx';
import { useRosterChanges } from './use-roster.ts';

const words = text.coworkers.invite;

export type InvitingProps = { onBusy: (busy: boolean) => void; onInvited: (codes: AccessCode[]) => void; onClose: () => void };

export function InviteOne({ onBusy, onInvited, onClose }: InvitingProps) {
  const { session } = useSession();
  const [address, setAddress] = useState('');
  const [role, setRole] = useState<MemberRole>('member');
  const [error, setError] = useState<string | null>(null);
  const { invite } = useRosterChanges();
  const inviting = useAction(async () => {
    const { obstacles: [found], places } = await roster.check([address.trim()]);
    if (found !== undefined) return setError(words.problem(address.trim(), found.obstacle));
    // Before a code is made that takes its time.
    if (places.used >= places.limit) throw new VaultError('members_full', places);
    onBusy(true);
    say(words.making(1));
    try {
      onInvited(await invite([{ address: address.trim(), role }]));
    } finally {
      onBusy(false);
    }
  });
  const submit = async () => {
    setError(looksLikeAddress(address) ? null : words.addressInvalid);
    if (looksLikeAddress(address)) await inviting.run();
  };
  return (
    <Form onSubmit={submit}>
      <TextField
        label={words.address}
        type="email"
        inputMode="email"
        autoComplete="off"
        error={error}
        value={address}
        onChange={(event) => {
          setError(null);
          setAddress(event.target.value);
        }}
      />
      <RoleField role={role} giver={session?.role} onChange={setRole} />
      <FailureNote failure={inviting.failure} />
      <FormActions>
        <Button variant="primary" type="submit" busy={inviting.busy}>
          {words.confirm(1)}
        </Button>
        <Button disabled={inviting.busy} onClick={onClose}>
          {words.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
