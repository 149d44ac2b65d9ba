// Shown where even the root layout has failed: a page of its own, with the same words.
'use client';
import '../styles/reset.css';
import '../styles/tokens.css';
import '../styles/global.css';
import { text } from '../text/access.ts';
import PageError from './error.tsx';

export default function GlobalError() {
  return (
    <html lang={text.language.code}>
      <body>
        <PageError />
      </body>
    </html>
  );
}
