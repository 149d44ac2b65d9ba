'use client';
// The logo of a practice as an address for an image. The vault has checked that it is the picture that was signed.
import { useEffect, useState } from 'react';
import { useVault } from './session-provider.tsx';
import type { Id } from './vault-api/id.ts';

/** Null: there is none, or it could not be had. `url` null: it is on its way; its room is taken meanwhile, so that nothing moves when it comes. */
export type ShownLogo = { url: string | null } | null;

type Logo = string | Uint8Array<ArrayBuffer> | null;

/** `account`: whose practice's; null: one's own. `logo`: its hash, or a picture that was just made here; null: it has none. */
export function useProfileLogo({ account, logo }: { account: Id | null; logo: Logo }): ShownLogo {
  const vault = useVault();
  const [had, setHad] = useState<{ logo: Logo; url: string | null }>({ logo: null, url: null });
  useEffect(() => {
    if (logo === null) return;
    let gone = false;
    let own: string | null = null;
    const show = (picture: Uint8Array<ArrayBuffer>) => {
      if (gone) return;
      // Shown as a PNG, whatever it is.
      own = URL.createObjectURL(new Blob([picture], { type: 'image/png' }));
      setHad({ logo, url: own });
    };
    // It is an extra: what is written stands there without it.
    (typeof logo === 'string' ? vault.profileLogo({ account, logo }) : Promise.resolve(logo)).then(show, () => gone || setHad({ logo, url: null }));
    return () => {
      gone = true;
      if (own !== null) URL.revokeObjectURL(own);
      setHad({ logo: null, url: null });
    };
  }, [vault, account, logo]);
  if (logo === null) return null;
  if (had.logo !== logo) return { url: null };
  return had.url === null ? null : { url: had.url };
}
