// One contact: who, how far the keys are known, and what can be done.
'use client';

import { EllipsisVertical, Fingerprint, KeyRound, Pencil, PenLine } from 'lucide-react';
import { memo, useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import type { Contact, ContactGroup } from '../../session/vault-api/contacts.ts';
import { text as addressBook } from '../../text/address-book.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import { paths } from '../../ui/paths.ts';
import { VerificationMark } from '../../ui/verification-mark.tsx';
import { ContactForm } from './contact-form.tsx';
import { InviteAgain } from './invite-again.tsx';
import { contactName } from './use-contacts.ts';
import { groupsOf } from './use-groups.ts';
import { useWrite } from './use-write.ts';
import styles from './contacts.module.css';

const words = text.contacts;

type ContactRowProps = { contact: Contact; groups: readonly ContactGroup[] };

/** A long list is drawn again with each letter of the filter: a row that is the same is not. */
export const ContactRow = memo(({ contact, groups }: ContactRowProps) => {
  const [doing, setDoing] = useState<'editing' | 'inviting' | null>(null);
  const name = contactName(contact);
  const { verification } = contact;
  const stop = () => setDoing(null);
  const memberships = groupsOf(contact, groups);
  return (
    <li className={styles['row']}>
      <div className={styles['words']}>
        <p className={styles['name']}>
          {name}
          {contact.practice !== '' && <span className={styles['practice']}>{`, ${contact.practice}`}</span>}
        </p>
        {contact.name !== '' && <p className={styles['address']}>{contact.address}</p>}
        {contact.formerly !== null && <p className={styles['unregistered']}>{addressBook.addressBook.formerly(contact.formerly)}</p>}
        {verification === null ? <p className={styles['unregistered']}>{contact.uses === 0 ? words.notWrittenTo : words.notRegistered}</p> : <VerificationMark verification={verification} />}
        {memberships.length > 0 && <p className={styles['unregistered']}>{addressBook.addressBook.inGroups(memberships)}</p>}
        {contact.notes !== '' && <p className={styles['notes']}>{contact.notes}</p>}
      </div>
      <div className={styles['actions']}>
        {verification?.kind === 'changed' && (
          <ButtonLink size="small" href={paths.trust} aria-label={words.compareNamed(name)}>
            {words.compare}
          </ButtonLink>
        )}
        <WriteButton address={contact.address} name={name} />
        <Button size="small" variant="quiet" icon={<Pencil aria-hidden="true" />} aria-label={words.editNamed(name)} onClick={() => setDoing('editing')}>
          {words.edit}
        </Button>
        <MoreActions contact={contact} onInviteAgain={() => setDoing('inviting')} />
      </div>
      {doing === 'editing' && <ContactForm contact={contact} groups={groups} onClose={stop} />}
      {doing === 'inviting' && <InviteAgain address={contact.address} name={name} onClose={stop} />}
    </li>
  );
});
ContactRow.displayName = 'ContactRow';

/** What is needed rarely. The place stays free where there is nothing, so that the buttons stand in line. */
function MoreActions({ contact, onInviteAgain }: { contact: Contact; onInviteAgain: () => void }) {
  const { session } = useSession();
  if (contact.account === null || contact.account === session?.account) return <span className={styles['no-menu']} />;
  const compare = { id: 'compare', label: words.compare, icon: <Fingerprint aria-hidden="true" />, href: paths.trust };
  const again = { id: 'again', label: words.inviteAgain, icon: <KeyRound aria-hidden="true" />, onAction: onInviteAgain };
  return (
    <MenuButton label={words.moreNamed(contactName(contact))} icon={<EllipsisVertical aria-hidden="true" />} iconOnly groups={[[compare], session?.mayInvite === true ? [again] : []]} />
  );
}

function WriteButton({ address, name }: { address: string; name: string }) {
  const { write, busy } = useWrite([address]);
  return (
    <Button size="small" variant="quiet" icon={<PenLine aria-hidden="true" />} busy={busy} aria-label={words.writeNamed(name)} onClick={write}>
      {words.write}
    </Button>
  );
}
