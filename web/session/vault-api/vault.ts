// What the page may ask of the vault worker, one file for each subject, with the plain views it gets back. No key ever crosses this line.
import type { AccountVault } from './account.ts';
import type { ContactsVault } from './contacts.ts';
import type { DraftsVault } from './drafts.ts';
import type { EdgeVault } from './edge.ts';
import type { HandOverVault } from './hand-over.ts';
import type { InvitationsVault } from './invitations.ts';
import type { LabelsVault } from './labels.ts';
import type { MailboxVault } from './mailbox.ts';
import type { ProfileVault } from './practice-profile.ts';
import type { PracticeTextsVault } from './practice-texts.ts';
import type { SearchVault } from './search.ts';
import type { SecondFactorVault } from './second-factor.ts';
import type { SendingVault } from './sending.ts';
import type { SessionVault } from './session.ts';
import type { TextsVault } from './texts.ts';

export interface Vault
  extends
    SessionVault, SecondFactorVault, AccountVault, InvitationsVault, MailboxVault, LabelsVault, SearchVault, ContactsVault,
    DraftsVault, SendingVault, TextsVault, PracticeTextsVault, ProfileVault, HandOverVault, EdgeVault {}
