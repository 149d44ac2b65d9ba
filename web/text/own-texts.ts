// The words of signature and templates. Apart, so that they are loaded with their forms.
import { learnFailures } from '#words/failures.ts';
import { ownTexts } from '#words/own-texts.ts';

learnFailures(ownTexts.failures);

export const text = { ownTexts };
