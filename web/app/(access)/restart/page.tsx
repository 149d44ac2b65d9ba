// /restart: Starting again by the operator's link.
import type { Metadata } from 'next';
import { Restart } from '../../../features/recovery/restart.tsx';
import { text } from '../../../text/entering.ts';

export const metadata: Metadata = { title: text.recovery.restart.title };

export default function RestartPage() {
  return <Restart />;
}
