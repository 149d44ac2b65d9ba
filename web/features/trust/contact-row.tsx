// One contact: who it is, how far the keys are known, and the comparison when it is opened.
'use client';
import { useId, useState } from 'react';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { VerificationMark } from '../../ui/verification-mark.tsx';
import { Comparison } from './comparison.tsx';
import styles from './trust.module.css';
import { type KnownContact, nameOf } from './use-trust.ts';

const words = text.trust.contacts;

export function ContactRow({ contact }: { contact: KnownContact }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const name = nameOf(contact);
  return (
    <li className={styles['row']}>
      <div className={styles['summary']}>
        <div className={styles['who']}>
          <p>
            <span className={styles['name']}>{name}</span>
            {contact.practice !== '' && <span className={styles['practice']}>{contact.practice}</span>}
          </p>
          {contact.name !== '' && <p className={styles['address']}>{contact.address}</p>}
          <VerificationMark verification={contact.verification} />
        </div>
        <Button size="small" aria-expanded={open} aria-controls={id} aria-label={open ? words.hide(name) : words.show(name)} onClick={() => setOpen(!open)}>
          {open ? words.hideShort : words.showShort}
        </Button>
      </div>
      <div id={id} hidden={!open}>
        {open && <Comparison contact={contact} onDone={() => setOpen(false)} />}
      </div>
    </li>
  );
}
