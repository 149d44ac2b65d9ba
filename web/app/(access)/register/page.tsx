// /register: Signing up a practice.
import type { Metadata } from 'next';
import { Registration } from '../../../features/registration/registration.tsx';
import { text } from '../../../text/entering.ts';

export const metadata: Metadata = { title: text.registration.title };

export default function RegisterPage() {
  return <Registration />;
}
