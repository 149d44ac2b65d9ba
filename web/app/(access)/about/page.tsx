// /about: What is processed and kept here.
import type { Metadata } from 'next';
import { About } from '../../../features/operator/about.tsx';
import { text } from '../../../text/about.ts';

export const metadata: Metadata = { title: text.about.title };

export default function AboutPage() {
  return <About />;
}
