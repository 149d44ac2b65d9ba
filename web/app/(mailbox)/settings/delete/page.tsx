// /settings/delete: ending one's own account, its consequences first.
import type { Metadata } from 'next';
import { Deletion } from '../../../../features/settings/deletion/deletion.tsx';
import { text } from '../../../../text/deletion.ts';

export const metadata: Metadata = { title: text.deletion.title };

export default function DeletionPage() {
  return <Deletion />;
}
