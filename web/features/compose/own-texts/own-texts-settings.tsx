// Signature and templates in the settings. Their forms bring the editor, which is loaded with them.
'use client';

import { lazy, Suspense } from 'react';

const SignatureForm = lazy(() => import('./signature-form.tsx').then((code) => ({ default: code.SignatureForm })));
const TemplateList = lazy(() => import('./template-list.tsx').then((code) => ({ default: code.TemplateList })));

export function SignatureSettings() {
  return (
    <Suspense>
      <SignatureForm />
    </Suspense>
  );
}

export function TemplateSettings() {
  return (
    <Suspense>
      <TemplateList />
    </Suspense>
  );
}
