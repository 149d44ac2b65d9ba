// /recover: A forgotten password, with the recovery kit.
import type { Metadata } from 'next';
import { Recovery } from '../../../features/recovery/recovery.tsx';
import { text } from '../../../text/entering.ts';

export const metadata: Metadata = { title: text.recovery.title };

export default function RecoverPage() {
  return <Recovery />;
}
