// "Forgot password": the recovery words set a new one; then the new kit; then the mailbox.
'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import type { RecoveryKit } from '../../session/vault-api/account.ts';
import { RecoveryKitStep } from '../../ui/recovery-kit/recovery-kit-step.tsx';
import { RecoveryForm } from './recovery-form.tsx';

export function Recovery() {
  const vault = useVault();
  const router = useRouter();
  const [kit, setKit] = useState<RecoveryKit | null>(null);
  if (kit === null) return <RecoveryForm onRecovered={setKit} />;
  return (
    <RecoveryKitStep
      kit={kit}
      renewed
      passwordSet
      loadFingerprint={async () => (await vault.fingerprint(null)).groups}
      onStored={() => router.replace('/mail')}
    />
  );
}
