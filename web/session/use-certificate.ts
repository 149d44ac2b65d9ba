'use client';
// Has the vault read an OpenPGP certificate that somebody pastes or chooses, and keeps what came of it for the screen.
import { useEffect, useState } from 'react';
import { useVault } from './session-provider.tsx';
import type { CertificateView } from './vault-api/edge.ts';
import { isVaultError } from './vault-error.ts';

export type { CertificateView } from './vault-api/edge.ts';

export type CertificateReading =
  | { status: 'empty' }
  | { status: 'reading' }
  | { status: 'unreadable'; problem: string }
  | { status: 'failed' }
  | { status: 'read'; certificate: CertificateView };

/** Somebody who types is not answered at each letter. */
const PAUSE_MS = 250;

type Answer = { file: Uint8Array; reading: CertificateReading };

export function useCertificate(file: Uint8Array<ArrayBuffer> | null): CertificateReading {
  const vault = useVault();
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (file === null) return;
    let stale = false;
    const settle = (reading: CertificateReading) => {
      if (!stale) setAnswer({ file, reading });
    };
    const timer = setTimeout(() => {
      vault.readCertificate(file).then(
        (certificate) => settle({ status: 'read', certificate }),
        (error: unknown) =>
          settle(isVaultError(error, 'certificate_refused') ? { status: 'unreadable', problem: String(error.details['problem']) } : { status: 'failed' }),
      );
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [vault, file]);
  if (file === null) return { status: 'empty' };
  return answer?.file === file ? answer.reading : { status: 'reading' };
}
