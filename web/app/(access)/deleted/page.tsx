// /deleted: what somebody reads who has just deleted their account.
import type { Metadata } from 'next';
import { Deleted } from '../../../features/settings/deletion/deleted.tsx';
import { text } from '../../../text/deletion.ts';

export const metadata: Metadata = { title: text.deletion.gone.title };

export default function DeletedPage() {
  return <Deleted />;
}
