// What a certificate says of itself, and why it cannot be used where it cannot.
import { formatDay } from '../../text/format.ts';
import { text } from '../../text/edge.ts';
import type { CertificateReading } from '../../session/use-certificate.ts';
import { Callout } from '../callout.tsx';
import { Facts } from '../facts.tsx';
import { FingerprintGroups } from '../fingerprint-groups.tsx';
import { Spinner } from '../spinner.tsx';
import styles from './certificate.module.css';

const { card: words, field, problems, unknownProblem } = text.openPgp;

/** `forEncrypting`: what keeps it from being encrypted to counts as a problem. */
export function CertificateCard({ reading, use }: { reading: CertificateReading; use: 'encrypting' | 'checking' }) {
  if (reading.status === 'empty') return null;
  if (reading.status === 'reading') return <Spinner label={field.reading} />;
  if (reading.status === 'unreadable') return <Problem problem={reading.problem} />;
  if (reading.status === 'failed') return <Problem problem={null} />;
  const { certificate } = reading;
  const { fingerprint, userIds, createdAt, expiresAt, problem } = certificate;
  const shown = use === 'encrypting' || problem === 'broken' ? problem : null;
  return (
    <section className={styles['card']} aria-label={words.title}>
      {shown !== null && <Problem problem={shown} />}
      <Facts
        facts={[
          { term: words.owner, value: userIds.length === 0 ? words.nobody : userIds.join(', ') },
          { term: words.made, value: formatDay(createdAt) },
          { term: words.validity, value: validity(expiresAt, problem === 'expired') },
        ]}
      />
      <div className={styles['fingerprint']}>
        <p className={styles['label']}>{words.fingerprint}</p>
        <FingerprintGroups groups={groupsOf(fingerprint)} />
      </div>
      {shown === null && <p className={styles['hint']}>{words.compare}</p>}
    </section>
  );
}

function Problem({ problem }: { problem: string | null }) {
  const { title, text: explanation } = (problem === null ? null : problems[problem]) ?? unknownProblem;
  return (
    <Callout tone="danger" role="alert" title={title}>
      <p>{explanation}</p>
    </Callout>
  );
}

function validity(expiresAt: number | null, hasEnded: boolean): string {
  if (expiresAt === null) return words.always;
  return hasEnded ? words.ended(expiresAt) : words.until(expiresAt);
}

/** Four by four, as OpenPGP programs print them. */
export function groupsOf(fingerprint: string): string[] {
  return fingerprint.toUpperCase().match(/.{1,4}/g) ?? [];
}
