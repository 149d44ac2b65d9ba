// /unsupported: For browsers that cannot run Sealpost.
import type { Metadata } from 'next';
import { Unsupported } from '../../../features/unlock/unsupported.tsx';
import { text } from '../../../text/dead-ends.ts';

export const metadata: Metadata = { title: text.deadEnds.unsupported.title };

export default function UnsupportedPage() {
  return <Unsupported />;
}
