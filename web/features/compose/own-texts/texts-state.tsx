// The settings of one's own texts while there is nothing to show yet.
import { text as app } from '../../../text/index.ts';
import { text } from '../../../text/own-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import type { OwnTextsView } from './use-own-texts.ts';

export function TextsState({ view }: { view: Exclude<OwnTextsView, { status: 'ready' }> }) {
  if (view.status === 'loading') return <Spinner label={text.ownTexts.loading} />;
  return <FailureNote failure={{ code: 'unavailable', details: {} }} actions={<Button onClick={view.retry}>{app.settings.devices.retry}</Button>} />;
}
