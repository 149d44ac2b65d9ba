// All words of the web client, in one typed object; each feature keeps its own file. English is the reference language;
// `#words/` is the language of the build (package.json, web/next.config.ts).
import { text as entering } from './entering.ts';
import { activity } from '#words/activity.ts';
import { compose } from '#words/compose.ts';
import { contacts } from '#words/contacts.ts';
import { learnFailures } from '#words/failures.ts';
import { handingOver } from '#words/handing-over.ts';
import { inbox } from '#words/inbox.ts';
import { labels } from '#words/labels.ts';
import { noticeCheck } from '#words/notice-check.ts';
import { practice } from '#words/practice.ts';
import { reading } from '#words/reading.ts';
import { search } from '#words/search.ts';
import { secondFactor } from '#words/second-factor.ts';
import { secondStepFailures } from '#words/second-step.ts';
import { settings } from '#words/settings.ts';
import { shell } from '#words/shell.ts';
import { trust } from '#words/trust.ts';
import { verification } from '#words/verification.ts';

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
