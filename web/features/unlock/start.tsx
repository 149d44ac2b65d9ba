// Chooses where a visitor without a destination goes, without asking the server.
'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { mayResume } from '../../session/may-resume.ts';
import { Splash } from './splash.tsx';

export function Start() {
  const router = useRouter();
  useEffect(() => {
    router.replace(mayResume() ? '/mail' : '/login');
  }, [router]);
  return <Splash />;
}
