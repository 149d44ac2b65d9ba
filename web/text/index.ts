// All words of the web client, in one typed object; each feature keeps its own file. English is the reference language.
import { text as entering } from './entering.ts';
import { activity } from './en/activity.ts';
import { compose } from './en/compose.ts';
import { contacts } from './en/contacts.ts';
import { learnFailures } from './en/failures.ts';
import { handingOver } from './en/handing-over.ts';
import { inbox } from './en/inbox.ts';
import { labels } from './en/labels.ts';
import { noticeCheck } from './en/notice-check.ts';
import { practice } from './en/practice.ts';
import { reading } from './en/reading.ts';
import { search } from './en/search.ts';
import { secondFactor } from './en/second-factor.ts';
import { secondStepFailures } from './en/second-step.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { trust } from './en/trust.ts';
import { verification } from './en/verification.ts';

learnFailures(secondStepFailures);

export const text = {
  ...entering,
  activity,
  compose,
  contacts,
  handingOver,
  inbox,
  labels,
  noticeCheck,
  practice,
  reading,
  search,
  secondFactor,
  settings,
  shell,
  trust,
  verification,
};
