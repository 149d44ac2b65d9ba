// Says what was done at one press, and offers to take it back. Where that does not get through, it says so and offers it again.
import { text } from '../text/mailbox.ts';
import { announce, say } from './toasts.ts';
import { failureOf } from './use-action.ts';

/** Where no question was asked before, there is time to notice. */
const OFFERED_MS = 10_000;

export function announceWithUndo(done: string, undo: () => Promise<void>): void {
  const words = text.inbox;
  const takeBack = async () => {
    try {
      await undo();
      say(words.undone);
    } catch (error) {
      announce(words.undoFailed(text.failure(failureOf(error)).title), { tone: 'danger', duration: OFFERED_MS, action: { label: words.undo, onAction: () => void takeBack() } });
    }
  };
  announce(done, { duration: OFFERED_MS, action: { label: words.undo, onAction: () => void takeBack() } });
}
