// All words of the web client, in one typed object; each feature keeps its own file. English is the reference language.
import { settings } from './en/settings.ts';
import { trust } from './en/trust.ts';
import { unlock } from './en/unlock.ts';
import { figure } from './en/figure.ts';
import { registration } from './en/registration.ts';
import { confirmation } from './en/confirmation.ts';
import { invitation } from './en/invitation.ts';
import { recovery } from './en/recovery.ts';
import { password } from './en/password.ts';
import { kit } from './en/kit.ts';
import { failureWords } from './en/failures.ts';
import { system } from './en/system.ts';
import { ui } from './en/ui.ts';
import { compose } from './en/compose.ts';
import { contacts } from './en/contacts.ts';
import { handingOver } from './en/handing-over.ts';
import { inbox } from './en/inbox.ts';
import { practice } from './en/practice.ts';
import { reading } from './en/reading.ts';
import { verification } from './en/verification.ts';
import { shell } from './en/shell.ts';

export const text = {
  shell,
  verification,
  reading,
  practice,
  inbox,
  handingOver,
  contacts,
  compose,
  failure: failureWords,
  settings,
  trust,
  unlock,
  figure,
  registration,
  confirmation,
  invitation,
  recovery,
  password,
  kit,
  system,
  ui,
};
