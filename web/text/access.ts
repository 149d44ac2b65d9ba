// The words that every page may need: of log-in, of failures, of the frame around them. Log-in loads no others.
import { failureWords } from './en/failures.ts';
import { figure } from './en/figure.ts';
import { operator } from './en/operator.ts';
import { system } from './en/system.ts';
import { ui } from './en/ui.ts';
import { unlock } from './en/unlock.ts';

export const text = {
  failure: failureWords,
  figure,
  operator,
  system,
  ui,
  unlock,
};
