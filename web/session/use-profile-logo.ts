'use client';
// The logo of a practice as an address for an image; null while there is none. The vault has checked that it is the picture that was signed.
import { useEffect, useState } from 'react';
import { useVault } from './session-provider.tsx';
import type { Id } from './vault-api.ts';

/** `account`: whose practice's; null: one's own. `logo`: its hash, or a picture that was just made here; null: it has none. */
export function useProfileLogo({ account, logo }: { account: Id | null; logo: string | Uint8Array<ArrayBuffer> | null }): string | null {
  const vault = useVault();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (logo === null) return;
    let gone = false;
    let own: string | null = null;
    const show = (picture: Uint8Array<ArrayBuffer>) => {
      if (gone) return;
      // Shown as a PNG, whatever it is.
      own = URL.createObjectURL(new Blob([picture], { type: 'image/png' }));
      setUrl(own);
    };
    // It is an extra: what is written stands there without it.
    (typeof logo === 'string' ? vault.profileLogo({ account, logo }) : Promise.resolve(logo)).then(show, () => undefined);
    return () => {
      gone = true;
      if (own !== null) URL.revokeObjectURL(own);
      setUrl(null);
    };
  }, [vault, account, logo]);
  return url;
}
