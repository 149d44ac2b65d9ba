// Fingerprints: one's own to read out, those of others to compare, and what the signs mean.
'use client';
import { text } from '../../text/index.ts';
import { Page } from '../../ui/page.tsx';
import { ContactList } from './contact-list.tsx';
import { Meaning } from './meaning.tsx';
import { OwnFingerprint } from './own-fingerprint.tsx';

export function Trust() {
  return (
    <Page title={text.trust.title} lead={text.trust.lead}>
      <OwnFingerprint />
      <ContactList />
      <Meaning />
    </Page>
  );
}
