// /login: Log-in.
import type { Metadata } from 'next';
import { LoginForm } from '../../../features/unlock/login-form.tsx';
import { LoginLinks } from '../../../features/unlock/login-links.tsx';
import { text } from '../../../text/access.ts';
import { Heading } from '../../../ui/heading.tsx';

export const metadata: Metadata = { title: text.unlock.title };

export default function LoginPage() {
  return (
    <>
      <Heading>{text.unlock.title}</Heading>
      <LoginForm />
      <LoginLinks />
    </>
  );
}
