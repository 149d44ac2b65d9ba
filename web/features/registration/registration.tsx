// Signing up a practice: one form, then the recovery kit, then the mailbox.
'use client';
import { useRouter } from 'next/navigation';
import { useVault } from '../../session/session-provider.tsx';
import { RecoveryKitStep } from '../../ui/recovery-kit/recovery-kit-step.tsx';
import { RegistrationForm } from './registration-form.tsx';
import { useRegistration } from './use-registration.ts';

export function Registration() {
  const vault = useVault();
  const router = useRouter();
  const registration = useRegistration();
  if (registration.kit === null) return <RegistrationForm registration={registration} />;
  return (
    <RecoveryKitStep
      kit={registration.kit}
      loadFingerprint={async () => (await vault.fingerprint(null)).groups}
      onStored={() => router.replace('/mail')}
    />
  );
}
