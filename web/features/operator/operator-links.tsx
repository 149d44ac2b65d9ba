// At the foot of every page outside the mailbox: what is kept here, and the pages of whoever runs this server.
'use client';
import { server } from '../../session/server.ts';
import { text } from '../../text/access.ts';
import { Link } from '../../ui/link.tsx';
import { paths } from '../../ui/paths.ts';
import { useLoaded } from '../../ui/use-loaded.ts';
import { LanguageSwitch } from './language-switch.tsx';
import styles from './operator-links.module.css';

const words = text.operator;
const KINDS = ['imprint', 'privacy', 'support'] as const;

export function OperatorLinks() {
  const settings = useLoaded('settings', server.settings);
  // Where they cannot be had the foot stays as it is: nobody came for it.
  const links = settings.status === 'ready' ? settings.data.links : null;
  return (
    <nav aria-label={words.label} data-waiting={settings.status === 'loading' || undefined}>
      <ul className={styles['links']}>
        <li>
          <Link href={paths.about} tone="quiet">
            {words.about}
          </Link>
        </li>
        {KINDS.map((kind) => {
          const href = links?.[kind] ?? null;
          return href === null ? null : (
            <li key={kind}>
              <Link href={href} tone="quiet" rel="noreferrer">
                {words[kind]}
              </Link>
            </li>
          );
        })}
        <li>
          <LanguageSwitch />
        </li>
      </ul>
    </nav>
  );
}
