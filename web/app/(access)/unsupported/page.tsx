// /unsupported: For browsers that cannot run Sealpost.
import type { Metadata } from 'next';
import { Unsupported } from '../../../features/unlock/unsupported.tsx';
import { text } from '../../../text/access.ts';

export const metadata: Metadata = { title: text.system.unsupportedTitle };

export default function UnsupportedPage() {
  return <Unsupported />;
}
