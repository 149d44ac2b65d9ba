// A new invitation for somebody whose account is lost: asked first, because it makes their contacts see changed keys.
'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { AccessCode } from '../../session/vault-api.ts';
import { text } from '../../text/index.ts';
import { AccessCodeCard } from '../../ui/access-code-card.tsx';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { announce } from '../../ui/toasts.ts';
import { useInviterName } from './use-inviter-name.ts';

const words = text.contacts;

export function InviteAgain({ address, name }: { address: string; name: string }) {
  const vault = useVault();
  const queryClient = useQueryClient();
  const from = useInviterName();
  const [asking, setAsking] = useState(false);
  const [code, setCode] = useState<AccessCode | null>(null);
  const invite = async () => {
    try {
      setCode(await vault.inviteAgain(address));
      await queryClient.invalidateQueries({ queryKey: queryKeys.invitations });
    } catch {
      announce(words.inviteAgainFailed, { tone: 'danger' });
    }
  };
  return (
    <>
      <Button size="small" variant="quiet" icon={<KeyRound aria-hidden="true" />} aria-label={words.inviteAgainNamed(name)} onClick={() => setAsking(true)}>
        {words.inviteAgain}
      </Button>
      <AlertDialog title={words.inviteAgainTitle(name)} isOpen={asking} onOpenChange={setAsking} confirmLabel={words.inviteAgainConfirm} onConfirm={invite}>
        <p>{words.inviteAgainText}</p>
      </AlertDialog>
      <Dialog
        title={text.compose.codes.title}
        isOpen={code !== null}
        onOpenChange={(open) => !open && setCode(null)}
        footer={
          <Button variant="primary" onClick={() => setCode(null)}>
            {text.compose.codes.done}
          </Button>
        }
      >
        <p>{words.inviteAgainDone}</p>
        {code !== null && <AccessCodeCard code={code} from={from} />}
      </Dialog>
    </>
  );
}
