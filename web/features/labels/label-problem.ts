// Why something with labels did not work, in words.
import { codeOf } from '../../session/vault-error.ts';
import { text } from '../../text/mailbox.ts';
import { announce } from '../../ui/toasts.ts';

const words = text.labels;

export function problemOf(error: unknown): string {
  const code = codeOf(error);
  if (code === 'label_name') return words.problemName;
  return code === 'labels_full' ? words.problemFull : words.failed;
}

/** Where no dialog is open any more. */
export function complain(error: unknown): void {
  announce(problemOf(error), { tone: 'danger' });
}
