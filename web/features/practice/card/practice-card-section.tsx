// How the practice is reached: members see what recipients see, administrators write it.
'use client';

import { useCallback, useState } from 'react';
import { useProfileLogo } from '../../../session/use-profile-logo.ts';
import type { PracticeProfile } from '../../../session/vault-api/practice-profile.ts';
import { formatDay } from '../../../text/format.ts';
import { practiceCard as words } from '../../../text/practice-card.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Heading } from '../../../ui/heading.tsx';
import { PracticeCard } from '../../../ui/practice-card.tsx';
import { CardForm } from './card-form.tsx';
import type { ProfileQuery } from './use-profile.ts';
import styles from './card.module.css';

type Loaded = Exclude<ProfileQuery, { status: 'loading' }>;

export function PracticeCardSection({ view, practiceName, mayEdit }: { view: Loaded; practiceName: string; mayEdit: boolean }) {
  return (
    <section className={styles['section']} aria-labelledby="practice-card">
      <Heading level={2} id="practice-card">
        {words.title}
      </Heading>
      <p className={styles['lead']}>{words.lead}</p>
      {view.status === 'failed' && (
        <Callout tone="danger" role="alert" title={words.failed.title} actions={<Button onClick={view.retry}>{words.failed.again}</Button>}>
          <p>{words.failed.text}</p>
        </Callout>
      )}
      {view.status === 'ready' && <Doubt now={view.now} mayEdit={mayEdit} />}
      {view.status === 'ready' && (mayEdit ? <Editing now={view.now} practiceName={practiceName} /> : <Seeing now={view.now} />)}
    </section>
  );
}

function Editing({ now, practiceName }: { now: PracticeProfile; practiceName: string }) {
  const [base, setBase] = useState(now);
  const settle = useCallback((settled: PracticeProfile) => setBase(settled), []);
  return (
    <>
      <CardForm key={base.edition} base={base} now={now} practiceName={practiceName} onSettled={settle} />
      <Signed now={now} />
    </>
  );
}

function Seeing({ now }: { now: PracticeProfile }) {
  const logo = useProfileLogo({ account: null, logo: now.status === 'vouched' ? (now.profile?.logo ?? null) : null });
  if (now.status === 'none') return <p className={styles['quiet']}>{words.none}</p>;
  if (now.status !== 'vouched' || now.profile === null) return null;
  return (
    <>
      <figure className={styles['preview']}>
        <figcaption>{words.preview}</figcaption>
        <PracticeCard profile={now.profile} logo={logo} />
      </figure>
      <Signed now={now} />
    </>
  );
}

function Signed({ now }: { now: PracticeProfile }) {
  if (now.status !== 'vouched' || now.profile === null || now.signer === null) return null;
  return <p className={styles['quiet']}>{words.signed(now.signer, formatDay(now.profile.time))}</p>;
}

/** Why recipients do not see it, and what to do. */
function Doubt({ now, mayEdit }: { now: PracticeProfile; mayEdit: boolean }) {
  if (now.status === 'none' || now.status === 'vouched') return null;
  const about = words[now.status];
  const text = now.status === 'older' ? words.older.text : words[now.status].text(now.signer);
  return (
    <Callout tone="danger" title={about.title}>
      <p>{text}</p>
      {mayEdit && <p>{about.edit}</p>}
    </Callout>
  );
}
