// Shown where even the root layout has failed: a page of its own, with the same words.
'use client';
import '../styles/reset.css';
import '../styles/tokens.css';
import '../styles/global.css';
import PageError from './error.tsx';

export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <PageError />
      </body>
    </html>
  );
}
