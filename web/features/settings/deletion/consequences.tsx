// What deleting the account takes away, what stays with others, and what it means for the practice.
import type { Foretold } from '../../../session/deletion.ts';
import { text } from '../../../text/deletion.ts';
import { Callout } from '../../../ui/callout.tsx';
import { Section } from '../section.tsx';
import styles from './deletion.module.css';

const words = text.deletion;

export function Consequences({ foretold }: { foretold: Foretold }) {
  const { goes, stays } = words;
  const { messages, invitations, waiting, practice } = foretold;
  return (
    <>
      <Section title={goes.title}>
        <List
          items={[
            goes.mailbox(messages),
            goes.sealed,
            goes.devices,
            ...(invitations > 0 ? [goes.invitations(invitations)] : []),
            ...(waiting > 0 ? [goes.waiting(waiting)] : []),
            goes.address,
          ]}
        />
        {practice !== null && !practice.lastOwner && <OfPractice practice={practice} />}
      </Section>
      <Section title={stays.title}>
        <List items={[stays.copies, stays.mails, ...(practice === null ? [] : [stays.log]), stays.backups]} />
      </Section>
    </>
  );
}

function OfPractice({ practice: { name, ends, formerAccounts } }: { practice: NonNullable<Foretold['practice']> }) {
  const own = words.practice;
  if (!ends) {
    return (
      <Callout tone="open" title={own.title(name)}>
        <p>{own.text}</p>
      </Callout>
    );
  }
  return (
    <Callout tone="danger" title={own.ends(name)}>
      <p>{own.endsText}</p>
      {formerAccounts > 0 && <p>{own.former(formerAccounts)}</p>}
    </Callout>
  );
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul className={styles['list']}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
