// Leads browsers that cannot run Sealpost to the page that says so, before anything fails half-way.
'use client';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { missingFeatures } from '../../session/browser-support.ts';

export function SupportCheck() {
  const router = useRouter();
  const pathname = usePathname();
  useEffect(() => {
    if (pathname !== '/unsupported' && missingFeatures().length > 0) router.replace('/unsupported');
  }, [pathname, router]);
  return null;
}
