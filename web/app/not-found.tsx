// Shown for every address that does not exist. Every page carries this with it, so the rest of it is loaded where it is shown.
import type { Metadata } from 'next';
import { text } from '../text/dead-ends.ts';
import { LazyDeadEnd } from './lazy-dead-end.tsx';

export const metadata: Metadata = { title: text.deadEnds.notFound.title };

export default function NotFound() {
  return <LazyDeadEnd />;
}
