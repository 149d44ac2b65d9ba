// What only the operator sets: the plan, what it means, and the room for files.
import { formatList } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { Facts } from '../../ui/facts.tsx';
import type { PracticeDetails, Room } from './use-practice.ts';
import styles from './practice.module.css';

const words = text.practice;

/** Who may change the rest sees it in the form below; the others read it here. */
export function PracticeFacts({ practice, room, mayEdit }: { practice: PracticeDetails; room: Room; mayEdit: boolean }) {
  const plan = { term: words.plan, value: words.plans[practice.plan] };
  const files = { term: words.room, value: room && words.roomUsed(room.used, room.limit) };
  const settings = [
    { term: words.name, value: practice.name },
    plan,
    files,
    { term: words.replyTo, value: practice.replyTo ?? words.nobody },
    { term: words.idle.label, value: words.idle.after(practice.policies.idleMinutes) },
    { term: words.secondFactor.term, value: practice.policies.secondFactor ? words.secondFactor.needed : words.secondFactor.free },
    { term: words.inviting.label, value: words.inviting[practice.policies.inviting] },
    { term: words.domains.label, value: practice.policies.allowedDomains.length === 0 ? words.domains.any : words.domains.only(formatList([...practice.policies.allowedDomains])) },
    { term: words.expiry.label, value: words.expiry.choices[practice.policies.expiryDays ?? 'never'] },
    { term: words.notices.label, value: words.notices[practice.policies.notices] },
    { term: words.policies, value: practice.policies.completeLink ? words.linksAllowed : words.linksForbidden },
  ];
  return (
    <section className={styles['section']} aria-label={words.about}>
      <Facts facts={mayEdit ? [plan, files] : settings} />
      <p className={styles['quiet']}>
        {words.planText(practice.allowed)} {words.planSetBy} {!mayEdit && words.onlyAdministrators}
      </p>
    </section>
  );
}
