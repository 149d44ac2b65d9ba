// /trust: one's own fingerprint and those of others.
import type { Metadata } from 'next';
import { Trust } from '../../../features/trust/trust.tsx';
import { text } from '../../../text/index.ts';

export const metadata: Metadata = { title: text.trust.title };

export default function TrustPage() {
  return <Trust />;
}
