// The words that every page may need: of log-in, of failures, of the frame around them. Log-in loads no others.
import { failureWords } from '#words/failures.ts';
import { figure } from '#words/figure.ts';
import { language } from '#words/language.ts';
import { operator } from '#words/operator.ts';
import { system } from '#words/system.ts';
import { ui } from '#words/ui.ts';
import { unlock } from '#words/unlock.ts';

export const text = {
  failure: failureWords,
  figure,
  language,
  operator,
  system,
  ui,
  unlock,
};
