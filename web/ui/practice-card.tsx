// A practice as it stands on its letters: logo, name, address, telephone, website.
import type { ProfileFields } from '../session/vault-api/practice-profile.ts';
import type { ShownLogo } from '../session/use-profile-logo.ts';
import { practiceCard } from '../text/practice-card.ts';
import { phoneTarget } from './phone-target.ts';
import styles from './practice-card.module.css';

const words = practiceCard;

/** `logo`: a picture that was checked. */
export function PracticeCard({ profile, logo }: { profile: ProfileFields; logo: ShownLogo }) {
  const { name, address, phone, website } = profile;
  return (
    <div className={styles['card']}>
      {logo !== null && (logo.url === null ? <span className={styles['logo']} /> : <img className={styles['logo']} src={logo.url} alt={words.logoOf(name)} />)}
      <address className={styles['lines']}>
        <strong className={styles['name']}>{name}</strong>
        {address.length > 0 && <span className={styles['address']}>{address.join('\n')}</span>}
        {phone !== null && (
          <span>
            {words.phone}{' '}
            <a className={styles['link']} href={phoneTarget(phone)}>
              {phone}
            </a>
          </span>
        )}
        {website !== null && (
          <a className={styles['link']} href={website} target="_blank" rel="noopener noreferrer">
            {shownWebsite(website)}
          </a>
        )}
      </address>
    </div>
  );
}

/** The host as the browser will ask for it: look-alike letters appear in their ASCII form. */
function shownWebsite(website: string): string {
  const { host, pathname, search } = new URL(website);
  return `${host}${pathname === '/' && search === '' ? '' : pathname + search}`;
}
