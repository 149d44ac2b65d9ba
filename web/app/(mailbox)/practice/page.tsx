// /practice: the practice for its members, the sponsoring practices for guests.
import type { Metadata } from 'next';
import { Practice } from '../../../features/practice/practice.tsx';
import { text } from '../../../text/index.ts';

export const metadata: Metadata = { title: text.practice.title };

export default function PracticePage() {
  return <Practice />;
}
