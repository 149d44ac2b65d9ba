// The words of signature and templates. Apart, so that they are loaded with their forms.
import { learnFailures } from './en/failures.ts';
import { ownTexts } from './en/own-texts.ts';

learnFailures(ownTexts.failures);

export const text = { ownTexts };
