// /practice/activity: the practice's log for its owner and administrators, their own for everybody else.
import type { Metadata } from 'next';
import { Activity } from '../../../../features/activity/activity.tsx';
import { text } from '../../../../text/index.ts';

export const metadata: Metadata = { title: text.activity.title };

export default function ActivityPage() {
  return <Activity />;
}
