// The words of a practice's texts. Apart, so that they are loaded with compose and the settings.
import { learnFailures } from '#words/failures.ts';
import { practiceTexts } from '#words/practice-texts.ts';

learnFailures(practiceTexts.failures);

export const text = { practiceTexts };
