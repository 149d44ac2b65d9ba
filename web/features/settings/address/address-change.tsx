// Changing one's own address: what is under way, and the step that comes next. The new recovery kit takes the page's place until it is stored.
'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryKeys } from '../../../session/query-keys.ts';
import { server } from '../../../session/server.ts';
import { useSession, useVault } from '../../../session/session-provider.tsx';
import type { RecoveryKit } from '../../../session/vault-api/account.ts';
import { text } from '../../../text/address-change.ts';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Page } from '../../../ui/page.tsx';
import { RecoveryKitStep } from '../../../ui/recovery-kit/recovery-kit-step.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { announce } from '../../../ui/toasts.ts';
import { failureOf } from '../../../ui/use-action.ts';
import settings from '../settings.module.css';
import { AskForm } from './ask-form.tsx';
import { FinishForm } from './finish-form.tsx';
import { UnderWay } from './under-way.tsx';

const words = text.addressChange;
/** Somebody answers in a mailbox meanwhile, and looks here for what came of it. */
const LOOK_AGAIN_MS = 10_000;

export function AddressChange() {
  const vault = useVault();
  const { session, refresh } = useSession();
  const [kit, setKit] = useState<RecoveryKit | null>(null);
  const query = useQuery({ queryKey: queryKeys.addressChange, queryFn: server.addressChange, refetchOnMount: 'always', refetchInterval: LOOK_AGAIN_MS, gcTime: 0 });
  if (session === undefined) return null;
  if (kit !== null) {
    const stored = () => {
      setKit(null);
      announce(words.finish.done);
    };
    return (
      <div className={settings['kit']}>
        <RecoveryKitStep kit={kit} renewed loadFingerprint={async () => (await vault.fingerprint(null)).groups} onStored={stored} />
      </div>
    );
  }
  const change = query.data?.change ?? null;
  const look = () => void query.refetch();
  const finished = async (made: RecoveryKit) => {
    setKit(made);
    await refresh();
    look();
  };
  return (
    <Page back="settings" title={words.title} lead={words.lead}>
      <div>
        <Facts facts={[{ term: words.now, value: session.address }, { term: words.next, value: change?.address ?? null }]} />
        {query.isPending && <Spinner label={words.loading} />}
        {query.isError && <FailureNote failure={failureOf(query.error)} actions={<Button onClick={look}>{words.again}</Button>} />}
        {change !== null && <UnderWay change={change} onStopped={look} />}
        {change?.ready === true && <FinishForm session={session} address={change.address} onFinished={finished} />}
        {query.data?.change === null && (session.confirmed ? <AskForm session={session} onAsked={look} /> : <p>{words.unconfirmed}</p>)}
      </div>
    </Page>
  );
}
