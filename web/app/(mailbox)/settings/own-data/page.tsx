// /settings/own-data: what is kept about whoever is logged in.
import type { Metadata } from 'next';
import { OwnData } from '../../../../features/settings/own-data/own-data.tsx';
import { text } from '../../../../text/own-data.ts';

export const metadata: Metadata = { title: text.ownData.title };

export default function OwnDataPage() {
  return <OwnData />;
}
