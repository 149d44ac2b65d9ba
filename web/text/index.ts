// All words of the web client, in one typed object; each feature keeps its own file. English is the reference language.
import { system } from './en/system.ts';
import { ui } from './en/ui.ts';
import { compose } from './en/compose.ts';
import { contacts } from './en/contacts.ts';
import { inbox } from './en/inbox.ts';
import { practice } from './en/practice.ts';
import { reading } from './en/reading.ts';
import { shell } from './en/shell.ts';
export const text = {
  shell,
  reading,
  practice,
  inbox,
  contacts,
  compose,
  system,
  ui,
};
