// A link in a message. It says where it really leads: the words of a link may claim anything.
import type { ReactNode } from 'react';
import { text } from '../../text/mailbox.ts';
import styles from './body.module.css';

const words = text.reading.body;

export function BodyLink({ href, shown, children }: { href: string; shown: string; children: ReactNode }) {
  const target = linkTarget(href);
  const opensTab = target.kind === 'web';
  return (
    <>
      <a href={href} title={target.title} {...(opensTab ? { target: '_blank', rel: 'noopener noreferrer' } : {})}>
        {children}
      </a>
      {opensTab && !namesHost(shown, target.host) && (
        // By itself, or characters before it that turn the direction of writing would turn it around.
        <bdi dir="ltr" className={styles['host']}>{` (${target.host})`}</bdi>
      )}
    </>
  );
}

/** Whether the words are an address, and of that very host: "bank.com" contains "bank.co". */
function namesHost(shown: string, host: string): boolean {
  const written = /^https?:/iu.test(shown) ? shown : `https://${shown}`;
  // What stands before an @ is read as a host, and is none.
  return URL.canParse(written) && new URL(written).host === host && !shown.includes('@');
}

type LinkTarget = { kind: 'web'; host: string; title: string } | { kind: 'other'; title: string };

function linkTarget(href: string): LinkTarget {
  const [scheme = '', rest = ''] = [href.slice(0, href.indexOf(':')).toLowerCase(), href.slice(href.indexOf(':') + 1)];
  if (scheme === 'mailto') return { kind: 'other', title: words.mailTo(rest.split('?')[0] ?? '') };
  if (scheme === 'tel') return { kind: 'other', title: words.callTo(rest) };
  // The host as the browser will ask for it: look-alike letters appear in their ASCII form.
  const host = new URL(href).host;
  return { kind: 'web', host, title: words.linkTo(host) };
}
