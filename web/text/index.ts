// All words of the web client, in one typed object; each feature keeps its own file. English is the reference language;
// `#words/` is the language of the build (package.json, web/next.config.ts).
import { text as entering } from './entering.ts';
import { text as mailbox } from './mailbox.ts';
import { activity } from '#words/activity.ts';
import { compose } from '#words/compose.ts';
import { contacts } from '#words/contacts.ts';
import { learnFailures } from '#words/failures.ts';
import { handingOver } from '#words/handing-over.ts';
import { noticeCheck } from '#words/notice-check.ts';
import { practice } from '#words/practice.ts';
import { secondFactor } from '#words/second-factor.ts';
import { secondStepFailures } from '#words/second-step.ts';
import { settings } from '#words/settings.ts';
import { trust } from '#words/trust.ts';

learnFailures(secondStepFailures);

export const text = {
  ...entering,
  ...mailbox,
  activity,
  compose,
  contacts,
  handingOver,
  noticeCheck,
  practice,
  secondFactor,
  settings,
  trust,
};
