// A new invitation for somebody whose account is lost: asked first, because it makes their contacts see changed keys.
'use client';

import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { AccessCode } from '../../session/vault-api/invitations.ts';
import { text } from '../../text/index.ts';
import { AccessCodeCard } from '../../ui/access-code-card.tsx';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useInviterName } from './use-inviter-name.ts';

const words = text.contacts;

type InviteAgainProps = { address: string; name: string; onClose: () => void };

export function InviteAgain({ address, name, onClose }: InviteAgainProps) {
  const vault = useVault();
  const queryClient = useQueryClient();
  const [code, setCode] = useState<AccessCode | null>(null);
  // The question closes when it is answered; what follows stays.
  const invited = useRef(false);
  const invite = useAction(async () => {
    setCode(await vault.inviteAgain(address));
    invited.current = true;
    await queryClient.invalidateQueries({ queryKey: queryKeys.invitations });
  });
  if (code !== null) return <NewCode code={code} onClose={onClose} />;
  return (
    <AlertDialog title={words.inviteAgainTitle(name)} isOpen onOpenChange={(open) => !open && !invited.current && onClose()} confirmLabel={words.inviteAgainConfirm} onConfirm={invite.run}>
      <p>{words.inviteAgainText}</p>
      <FailureNote failure={invite.failure} words={words.inviteAgainFailures} />
    </AlertDialog>
  );
}

function NewCode({ code, onClose }: { code: AccessCode; onClose: () => void }) {
  const from = useInviterName();
  return (
    <Dialog
      title={text.compose.codes.title}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      footer={
        <Button variant="primary" onClick={onClose}>
          {text.compose.codes.done}
        </Button>
      }
    >
      <p>{words.inviteAgainDone}</p>
      <AccessCodeCard code={code} from={from} />
    </Dialog>
  );
}
