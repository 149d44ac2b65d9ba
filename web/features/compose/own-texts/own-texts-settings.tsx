// Signature and templates, one's own and the practice's, in the settings. Their forms bring the editor, which is loaded with them.
'use client';

import { lazy, Suspense } from 'react';
import styles from './own-texts-settings.module.css';

const SignatureForm = lazy(() => import('./signature-form.tsx').then((code) => ({ default: code.SignatureForm })));
const TemplateList = lazy(() => import('./template-list.tsx').then((code) => ({ default: code.TemplateList })));
const PracticeTexts = lazy(() => import('../practice-texts/practice-texts.tsx').then((code) => ({ default: code.PracticeTexts })));

export function SignatureSettings() {
  return (
    <div className={styles['signature']}>
      <Suspense>
        <SignatureForm />
      </Suspense>
    </div>
  );
}

export function TemplateSettings() {
  return (
    <div className={styles['templates']}>
      <Suspense>
        <TemplateList />
      </Suspense>
    </div>
  );
}

export function PracticeTextsSettings() {
  return (
    <Suspense>
      <PracticeTexts />
    </Suspense>
  );
}
