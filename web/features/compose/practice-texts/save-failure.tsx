// Two administrators have changed the same thing: nothing of what was typed is lost, and a person chooses.
import { text } from '../../../text/practice-texts.ts';
import { BroughtIntoView } from '../../../ui/brought-into-view.tsx';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import type { Failure } from '../../../ui/use-action.ts';

const words = text.practiceTexts.changed;

type SaveFailureProps = { failure: Failure | null; onMine: () => void; onTheirs: () => void };

export function SaveFailure({ failure, onMine, onTheirs }: SaveFailureProps) {
  if (failure?.code !== 'practice_texts_changed') return <FailureNote failure={failure} />;
  return (
    <BroughtIntoView>
      <Callout
        tone="open"
        role="alert"
        title={words.title}
        actions={
          <>
            <Button onClick={onMine}>{words.mine}</Button>
            <Button variant="quiet" onClick={onTheirs}>
              {words.theirs}
            </Button>
          </>
        }
      >
        <p>{words.text}</p>
      </Callout>
    </BroughtIntoView>
  );
}
