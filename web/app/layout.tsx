// The root of every page. It stays light: the log-in page loads nothing that it does not need.
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import '../styles/reset.css';
import '../styles/tokens.css';
import '../styles/fonts.css';
import '../styles/global.css';
import { SessionProvider } from '../session/session-provider.tsx';
import { text } from '../text/access.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { NoScript } from '../ui/no-script.tsx';
import { DocumentStart } from './document-start.tsx';
import { textFont } from './fonts.ts';

export const metadata: Metadata = {
  title: { template: `%s · ${text.ui.product}`, default: text.ui.product },
  applicationName: text.ui.product,
  // Addresses of messages and invitations must not travel to other sites, nor be found by search engines.
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
  appleWebApp: { capable: true, title: text.ui.product, statusBarStyle: 'default' },
  // Codes and numbers are not telephone numbers.
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f5f2' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0b09' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={text.language.code} className={textFont.variable}>
      <head>
        {/* Drawn once all of it is there: what stands in the middle or at the end would wander while the page comes in. */}
        <link rel="expect" href="#live" blocking="render" />
        <link rel="stylesheet" id="react-aria-pressable-style" href="/pressable.css" />
      </head>
      <body>
        <DocumentStart />
        <SessionProvider>{children}</SessionProvider>
        <LiveRegion />
        <NoScript />
      </body>
    </html>
  );
}
