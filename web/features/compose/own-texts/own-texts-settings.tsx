// Signature and templates, one's own and the practice's, in the settings. Their forms bring the editor, which is loaded with them.
'use client';

import { lazy, Suspense } from 'react';

const SignatureForm = lazy(() => import('./signature-form.tsx').then((code) => ({ default: code.SignatureForm })));
const TemplateList = lazy(() => import('./template-list.tsx').then((code) => ({ default: code.TemplateList })));
const PracticeTexts = lazy(() => import('../practice-texts/practice-texts.tsx').then((code) => ({ default: code.PracticeTexts })));

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

export function PracticeTextsSettings() {
  return (
    <Suspense>
      <PracticeTexts />
    </Suspense>
  );
}
