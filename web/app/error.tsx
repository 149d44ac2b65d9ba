// Shown where a page has failed in a way nobody foresaw. Every page carries this with it, so what it looks like is loaded when it is
// needed; where that cannot be, its words stand there without.
'use client';
import { lazy, Suspense } from 'react';
import { text } from '../text/access.ts';

const FailedPage = lazy(() =>
  import('./failed-page.tsx').then(
    (code) => ({ default: code.FailedPage }),
    () => ({ default: FailedWords }),
  ),
);

export default function PageError() {
  return (
    <Suspense fallback={null}>
      <FailedPage />
    </Suspense>
  );
}

function FailedWords() {
  return (
    <main>
      <h1>{text.system.crashTitle}</h1>
      <p>{text.system.crashText}</p>
      <button type="button" onClick={() => location.reload()}>
        {text.system.reload}
      </button>
    </main>
  );
}
