// Lays the compose panel over whatever screen the address asks it for, and shows the access codes after sending. The
// panel itself, with its editor, is loaded when it is needed or when nothing else is to be done.
'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import type { AccessCode } from '../../session/vault-api/invitations.ts';
import { useCompose } from '../../ui/navigation.ts';
import { type ComposeTarget, encodeCompose, parseCompose } from '../../ui/paths.ts';
import { ComposeFailed } from './compose-failed.tsx';
import { ownTextsWithin } from './own-texts/use-own-texts.ts';
import { useComposeCode } from './use-compose-code.ts';

/** A panel and every form of the address that means it: its own target, and later the draft it has become. */
type OpenPanel = { target: ComposeTarget; number: number; aliases: readonly string[] };

export function ComposeHost() {
  const asked = useSearchParams().get('compose');
  const target = useMemo(() => parseCompose(asked), [asked]);
  const compose = useCompose();
  const [panel, setPanel] = useState<OpenPanel | null>(null);
  const [codes, setCodes] = useState<AccessCode[]>([]);
  const code = useComposeCode(target !== null);
  useSignatureAtHand(code.status === 'ready');

  if (!isShown(panel, target)) setPanel(target === null ? null : { target, number: (panel?.number ?? 0) + 1, aliases: [encodeCompose(target)] });

  const keepDraftInAddress = useCallback(
    (id: string) => {
      const draft: ComposeTarget = { kind: 'draft', id };
      setPanel((current) => (current === null ? null : { ...current, aliases: [...current.aliases, encodeCompose(draft)] }));
      compose.replace(draft);
    },
    [compose],
  );

  return (
    <>
      {panel !== null && code.status === 'failed' && <ComposeFailed onClose={compose.close} onRetry={code.retry} />}
      {panel !== null && code.status === 'ready' && (
        <code.ComposePanel
          key={panel.number}
          target={panel.target}
          onClose={compose.close}
          onSaved={keepDraftInAddress}
          onSent={(sent) => {
            compose.close();
            setCodes(sent.codes);
          }}
          onUndone={() => setCodes([])}
        />
      )}
      {code.status === 'ready' && <code.AccessCodes codes={codes} onDone={() => setCodes([])} />}
      {code.status === 'ready' && <code.TextsKeeper />}
    </>
  );
}

/** Asked for with the panel's code, so that a message begun without a connection has it too. */
function useSignatureAtHand(soon: boolean): void {
  const vault = useVault();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (soon) void ownTextsWithin({ vault, queryClient }, 0);
  }, [soon, vault, queryClient]);
}

function isShown(panel: OpenPanel | null, target: ComposeTarget | null): boolean {
  if (panel === null || target === null) return panel === null && target === null;
  return panel.aliases.includes(encodeCompose(target));
}
